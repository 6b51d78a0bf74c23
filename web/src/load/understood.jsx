// What was understood in one file, before it is stored: its papers, how many relations and tasks, what was not
// understood; for an archive, of each source in it. In: an entry of the list (see files.js).
import { day } from '../days.js';
import { number, t } from '../language.js';
import { Mark } from '../parts/marks.jsx';
import { PaperLink } from '../parts/paper.jsx';
import { size } from './files.js';

const TONES = {
  waiting: ['', '○'],
  reading: ['warn', '…'],
  read: ['ok', '✓'],
  storing: ['warn', '…'],
  stored: ['ok', '✓'],
  failed: ['bad', '✗'],
};

function Item({ item, stored }) {
  const { subject } = item;
  return (
    <tr>
      <th scope="row" lang="vi">
        {item.headline || subject?.label}
        {item.headline && subject && (
          <small>{stored && subject.iri ? <PaperLink paper={subject} /> : subject.label}</small>
        )}
      </th>
      <td>{day(item.date)}</td>
      <td class="n">{number(item.relations)}</td>
      <td class="n">{number(item.tasks)}</td>
    </tr>
  );
}

function Read({ answer, named, stored }) {
  const { items, notes, documents, relations, tasks } = answer;
  return (
    <>
      {named && <h3 lang="vi">{answer.source}</h3>}
      <p>
        {t('load.understood', { documents: number(documents), relations: number(relations), tasks: number(tasks) })}
      </p>
      {items.length > 0 && (
        <details open={items.length <= 12}>
          <summary>{t('load.items', { n: number(items.length) })}</summary>
          <div class="scroll">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{t('load.item')}</th>
                  <th scope="col">{t('load.date')}</th>
                  <th scope="col" class="n">
                    {t('load.relations')}
                  </th>
                  <th scope="col" class="n">
                    {t('load.tasks')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((item, at) => (
                  <Item key={at} item={item} stored={stored} />
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      {items.length === 0 && <p class="warned">{t('load.nothing')}</p>}
      {notes.length > 0 && (
        <details>
          <summary>{t('load.notes', { n: number(notes.length) })}</summary>
          <ul>
            {notes.map((note, at) => (
              <li key={at} lang="vi">
                {note.words}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

export function File({ one, onDrop }) {
  const [tone, sign] = TONES[one.state];
  return (
    <li class="panel file">
      <p class="claim">
        <b>{one.name}</b> <span class="muted">{size(one.size, number)}</span>
        <Mark tone={tone} sign={sign}>
          {t(`load.state.${one.state}`)}
          {one.change ? `: ${t(`load.change.${one.change}`)}` : ''}
        </Mark>
        {!['reading', 'storing'].includes(one.state) && (
          <button type="button" class="away" onClick={onDrop}>
            {t('load.away')}
            <span class="hidden"> {one.name}</span>
          </button>
        )}
      </p>
      {one.error !== null && (
        <p class="refused" role="alert">
          {one.error || t('load.failed')}
        </p>
      )}
      {one.answers.map((answer) => (
        <Read key={answer.source} answer={answer} named={one.answers.length > 1} stored={one.state === 'stored'} />
      ))}
    </li>
  );
}
