// Cơ quan: one body, its tasks by deadline and its papers. In: `iri` of the address.
import { useApi } from '../api.js';
import { day } from '../days.js';
import { named, number, t } from '../language.js';
import { PaperHit } from '../parts/hit.jsx';
import { Mark } from '../parts/marks.jsx';
import { Some } from '../parts/some.jsx';
import { Empty, Failed, Loading } from '../parts/state.jsx';
import { Task, countWords, gather } from '../parts/task.jsx';
import { useTitle } from '../parts/title.js';
import { address } from '../route.js';

export default function Body({ route }) {
  const iri = route.query.get('iri');
  const found = useApi(iri ? 'body' : null, { iri });
  const body = found.data?.body;
  useTitle(body?.name);
  if (!iri)
    return (
      <Empty title={t('body.choose')}>
        <p>
          <a href="/tim">{t('app.home')}</a>
        </p>
      </Empty>
    );
  if (found.error) return <Failed error={found.error} again={found.again} />;
  if (!body || !found.fresh) return <Loading />;
  const { tasks, papers, changed_by: changes, left_out: left } = found.data;
  return (
    <article>
      <h1 lang="vi">{body.name}</h1>
      <div class="doc-marks">
        {body.level && <Mark>{named('level', body.level)}</Mark>}
        {body.id && <span class="muted">{t('body.code', { id: body.id })}</span>}
        {body.id && <a href={address('/nhiem-vu', { agency: body.id })}>{t('body.tasks.all')}</a>}
      </div>
      {changes.length > 0 && (
        <section class="panel">
          <h2>{t('body.changes')}</h2>
          <ul>
            {changes.map((one) => (
              <li>
                <a href={address('/co-quan', { iri: one.iri })} lang="vi">
                  {one.name}
                </a>
                {one.on && `, ${t('status.since', { day: day(one.on) })}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="panel">
        <div class="title-row">
          <h2>{t('body.tasks')}</h2>
          {tasks.length > 0 && <span class="muted small">{countWords(tasks)}</span>}
        </div>
        {tasks.length === 0 ? (
          <p class="muted">{t('body.no-tasks')}</p>
        ) : (
          <Some all={gather(tasks)} first={50}>
            {(some) => (
              <ul class="tasks-of">
                {some.map((task) => (
                  <Task key={task.key} task={task} from own />
                ))}
              </ul>
            )}
          </Some>
        )}
        {left?.tasks > 0 && <p class="muted">{t('left.tasks', { n: number(left.tasks) })}</p>}
      </section>
      <section class="panel">
        <h2>
          {t('body.papers')} ({number(papers.length + (left?.papers ?? 0))})
        </h2>
        {papers.length === 0 ? (
          <p class="muted">{t('body.no-papers')}</p>
        ) : (
          <Some all={papers} first={50}>
            {(some) => (
              <ul class="hits">
                {some.map((paper) => (
                  <PaperHit key={paper.iri} paper={paper} />
                ))}
              </ul>
            )}
          </Some>
        )}
        {left?.papers > 0 && <p class="muted">{t('left.papers', { n: number(left.papers) })}</p>}
      </section>
    </article>
  );
}
