// Nhiệm vụ: who is to do what by when, by deadline or by body, with filters in the address; the same list as a
// workbook and as a calendar. In: `agency`, `province`, `order`, `role`, `when`, `open`, `by`, `today`.
import { useApi } from '../api.js';
import { day } from '../days.js';
import { named, number, t } from '../language.js';
import { Downloads } from '../parts/downloads.jsx';
import { Choice, Day, Filters, Tick, Typed } from '../parts/filters.jsx';
import { TaskState } from '../parts/marks.jsx';
import { Failed, Loading } from '../parts/state.jsx';
import { Task, countWords, gather } from '../parts/task.jsx';
import { useTitle } from '../parts/title.js';
import { address, setQuery } from '../route.js';

const STEP = 200;
// A store with more tasks than this is asked only with a filter.
const MANY = 3000;
const WHEN = { overdue: { overdue: 'true' }, none: { 'without-deadline': 'true' } };
const ROLES = ['lead', 'perform', 'request', 'coordinate'];

// The values of the question from those of the address.
function valuesOf(query) {
  const when = query.get('when');
  const same = ['agency', 'province', 'order', 'year', 'document', 'role', 'open', 'by', 'today'];
  const timed = WHEN[when] ?? (/^\d+$/.test(when ?? '') ? { 'due-within': when } : {});
  return { ...Object.fromEntries(same.map((name) => [name, query.get(name)])), ...timed };
}

// Orders chosen by a link come as addresses of the graph; people read their names.
function Order({ iri }) {
  const { data } = useApi('status', { name: iri });
  return (
    <p class="chips">
      <a class="chip" href={address('/van-ban', { iri })} lang="vi">
        {data?.paper.label ?? '…'}
      </a>
      <button type="button" class="chip" onClick={() => setQuery({ order: null })}>
        {t('tasks.order.off')}
      </button>
    </p>
  );
}

function Narrow({ about, order }) {
  return (
    <Filters label={t('tasks.filters')}>
      <Typed name="agency" label={t('tasks.agency')} placeholder={t('tasks.agency.hint')} suggest="body" wide />
      {!order && <Typed name="order" label={t('tasks.order')} placeholder={t('tasks.order.hint')} suggest="paper" wide />}
      <Choice
        name="province"
        label={t('search.province')}
        all={t('search.any')}
        options={(about?.provinces ?? []).map((one) => [one.code, one.name])}
      />
      <Choice
        name="role"
        label={t('tasks.role')}
        all={t('search.any')}
        options={ROLES.map((role) => [role, named('role', role)])}
      />
      <Choice
        name="when"
        label={t('tasks.when')}
        all={t('tasks.when.all')}
        options={[
          ['overdue', t('tasks.when.overdue')],
          ['7', t('tasks.when.days', { n: 7 })],
          ['14', t('tasks.when.days', { n: 14 })],
          ['30', t('tasks.when.days', { n: 30 })],
          ['none', t('tasks.when.none')],
        ]}
      />
      <Choice name="by" label={t('tasks.by')} all={t('tasks.by.deadline')} options={[['body', t('tasks.by.body')]]} />
      <Day name="today" label={t('tasks.today')} />
      <Tick name="open" label={t('tasks.open')} />
    </Filters>
  );
}

// Tasks in groups that follow each other: of one deadline, or of one body.
function grouped(rows, by) {
  const key = (row) => (by === 'body' ? row.agency : (row.due ?? ''));
  const groups = [];
  for (const row of rows) {
    if (groups.at(-1)?.key !== key(row)) groups.push({ key: key(row), rows: [] });
    groups.at(-1).rows.push(row);
  }
  return groups;
}

function Group({ group, by }) {
  const [first] = group.rows;
  return (
    <section class="task-group">
      <h2>
        {by === 'body' ? (
          <span lang="vi">{group.key}</span>
        ) : group.key ? (
          t('task.due', { day: day(group.key) })
        ) : (
          t('task.no-deadline')
        )}
        {by !== 'body' && group.key && <TaskState task={first} />}
        <span class="muted small">{countWords(group.rows)}</span>
      </h2>
      <ul>
        {gather(group.rows).map((task) => (
          <Task key={task.key} task={task} from own={by === 'body'} dated={by === 'body'} />
        ))}
      </ul>
    </section>
  );
}

function List({ rows, query, values }) {
  const shown = Number(query.get('show') ?? STEP);
  if (rows.length === 0 && !Object.values(values).some(Boolean)) return <p class="panel">{t('tasks.empty')}</p>;
  if (rows.length === 0)
    return (
      <div class="panel">
        <p>{t('tasks.none')}</p>
        <p>
          <a href="/nhiem-vu">{t('tasks.all')}</a>
        </p>
      </div>
    );
  const late = rows.filter((row) => row.state === 'overdue');
  return (
    <>
      <div class="title-row">
        <p role="status">
          {countWords(rows)}
          {late.length > 0 && (
            <>
              {' '}
              · <strong>{t('tasks.late', { n: number(gather(late).length) })}</strong>
            </>
          )}
        </p>
        <Downloads
          path="tasks"
          values={values}
          forms={[
            ['xlsx', t('file.xlsx')],
            ['ics', t('file.ics')],
            ['csv', 'CSV'],
          ]}
        />
      </div>
      {grouped(rows.slice(0, shown), values.by).map((group) => (
        <Group key={group.key} group={group} by={values.by} />
      ))}
      {rows.length > shown && (
        <p class="pager">
          <button type="button" onClick={() => setQuery({ show: shown + STEP }, { replace: true })}>
            {t('app.more', { n: number(rows.length - shown) })}
          </button>
        </p>
      )}
    </>
  );
}

export default function Tasks({ route, about, waiting }) {
  const values = valuesOf(route.query);
  const narrow = ['agency', 'province', 'order', 'document', 'overdue', 'due-within'].some((name) => values[name]);
  const many = about?.tasks > MANY && !narrow;
  const found = useApi(waiting || many ? null : 'tasks', values);
  useTitle(t('nav.tasks'));
  const order = /^https?:/.test(values.order ?? '') ? values.order : null;
  return (
    <>
      <h1>{t('tasks.title')}</h1>
      <p class="lead">{t('tasks.lead')}</p>
      {order && <Order iri={order} />}
      <div class="panel">
        <Narrow about={about} order={order} />
      </div>
      {many && <p class="panel">{t('tasks.narrow', { n: number(about.tasks) })}</p>}
      {found.error ? (
        <Failed part error={found.error} again={found.again} />
      ) : found.data ? (
        <List rows={found.data} query={route.query} values={values} />
      ) : (
        !many && <Loading />
      )}
    </>
  );
}
