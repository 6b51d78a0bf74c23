// Tasks as people read them: one entry for a sentence, with every body that has a part in it. In: rows of `tasks` or of
// `document` (there the proof is a field, here it is spread in the row). `gather` joins the rows of one task.
import { day } from '../days.js';
import { named, number, t } from '../language.js';
import { address } from '../route.js';
import { Why } from './evidence.jsx';
import { Deadline, TaskState } from './marks.jsx';
import { PaperLink } from './paper.jsx';

const ROLES = ['lead', 'perform', 'request', 'coordinate'];

export function gather(rows) {
  const found = new Map();
  for (const row of rows) {
    const proof = row.proof ?? row;
    const key = JSON.stringify([row.iri, row.due, row.task, proof.source, proof.span]);
    if (!found.has(key)) found.set(key, { ...row, key, proof, bodies: [] });
    found.get(key).bodies.push(row);
  }
  for (const task of found.values()) task.bodies.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  return [...found.values()];
}

// A body known to the tables leads to its page or its tasks; "các sở, ban, ngành" stays words.
function Body({ row }) {
  const href = row.agency_iri
    ? address('/co-quan', { iri: row.agency_iri })
    : row.agency_id && address('/nhiem-vu', { agency: row.agency_id });
  return (
    <>
      {href ? (
        <a href={href} lang="vi">
          {row.agency}
        </a>
      ) : (
        <span lang="vi">{row.agency}</span>
      )}{' '}
      <span class="muted small nowrap">({named('role', row.role)})</span>
    </>
  );
}

// The later paper that reports on a task, as the machine reads it.
function Reply({ reply }) {
  const paper = { iri: reply.iri, label: reply.paper };
  return (
    <div class="small">
      {t('task.reply')} <PaperLink paper={paper} /> ({day(reply.date)})
      <Why proofs={[reply.proof]} paper={paper} label={reply.paper} />
    </div>
  );
}

// `from` names the paper that gives the task; `dated` is false where the deadline stands above already,
// `own` true on the page of the body itself.
export function Task({ task, paper, from, own, dated = true }) {
  const by = paper ?? { iri: task.iri, label: task.document };
  return (
    <li class="task">
      <ul class="who">
        {task.bodies.map((row) => (
          <li>{own ? named('role', row.role) : <Body row={row} />}</li>
        ))}
      </ul>
      <div>
        <p class="what" lang="vi">
          {task.task}
        </p>
        {(dated || task.state === 'reported') && (
          <p>
            {dated && <Deadline task={task} />} <TaskState task={task} />
          </p>
        )}
        {task.reply && <Reply reply={task.reply} />}
        {from && (
          <p class="from">
            {t('task.from')} <PaperLink paper={by} />
            {task.orders?.length > 0 && (
              <>
                {' '}
                — {t('task.orders')} <span lang="vi">{task.orders.join('; ')}</span>
              </>
            )}
          </p>
        )}
        <Why proofs={[task.proof]} paper={by} label={t('task.why', { task: task.task.slice(0, 60) })} />
      </div>
    </li>
  );
}

export const countWords = (rows) => t('task.count', { n: number(gather(rows).length), bodies: number(rows.length) });
