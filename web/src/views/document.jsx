// Văn bản: all that is known of one paper. In: `iri` (or `name` and `year`) of the address; `source` and `at` choose a
// sentence of its sources. Data and status stand beside the lược đồ, the tasks and the text.
import { useApi } from '../api.js';
import { day } from '../days.js';
import { named, number, t } from '../language.js';
import { Diagram } from '../parts/diagram.jsx';
import { Files } from '../parts/downloads.jsx';
import { Force, Mark } from '../parts/marks.jsx';
import { Stub } from '../parts/paper.jsx';
import { Some } from '../parts/some.jsx';
import { Sources } from '../parts/sources.jsx';
import { Empty, Failed, Loading } from '../parts/state.jsx';
import { Status } from '../parts/status.jsx';
import { Task, countWords, gather } from '../parts/task.jsx';
import { useTitle } from '../parts/title.js';
import { address } from '../route.js';

function Facts({ answer }) {
  const { paper, type, issuer, signer, urn, mentions } = answer;
  const rows = [
    ['doc.type', type],
    ['doc.number', paper.number],
    ['doc.date', paper.date ? day(paper.date) : paper.year],
    [
      'doc.issuer',
      issuer ? issuer.iri ? <a href={address('/co-quan', { iri: issuer.iri })}>{issuer.name}</a> : issuer.name : paper.issuer,
    ],
    ['doc.level', paper.level && named('level', paper.level)],
    ['doc.signer', signer && [signer.name, signer.post].filter(Boolean).join(', ')],
    ['doc.mentions', answer.mentions_at_least ? t('doc.mentions.least', { n: number(mentions) }) : number(mentions ?? 0)],
    ['doc.urn', urn && <span class="small">{urn}</span>],
    ['doc.iri', <span class="small">{paper.iri}</span>],
  ];
  return (
    <dl class="facts narrow">
      {rows
        .filter(([, value]) => value)
        .map(([word, value]) => (
          <>
            <dt>{t(word)}</dt>
            <dd lang="vi">{value}</dd>
          </>
        ))}
    </dl>
  );
}

function Head({ answer }) {
  const { paper, status } = answer;
  return (
    <>
      <h1 lang="vi">{paper.label}</h1>
      {paper.title && (
        <p class="doc-title" lang="vi">
          {paper.title}
        </p>
      )}
      <div class="doc-marks">
        <Force status={status.status} />
        {paper.level && <Mark>{named('level', paper.level)}</Mark>}
        <Stub paper={paper} />
        <a class="no-print" href={address('/do-thi', { center: paper.iri })}>
          {t('doc.graph')}
        </a>
        <a class="no-print" href={address('/trien-khai', { name: paper.iri })}>
          {t('doc.board')}
        </a>
      </div>
      <ul class="jump no-print">
        <li>
          <a href="#diagram">{t('doc.diagram')}</a>
        </li>
        <li>
          <a href="#tasks">{t('doc.tasks')}</a>
        </li>
        <li>
          <a href="#text">{t('doc.text')}</a>
        </li>
        <li>
          <a href="#status">{t('doc.status')}</a>
        </li>
        <li>
          <a href="#facts">{t('doc.facts')}</a>
        </li>
      </ul>
    </>
  );
}

function Given({ answer }) {
  const { paper, tasks } = answer;
  return (
    <section class="panel" id="tasks">
      <div class="title-row">
        <h2>{t('doc.tasks')}</h2>
        <span class="muted small">
          {tasks.length > 0 && `${countWords(tasks)} · `}
          <a class="no-print" href={address('/nhiem-vu', { order: paper.iri })}>
            {t('doc.tasks.all')}
          </a>
        </span>
      </div>
      {tasks.length === 0 ? (
        <p class="muted">{t('doc.no-tasks')}</p>
      ) : (
        <Some all={gather(tasks)} first={50}>
          {(some) => (
            <ul class="tasks-of">
              {some.map((task) => (
                <Task key={task.key} task={task} paper={paper} />
              ))}
            </ul>
          )}
        </Some>
      )}
    </section>
  );
}

export default function Document({ route }) {
  const { query } = route;
  const [iri, name] = [query.get('iri'), query.get('name')];
  const found = useApi(iri || name ? 'document' : null, { iri, name: iri ? null : name, year: iri ? null : query.get('year') });
  const answer = found.data;
  useTitle(answer?.paper.label);
  if (!iri && !name)
    return (
      <Empty title={t('doc.choose')}>
        <p>
          <a href="/tim">{t('app.home')}</a>
        </p>
      </Empty>
    );
  if (found.error) return <Failed error={found.error} again={found.again} />;
  if (!answer || !found.fresh) return <Loading />;
  const { paper, relations, status, left_out: left } = answer;
  return (
    <article>
      <Head answer={answer} />
      <div class="columns">
        <div>
          <section class="panel" id="diagram">
            <h2>{t('doc.diagram')}</h2>
            <Diagram paper={paper} relations={relations} />
            {left?.relations > 0 && (
              <p class="muted">
                {t('left.relations', { n: number(left.relations) })}{' '}
                <a href={address('/do-thi', { center: paper.iri })}>{t('doc.graph')}</a>
              </p>
            )}
          </section>
          <Given answer={answer} />
          <section class="panel" id="text">
            <h2>{t('doc.text')}</h2>
            <Sources items={answer.items} route={route} paper={paper} />
          </section>
        </div>
        <div>
          <section class="panel" id="status">
            <h2>{t('doc.status')}</h2>
            <Status status={status} />
            {left?.events > 0 && <p class="muted small">{t('left.relations', { n: number(left.events) })}</p>}
          </section>
          <section class="panel" id="facts">
            <h2>{t('doc.facts')}</h2>
            <Facts answer={answer} />
          </section>
          <section class="panel no-print">
            <h2>{t('doc.files')}</h2>
            <Files
              files={[
                ['trace', { name: paper.iri }, 'svg', t('file.picture')],
                ['trace', { name: paper.iri }, 'xlsx', t('file.trace')],
                ['report', { name: paper.iri }, null, t('file.report')],
                ['export', { document: paper.iri }, 'turtle', 'RDF (Turtle)'],
                ['export', { document: paper.iri }, 'graphml', 'GraphML'],
              ]}
            />
          </section>
        </div>
      </div>
    </article>
  );
}
