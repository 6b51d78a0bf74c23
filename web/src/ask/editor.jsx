// A query in SPARQL to read, change and run. Until the editor is loaded, and where it cannot be, a plain box does.
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../language.js';

export function Editor({ text, onRun }) {
  const host = useRef();
  const view = useRef(null);
  const [plain, setPlain] = useState(true);
  const now = useRef({ text, onRun });
  now.current.onRun = onRun;
  const run = () => now.current.onRun(now.current.text);
  useEffect(() => {
    let gone = false;
    import('./codemirror.js').then(
      ({ editor }) => {
        if (gone) return;
        view.current = editor(host.current, {
          text: now.current.text,
          label: t('ask.sparql.label'),
          onChange: (value) => {
            now.current.text = value;
          },
          onRun: run,
        });
        setPlain(false);
      },
      () => {},
    );
    return () => {
      gone = true;
      view.current?.destroy();
    };
  }, []);
  useEffect(() => {
    if (now.current.text === text) return;
    now.current.text = text;
    view.current?.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert: text } });
  }, [text]);
  return (
    <div class="editor">
      <div ref={host} hidden={plain} />
      {plain && (
        <textarea
          rows={14}
          spellcheck={false}
          aria-label={t('ask.sparql.label')}
          value={text}
          onInput={(event) => {
            now.current.text = event.currentTarget.value;
          }}
        />
      )}
      <p class="acts">
        <button type="button" class="main" onClick={run}>
          {t('ask.sparql.run')}
        </button>{' '}
        <span class="muted">{t('ask.sparql.keys')}</span>
      </p>
    </div>
  );
}
