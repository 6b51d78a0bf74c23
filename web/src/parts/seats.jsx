// The board of an order: a tile for each province and body with its state and lag; the chosen one (`seat` of the
// address) with its first paper, the sentence that proves it, and what it was given to do.
import { useEffect, useRef } from 'preact/hooks';
import { day } from '../days.js';
import { named, number, t } from '../language.js';
import { address, route } from '../route.js';
import { Evidence } from './evidence.jsx';
import { SIGNS } from './indicators.jsx';
import { Mark } from './marks.jsx';
import { PaperLink } from './paper.jsx';
import { Task, gather } from './task.jsx';

const TONES = { carried: 'ok', below: 'warn' };
const here = (changes) => {
  const { path, query } = route();
  return address(path, { ...Object.fromEntries(query), ...changes });
};

function lag(seat) {
  const words = [];
  if (seat.days != null) words.push(t('board.after', { n: number(seat.days) }));
  if (seat.late > 0) words.push(t('board.late', { n: number(seat.late) }));
  return words.join(', ');
}

function Tile({ seat, chosen }) {
  return (
    <li>
      <a
        class={`tile ${seat.state}${seat.late > 0 ? ' late' : ''}`}
        href={here({ seat: seat.body_id })}
        data-stay
        aria-current={chosen ? 'true' : undefined}
      >
        <span lang="vi">{seat.body.replace(/^(tỉnh|thành phố) /, '')}</span>
        <small>
          <span aria-hidden="true">{SIGNS[seat.state]} </span>
          {lag(seat) || named('seat-short', seat.state)}
          {seat.papers > 1 && ` · ${t('board.papers', { n: number(seat.papers) })}`}
        </small>
      </a>
    </li>
  );
}

function Detail({ seat }) {
  const whole = useRef();
  // Whoever chose a tile is led here; an address opened with a seat leaves the focus alone.
  useEffect(() => {
    if (document.activeElement?.classList.contains('tile')) whole.current.focus({ preventScroll: innerWidth > 980 });
  }, [seat.body_id]);
  return (
    <section class="panel seat" ref={whole} tabIndex={-1} aria-label={seat.body}>
      <h2 lang="vi">{seat.body}</h2>
      <p>
        <Mark tone={TONES[seat.state]} sign={SIGNS[seat.state]}>
          {named('seat', seat.state)}
        </Mark>
      </p>
      <p>
        {lag(seat)}
        {seat.due && ` · ${t('task.due', { day: day(seat.due) })}`}
      </p>
      {seat.first && (
        <p>
          {t('board.first')} <PaperLink paper={seat.first} />
        </p>
      )}
      {seat.proof && <Evidence proof={seat.proof} paper={seat.first} />}
      {seat.tasks.length > 0 && (
        <>
          <h3>{t('board.given')}</h3>
          <ul class="tasks-of">
            {gather(seat.tasks).map((task) => (
              <Task key={task.key} task={task} paper={seat.order} />
            ))}
          </ul>
        </>
      )}
      <p class="no-print">
        <a href={here({ seat: null })} data-stay>
          {t('board.close')}
        </a>
      </p>
    </section>
  );
}

// Provinces first, then ministries, then the rest, each under its level.
const LEVELS = ['province', 'ministry', 'party', 'central', 'department', 'district', 'commune', 'unknown'];

export function Seats({ board, state, chosen }) {
  const shown = state ? board.seats.filter((seat) => seat.state === state) : board.seats;
  const seat = board.seats.find((one) => one.body_id === chosen);
  const levels = LEVELS.filter((level) => shown.some((one) => (one.level ?? 'unknown') === level));
  return (
    <div class="columns">
      <div>
        {levels.map((level) => {
          const seats = shown.filter((one) => (one.level ?? 'unknown') === level);
          return (
            <section key={level}>
              <h2>
                {level === 'province' ? t('board.provinces') : named('level', level)} ({number(seats.length)})
              </h2>
              <ul class="tiles">
                {seats.map((one) => (
                  <Tile key={one.body_id} seat={one} chosen={one === seat} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <div>
        {seat && <Detail seat={{ ...seat, order: board.order }} />}
        {board.conflicts.length > 0 && (
          <section class="panel small">
            <h2>{t('board.contested')}</h2>
            <ul>
              {board.conflicts.map((one) => (
                <li>
                  <span lang="vi">“{one.text}”</span>: {named('mention', one.status)} <span class="muted">({one.source})</span>
                </li>
              ))}
            </ul>
            <p class="no-print">
              <a href={address('/doi-chieu', { kind: board.conflicts[0].status })}>{t('board.contested.go')}</a>
            </p>
          </section>
        )}
        <section class="panel small">
          <h2>{t('board.doubts')}</h2>
          <ul>
            {board.doubts.map((doubt) => (
              <li>{named('board-doubt', doubt.doubt, doubt)}</li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
