// An answer as a table that sorts by a click on its head, a part at a time, or as a graph of the papers in it. In: the
// columns with how to show a cell; what files it comes as.
import { useMemo, useState } from 'preact/hooks';
import { useApi } from '../api.js';
import { number, t } from '../language.js';
import { Failed, Loading } from '../parts/state.jsx';
import { address, setQuery } from '../route.js';
import { Canvas } from '../graph/canvas.jsx';
import { spread } from '../graph/model.js';

const STEP = 200;
/// The most papers whose graph is drawn under an answer.
const DRAWN = 80;

const order = (a, b) =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a ?? '').localeCompare(String(b ?? ''), 'vi', { numeric: true });

/// `columns`: {name, heading, number, value(row), cell(row)}.
export function Table({ caption, columns, rows }) {
  const [sort, setSort] = useState(null);
  const [most, show] = useState(STEP);
  const sorted = useMemo(() => {
    const column = columns.find((one) => one.name === sort?.name);
    return column ? [...rows].sort((a, b) => (sort.down ? -1 : 1) * order(column.value(a), column.value(b))) : rows;
  }, [rows, sort, columns]);
  const turn = (name) => setSort(sort?.name !== name ? { name } : sort.down ? null : { name, down: true });
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table class="rows answer">
          <caption class="hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.name}
                  scope="col"
                  class={column.number ? 'n' : undefined}
                  aria-sort={sort?.name === column.name ? (sort.down ? 'descending' : 'ascending') : undefined}
                >
                  <button type="button" class="sort" onClick={() => turn(column.name)}>
                    {column.heading}
                    <span aria-hidden="true">{sort?.name === column.name ? (sort.down ? ' ▼' : ' ▲') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, most).map((row, at) => (
              <tr key={at}>
                {columns.map((column) => (
                  <td key={column.name} class={column.number ? 'n' : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <p class="more">
          <button type="button" onClick={() => show(most + 5 * STEP)}>
            {t('graph.more', { n: number(Math.min(rows.length - most, 5 * STEP)), all: number(rows.length) })}
          </button>
        </p>
      )}
    </>
  );
}

function Drawn({ papers }) {
  const answer = useApi('graph', { papers: papers.slice(0, DRAWN), 'max-nodes': 2 * DRAWN });
  const graph = useMemo(() => answer.data && spread(answer.data), [answer.data]);
  const [chosen, choose] = useState('');
  if (answer.error) return <Failed part error={answer.error} again={answer.again} />;
  if (!graph) return <Loading />;
  const one = graph.nodes.find((node) => node.id === chosen) ?? graph.edges.find((edge) => edge.id === chosen);
  return (
    <>
      <div class="drawn">
        <Canvas graph={graph} chosen={chosen} onChoose={choose} label={t('ask.graph')} />
      </div>
      <p id="graph-keys" class="muted">
        {t('graph.keys')}
      </p>
      {one && (
        <p role="status" lang="vi">
          {one.source ? (
            `${one.label}: “${one.evidence}”`
          ) : (
            <a href={address('/van-ban', { iri: one.id })}>{one.label}</a>
          )}
        </p>
      )}
      <p>
        {papers.length > DRAWN && t('ask.graph.first', { n: DRAWN, all: number(papers.length) })}{' '}
        <a href={address('/do-thi', { papers: papers.slice(0, DRAWN) })}>{t('ask.graph.open')}</a>
      </p>
    </>
  );
}

/// `files`: {label, href} for a link, {label, make} for one made on the page.
export function Answer({ caption, columns, rows, papers, show, files, took }) {
  return (
    <section class="result" aria-label={t('ask.result')}>
      <p class="tools">
        <strong role="status">
          {t('ask.rows', { n: number(rows.length) })}
          {took !== undefined && t('ask.took', { ms: number(took) })}
        </strong>
        {papers.length > 0 &&
          ['table', 'graph'].map((name) => (
            <button
              type="button"
              key={name}
              aria-pressed={show === name}
              onClick={() => setQuery({ show: name === 'graph' ? name : null }, { replace: true })}
            >
              {t(`ask.show.${name}`)}
            </button>
          ))}
        {rows.length > 0 &&
          files.map(({ label, href, make }) =>
            href ? (
              <a class="button" key={label} href={href} download>
                {label}
              </a>
            ) : (
              <button type="button" key={label} onClick={make}>
                {label}
              </button>
            ),
          )}
      </p>
      {rows.length === 0 && <p class="state">{t('ask.none')}</p>}
      {rows.length > 0 &&
        (show === 'graph' && papers.length > 0 ? (
          <Drawn papers={papers} />
        ) : (
          <Table caption={caption} columns={columns} rows={rows} />
        ))}
    </section>
  );
}
