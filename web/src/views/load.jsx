// Nạp: files are dropped, read, shown as they were understood, and only then stored. In: files and the server's token.
// Each file has its own progress and its own error; one bad file does not stop the others.
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { number, t } from '../language.js';
import { Loading } from '../parts/state.jsx';
import { useTitle } from '../parts/title.js';
import { ReadOnly, Writer, useWriter } from '../parts/token.jsx';
import { change, read as understood, some, sum } from '../load/files.js';
import { build, read } from '../load/send.js';
import { File } from '../load/understood.jsx';

const words = (error) => {
  if ([0, 401, 403].includes(error.status)) return t(`error.${error.status}`);
  if (error.status === 413) return t('load.413');
  return error.message || t('error.other', { status: error.status ?? '' });
};

function Drop({ onFiles, disabled }) {
  const [over, set] = useState(false);
  const input = useRef();
  const take = (files) => {
    set(false);
    if (files.length) onFiles([...files]);
  };
  return (
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        set(true);
      }}
      onDragLeave={() => set(false)}
      onDrop={(event) => {
        event.preventDefault();
        if (!disabled) take(event.dataTransfer.files);
      }}
    >
      <p>
        <b>{t('load.drop')}</b>
      </p>
      <p class="muted">{t('load.kinds')}</p>
      <label class="button">
        {t('load.pick')}
        <input
          ref={input}
          type="file"
          multiple
          disabled={disabled}
          onChange={() => {
            take(input.current.files);
            input.current.value = '';
          }}
        />
      </label>
    </div>
  );
}

export default function Load({ about }) {
  useTitle(t('load.title'));
  const [list, act] = useReducer(change, []);
  const writer = useWriter();
  const [refused, refuse] = useState(false);
  const [told, tell] = useState('');
  const reading = useRef(false);
  const busy = some(list, 'reading') || some(list, 'storing');
  useEffect(() => refuse(false), [writer.token]);
  useEffect(() => {
    if (!busy) return undefined;
    const stay = (event) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [busy]);

  const preview = async () => {
    if (reading.current) return;
    reading.current = true;
    for (const { id, file } of list.filter((one) => one.state === 'waiting' || one.state === 'failed')) {
      act({ type: 'set', id, values: { state: 'reading', error: null } });
      try {
        act({ type: 'set', id, values: understood(await read(file, writer.token)) });
      } catch (error) {
        act({ type: 'set', id, values: { state: 'failed', error: words(error) } });
        if (error.status !== 401 && error.status !== 403 && error.status !== 0) continue;
        refuse(error.status === 401);
        break;
      }
    }
    reading.current = false;
  };
  const store = async () => {
    const files = list.filter((one) => one.state === 'read').map((one) => one.file);
    act({ type: 'storing' });
    try {
      const sources = await build(files, writer.token, (file) => act({ type: 'stored', told: file }));
      act({ type: 'broken', error: t('load.untold') });
      tell(sources === undefined ? t('load.done') : t('load.done.sources', { n: number(sources) }));
    } catch (error) {
      act({ type: 'broken', error: words(error) });
      refuse(error.status === 401);
    }
  };
  const waiting = sum(list, 'waiting') + sum(list, 'failed');
  const ready = sum(list, 'read');
  const finished = list.length - sum(list, 'waiting') - sum(list, 'reading') - sum(list, 'storing');

  if (!about) return <Loading />;
  return (
    <div class="load">
      <h1>{t('load.title')}</h1>
      <p class="lead">{t('load.lead')}</p>
      {!about.writable && <ReadOnly command="luocdo build TỆP…" />}
      {about.writable && (
        <>
          <Writer writer={writer} refused={refused} />
          <Drop
            onFiles={(files) => {
              act({ type: 'add', files });
              tell('');
            }}
            disabled={busy}
          />
          {list.length > 0 && (
            <p class="acts">
              <button
                type="button"
                class={ready ? undefined : 'main'}
                disabled={!waiting || busy || !writer.token}
                onClick={preview}
              >
                {t('load.preview', { n: number(waiting) })}
              </button>
              <button
                type="button"
                class={ready ? 'main' : undefined}
                disabled={!ready || busy || !writer.token}
                onClick={store}
              >
                {t('load.store', { n: number(ready) })}
              </button>
              <button
                type="button"
                disabled={busy}
                onClick={() => {
                  act({ type: 'clear' });
                  tell('');
                }}
              >
                {t('load.clear')}
              </button>
              {!writer.token && <span class="muted">{t('write.first')}</span>}
            </p>
          )}
          {busy && (
            <p>
              <progress max={list.length} value={finished} aria-label={t('load.progress')} />{' '}
              {t('load.progress.n', { n: number(finished), all: number(list.length) })}
            </p>
          )}
          <p role="status">
            {told}
            {told && (
              <>
                {' '}
                <a href="/tim">{t('nav.search')}</a>
              </>
            )}
          </p>
          <ul class="plain files">
            {list.map((one) => (
              <File key={one.id} one={one} onDrop={() => act({ type: 'drop', id: one.id })} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
