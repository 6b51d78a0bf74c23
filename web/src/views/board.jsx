// Triển khai: how an order is carried out: the five indicators, a tile a body, the line of time. In: `name` (an order as
// people write it, or its address in the graph) and `year`, `today`, `since`, `state`, `seat`. Without a name: the
// orders of an issuer, a line each.
import { useApi } from '../api.js';
import { day } from '../days.js';
import { named, number, t } from '../language.js';
import { Downloads } from '../parts/downloads.jsx';
import { Day, Filters, Typed } from '../parts/filters.jsx';
import { Bar, Indicators, SIGNS, STATES } from '../parts/indicators.jsx';
import { PaperLink } from '../parts/paper.jsx';
import { Some } from '../parts/some.jsx';
import { Seats } from '../parts/seats.jsx';
import { Failed, Loading } from '../parts/state.jsx';
import { Timeline } from '../parts/timeline.jsx';
import { useTitle } from '../parts/title.js';
import { address } from '../route.js';

const pick = (query, names) => Object.fromEntries(names.map((name) => [name, query.get(name)]));

function Orders({ query }) {
  const values = { issuer: query.get('issuer') ?? 'TTg', ...pick(query, ['from-date', 'to-date', 'today']) };
  const found = useApi('coverage', values);
  useTitle(t('nav.board'));
  return (
    <>
      <h1>{t('board.title')}</h1>
      <p class="lead">{t('board.lead')}</p>
      <div class="panel">
        <Filters label={t('board.filters')}>
          <Typed name="name" label={t('board.name')} placeholder={t('tasks.order.hint')} suggest="paper" wide />
          <Typed name="issuer" label={t('board.issuer')} placeholder="TTg" />
          <Day name="from-date" label={t('search.from')} />
          <Day name="to-date" label={t('search.to')} />
          <Day name="today" label={t('tasks.today')} />
        </Filters>
      </div>
      {found.error ? (
        <Failed part error={found.error} again={found.again} />
      ) : !found.data ? (
        <Loading />
      ) : found.data.length === 0 ? (
        <p class="panel">{t('board.no-orders')}</p>
      ) : (
        <section class="panel">
          <div class="title-row">
            <h2>{t('board.orders')}</h2>
            <Downloads
              path="coverage"
              values={values}
              forms={[
                ['xlsx', t('file.xlsx')],
                ['csv', 'CSV'],
              ]}
            />
          </div>
          <Some all={found.data} first={100}>
            {(some) => (
              <div class="scroll" tabIndex={0} role="region" aria-label={t('board.orders')}>
                <table class="stack">
                  <thead>
                    <tr>
                      <th scope="col">{t('home.order')}</th>
                      <th scope="col" class="n">
                        {t('board.provinces')}
                      </th>
                      <th scope="col" class="n">
                        {t('board.bodies')}
                      </th>
                      <th scope="col">{t('board.first.day')}</th>
                      <th scope="col" class="n">
                        {named('indicator', 'not-carried')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {some.map(({ order, provinces, bodies, first, indicators }) => (
                      <tr key={order.iri}>
                        <td>
                          <a href={address('/trien-khai', { name: order.iri })} lang="vi">
                            {order.label}
                          </a>
                          {order.title && (
                            <div class="muted small" lang="vi">
                              {order.title}
                            </div>
                          )}
                        </td>
                        <td class="n" data-label={t('board.provinces')}>
                          {number(provinces)}
                        </td>
                        <td class="n" data-label={t('board.bodies')}>
                          {number(bodies)}
                        </td>
                        <td data-label={t('board.first.day')}>{day(first) || '—'}</td>
                        <td class="n" data-label={named('indicator', 'not-carried')}>
                          {indicators.not_carried_out == null ? '—' : `${number(indicators.not_carried_out * 100)}%`}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </Some>
        </section>
      )}
    </>
  );
}

function States({ seats, query }) {
  const chosen = query.get('state');
  const link = (state) => address('/trien-khai', { ...Object.fromEntries(query), state, seat: null });
  return (
    <ul class="chips" aria-label={t('board.states')}>
      <li>
        <a class="chip" data-stay href={link(null)} aria-current={chosen ? undefined : 'true'}>
          {t('board.all', { n: number(seats.length) })}
        </a>
      </li>
      {STATES.map((state) => [state, seats.filter((seat) => seat.state === state).length])
        .filter(([, count]) => count > 0)
        .map(([state, count]) => (
          <li>
            <a class="chip" data-stay href={link(state)} aria-current={chosen === state ? 'true' : undefined}>
              <span aria-hidden="true">{SIGNS[state]}</span> {named('seat', state)}: {number(count)}
            </a>
          </li>
        ))}
    </ul>
  );
}

function Order({ query }) {
  const asked = pick(query, ['name', 'year', 'today', 'since']);
  const found = useApi('coverage', asked);
  const board = found.data;
  const trace = useApi(board ? 'trace' : null, board && { name: board.order.iri });
  useTitle(board && `${t('nav.board')}: ${board.order.label}`);
  if (found.error)
    return (
      <>
        <Failed error={found.error} again={found.again} />
        <p>
          <a href="/trien-khai">{t('board.back')}</a>
        </p>
      </>
    );
  if (!board) return <Loading />;
  const { order, seats } = board;
  return (
    <>
      <p class="no-print">
        <a href="/trien-khai">{t('board.back')}</a>
      </p>
      <div class="title-row">
        <h1>
          {t('board.of-order')} <PaperLink paper={order} />
        </h1>
        <Downloads
          path="coverage"
          values={asked}
          forms={[
            ['xlsx', t('file.xlsx')],
            ['csv', 'CSV'],
          ]}
        />
      </div>
      {order.title && (
        <p class="doc-title" lang="vi">
          {order.title}
        </p>
      )}
      <div class="panel">
        <Filters label={t('board.filters')}>
          <Day name="today" label={t('tasks.today')} />
          <Day name="since" label={t('board.since')} />
        </Filters>
      </div>
      <Indicators board={board} />
      {seats.length === 0 ? (
        <p class="panel">{t('board.nobody')}</p>
      ) : (
        <>
          <Bar seats={seats} />
          <States seats={seats} query={query} />
          <Seats board={board} state={query.get('state')} chosen={query.get('seat')} />
        </>
      )}
      <section class="panel">
        <h2>{t('timeline.title')}</h2>
        {trace.error ? (
          <Failed part error={trace.error} again={trace.again} />
        ) : trace.data ? (
          <Timeline trace={trace.data} today={board.today} />
        ) : (
          <Loading />
        )}
      </section>
    </>
  );
}

export default function Board({ route }) {
  return route.query.get('name') ? <Order query={route.query} /> : <Orders query={route.query} />;
}
