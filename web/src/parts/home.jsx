// The first page: what the store holds, the orders with most papers behind them, the newest papers, what is in doubt.
// In: the answer to `about`, the newest papers. An empty store says how to fill it.
import { number, t } from '../language.js';
import { address } from '../route.js';
import { PaperHit } from './hit.jsx';
import { PaperLink } from './paper.jsx';

const FIGURES = [
  ['documents', 'home.documents'],
  ['relations', 'home.relations'],
  ['tasks', 'home.tasks'],
  ['bodies', 'home.bodies'],
  ['sources', 'home.sources'],
];

function EmptyStore({ about }) {
  return (
    <div class="panel">
      <h1>{t('home.empty')}</h1>
      <p>{t('home.empty.how')}</p>
      <p>
        <code>luocdo build THU-MUC-VAN-BAN</code>
      </p>
      {about.writable && (
        <p>
          <a class="button" href="/nap">
            {t('home.empty.load')}
          </a>
        </p>
      )}
    </div>
  );
}

function Orders({ orders }) {
  if (orders.length === 0) return null;
  return (
    <section class="panel">
      <h2>{t('home.orders')}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('home.orders')}>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{t('home.order')}</th>
              <th scope="col" class="n">
                {t('home.implementing')}
              </th>
              <th scope="col" class="n">
                {t('home.given')}
              </th>
              <th scope="col" class="n">
                {t('home.overdue')}
              </th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.iri}>
                <td>
                  <PaperLink paper={order} />
                  {order.title && (
                    <div class="muted small" lang="vi">
                      {order.title}
                    </div>
                  )}
                </td>
                <td class="n" data-label={t('home.implementing')}>
                  <a href={address('/trien-khai', { name: order.iri })}>
                    {number(order.implementing)}
                    <span class="hidden"> {t('home.implementing')}</span>
                  </a>
                </td>
                <td class="n" data-label={t('home.given')}>
                  <a href={address('/nhiem-vu', { order: order.iri })}>
                    {number(order.tasks)}
                    <span class="hidden"> {t('home.given')}</span>
                  </a>
                </td>
                <td class="n" data-label={t('home.overdue')}>
                  {order.overdue > 0 ? (
                    <a href={address('/nhiem-vu', { order: order.iri, when: 'overdue' })}>
                      {number(order.overdue)}
                      <span class="hidden"> {t('home.overdue')}</span>
                    </a>
                  ) : (
                    0
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function Home({ about, newest }) {
  if (about && about.documents === 0) return <EmptyStore about={about} />;
  const open = about ? about.open.ambiguous + about.open.conflicting + about.open.unresolved : 0;
  return (
    <>
      <h1>{t('home.title')}</h1>
      <p class="lead">{t('home.lead')}</p>
      {about && (
        <div class="panel">
          <dl class="figures">
            {FIGURES.map(([name, word]) => (
              <div>
                <dt>{t(word)}</dt>
                <dd>{number(about[name])}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {open > 0 && (
        <p>
          {t('home.open', { n: number(open) })} <a href="/doi-chieu">{t('home.open.go')}</a>
        </p>
      )}
      {about && <Orders orders={about.orders} />}
      <section class="panel">
        <h2>{t('home.newest')}</h2>
        <ul class="hits">
          {newest.slice(0, 10).map((paper) => (
            <PaperHit key={paper.iri} paper={paper} />
          ))}
        </ul>
      </section>
    </>
  );
}
