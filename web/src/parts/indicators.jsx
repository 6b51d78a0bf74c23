// The five indicators of an order, as `coverage` counts them, each with what it is taken from; below them a bar of how
// many bodies stand in each state. In: the answer to `coverage`.
import { day } from '../days.js';
import { named, number, t } from '../language.js';

export const STATES = ['carried', 'below', 'heir', 'silent', 'not-seen'];
export const SIGNS = { carried: '✓', below: '◐', heir: '↷', silent: '–', 'not-seen': '?' };

const share = (value) => (value == null ? '—' : `${number(value * 100, 1)}%`);
const points = (value) => (value == null ? '—' : `${value > 0 ? '+' : ''}${number(value * 100, 1)}`);

export function Indicators({ board }) {
  const { indicators: found, since, long } = board;
  const rows = [
    [
      'not-carried',
      share(found.not_carried_out),
      found.addressed
        ? t('board.of', { n: number(found.addressed - found.with_paper), all: number(found.addressed) })
        : t('board.of.none'),
    ],
    ['change', points(found.change), since ? t('board.change.since', { day: day(since) }) : t('board.change.none')],
    [
      'long',
      found.long_overdue == null ? '—' : number(found.long_overdue),
      found.with_deadline ? t('board.long.about', { n: number(long) }) : t('board.no-deadline'),
    ],
    [
      'delay',
      found.mean_delay == null ? '—' : t('board.days', { n: number(found.mean_delay, 1) }),
      found.mean_lag == null ? t('board.no-lag') : t('board.lag', { n: number(found.mean_lag, 1) }),
    ],
    ['conflicts', number(found.conflicts), t('board.conflicts.about')],
  ];
  return (
    <dl class="indicators">
      {rows.map(([name, value, about]) => (
        <div>
          <dt>{named('indicator', name)}</dt>
          <dd>
            <div class="value">{value}</div>
            <div class="about">{about}</div>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Bar({ seats }) {
  let at = 0;
  const parts = STATES.map((state) => ({ state, count: seats.filter((seat) => seat.state === state).length })).filter(
    (part) => part.count > 0,
  );
  const words = parts.map((part) => `${named('seat', part.state)}: ${part.count}`).join('; ');
  return (
    <svg class="bar" viewBox={`0 0 ${seats.length} 1`} preserveAspectRatio="none" role="img" aria-label={words}>
      {parts.map(({ state, count }) => {
        at += count;
        return <rect class={state} x={at - count} width={count} height="1" />;
      })}
    </svg>
  );
}
