// The papers that carry an order out along the days: a lane a level, a dot a paper; below, the same as a table with the
// proof of each. In: the answer to `trace`, the day that counts as today.
import { day } from '../days.js';
import { named, number, t } from '../language.js';
import { Why } from './evidence.jsx';
import { PaperLink, paperAddress } from './paper.jsx';
import { Some } from './some.jsx';

const LEFT = 170;
const WIDTH = 1000;
const LANE = 44;
const NAME = 120;
const LEVELS = ['party', 'central', 'ministry', 'province', 'department', 'district', 'commune', 'unknown'];
const days = (iso) => Date.parse(iso) / 86400000;
const iso = (count) => new Date(count * 86400000).toISOString().slice(0, 10);

function scale(dates) {
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  const wide = Math.max(last - first, 7);
  return { first, last: first + wide, x: (date) => LEFT + 20 + ((date - first) / wide) * (WIDTH - LEFT - 60) };
}

function Picture({ order, papers, today }) {
  const points = [{ paper: order, own: true }, ...papers.map((step) => ({ paper: step.paper }))].filter(
    (point) => point.paper.date,
  );
  if (points.length < 2) return null;
  const lanes = LEVELS.filter((level) => points.some(({ paper }) => (paper.level ?? 'unknown') === level));
  const { first, last, x } = scale(points.map(({ paper }) => days(paper.date)));
  const height = lanes.length * LANE + 34;
  const ticks = [0, 1, 2, 3, 4, 5].map((n) => Math.round(first + ((last - first) * n) / 5));
  // A name where it has room beside the one before in its lane.
  const ends = new Map();
  const name = (paper) => {
    const at = x(days(paper.date));
    const free = at >= (ends.get(paper.level) ?? 0);
    if (free) ends.set(paper.level, at + NAME);
    return (
      free && (
        <text class="name" x={at} y={lanes.indexOf(paper.level ?? 'unknown') * LANE + 15} text-anchor="middle">
          {paper.number}
        </text>
      )
    );
  };
  const now = today && days(today) >= first && days(today) <= last ? days(today) : null;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('timeline.title')}>
      <svg class="timeline" viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={t('timeline.picture')}>
        {ticks.map((tick) => (
          <g>
            <line class="axis" x1={x(tick)} x2={x(tick)} y1="6" y2={height - 24} />
            <text class="tick" x={x(tick)} y={height - 8} text-anchor="middle">
              {day(iso(tick))}
            </text>
          </g>
        ))}
        {lanes.map((level, n) => (
          <g>
            <text class="lane" x="0" y={n * LANE + 33}>
              {named('level', level)}
            </text>
            <line class="axis" x1={LEFT} x2={WIDTH} y1={n * LANE + 29} y2={n * LANE + 29} />
          </g>
        ))}
        {now !== null && (
          <g>
            <line class="due" x1={x(now)} x2={x(now)} y1="0" y2={height - 24} />
            <text class="due-word" x={x(now) + 4} y="10">
              {t('timeline.today')}
            </text>
          </g>
        )}
        {points.map(({ paper, own }) => (
          <a href={paperAddress(paper.iri)} aria-label={`${paper.label}${paper.issuer ? `, ${paper.issuer}` : ''}`}>
            <circle
              class={own ? 'dot order' : 'dot'}
              cx={x(days(paper.date))}
              cy={lanes.indexOf(paper.level ?? 'unknown') * LANE + 29}
              r={own ? 9 : 7}
            >
              <title>{paper.label}</title>
            </circle>
            {name(paper)}
          </a>
        ))}
      </svg>
    </div>
  );
}

function Table({ papers }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('timeline.table')}>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{t('doc.date')}</th>
            <th scope="col" class="n">
              {t('timeline.lag')}
            </th>
            <th scope="col">{t('timeline.paper')}</th>
            <th scope="col">{t('doc.issuer')}</th>
          </tr>
        </thead>
        <tbody>
          {papers.map((step) => (
            <tr key={step.paper.iri}>
              <td class="nowrap">{day(step.paper.date) || t('timeline.undated')}</td>
              <td class="n" data-label={t('timeline.lag')}>
                {step.days_since_order == null ? '—' : t('board.days', { n: number(step.days_since_order) })}
              </td>
              <td>
                <PaperLink paper={step.paper} /> <span class="muted small">{named('relation', step.relation)}</span>
                <Why proofs={step.proofs} paper={step.paper} label={step.paper.label} />
              </td>
              <td lang="vi">{step.paper.issuer}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Timeline({ trace, today }) {
  const papers = trace.steps
    .filter((step) => step.way === 'down' && !step.again && !step.link)
    .sort((a, b) => (a.paper.date ?? '9').localeCompare(b.paper.date ?? '9'));
  if (papers.length === 0) return <p class="muted">{t('timeline.none')}</p>;
  return (
    <>
      <Picture order={trace.order} papers={papers} today={today} />
      <Some all={papers} first={100}>
        {(some) => <Table papers={some} />}
      </Some>
    </>
  );
}
