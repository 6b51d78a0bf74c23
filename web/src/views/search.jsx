// Tìm: papers, bodies and sentences of the words in the address (`q`, filters), as one types. Without words: the first
// page, with what the store holds, the orders that most papers carry out, and the newest papers.
import { useApi } from '../api.js';
import { named, number, t } from '../language.js';
import { Choice, Day, Filters } from '../parts/filters.jsx';
import { PaperHit, Snippet } from '../parts/hit.jsx';
import { Home } from '../parts/home.jsx';
import { PaperLink } from '../parts/paper.jsx';
import { Failed, Loading } from '../parts/state.jsx';
import { useTitle } from '../parts/title.js';
import { address, setQuery } from '../route.js';

const PAGE = 20;
const NARROW = ['type', 'province', 'status', 'from', 'to'];

function Narrow({ about }) {
  return (
    <Filters label={t('search.filters')}>
      <Choice
        name="type"
        label={t('search.type')}
        all={t('search.any')}
        options={(about?.types ?? []).map((one) => [one.code, `${one.name} (${number(one.count)})`])}
      />
      <Choice
        name="province"
        label={t('search.province')}
        all={t('search.any')}
        options={(about?.provinces ?? []).map((one) => [one.code, `${one.name} (${number(one.documents)})`])}
      />
      <Choice
        name="status"
        label={t('search.held')}
        all={t('search.any')}
        options={[
          ['described', t('search.described')],
          ['stub', t('search.stub')],
        ]}
      />
      <Day name="from" label={t('search.from')} />
      <Day name="to" label={t('search.to')} />
    </Filters>
  );
}

function Bodies({ bodies }) {
  if (bodies.length === 0) return null;
  return (
    <section class="panel">
      <h2>{t('search.bodies')}</h2>
      <ul class="side-list">
        {bodies.map((body) => (
          <li key={body.iri}>
            <a href={address('/co-quan', { iri: body.iri })} lang="vi">
              {body.name}
            </a>
            <div class="muted small">
              {[body.level && named('level', body.level), body.tasks > 0 && t('search.tasks', { n: number(body.tasks) })]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sentences({ evidence }) {
  if (evidence.length === 0) return null;
  return (
    <section class="panel">
      <h2>{t('search.evidence')}</h2>
      <ul class="side-list">
        {evidence.map((one) => (
          <li key={one.id}>
            “<Snippet parts={one.snippet} />”
            <div class="small">
              <PaperLink paper={one.paper} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pager({ total, offset }) {
  if (total <= PAGE && offset === 0) return null;
  return (
    <nav class="pager" aria-label={t('search.pages')}>
      <button type="button" disabled={offset === 0} onClick={() => setQuery({ offset: Math.max(0, offset - PAGE) || null })}>
        {t('search.before')}
      </button>
      <span>
        {number(offset + 1)}–{number(Math.min(total, offset + PAGE))}
      </span>
      <button type="button" disabled={offset + PAGE >= total} onClick={() => setQuery({ offset: offset + PAGE })}>
        {t('search.next')}
      </button>
    </nav>
  );
}

// Whether anything was found, in a sentence that is read aloud as one types.
function summary({ q, total, total_is_least: least, bodies, evidence }) {
  if (total + bodies.length + evidence.length === 0) return t('search.none', { q });
  if (!q) return t('search.count.all', { n: number(total) });
  return least ? t('search.count.least', { n: number(total), q }) : t('search.count', { n: number(total), q });
}

export default function Search({ route, about }) {
  const { query } = route;
  const q = query.get('q') ?? '';
  const offset = Number(query.get('offset') ?? 0);
  const values = { q, limit: PAGE, offset: offset || null, ...Object.fromEntries(NARROW.map((name) => [name, query.get(name)])) };
  const home = !q && !NARROW.some((name) => query.get(name));
  const found = useApi('search', values);
  useTitle(q && t('search.of', { q }));
  if (found.error) return <Failed error={found.error} again={found.again} />;
  if (!found.data) return <Loading />;
  if (home) return <Home about={about} newest={found.data.papers} />;
  const { papers, bodies, evidence, total } = found.data;
  return (
    <>
      <div class="title-row">
        <h1>{t('search.title')}</h1>
        <p class="muted" role="status">
          {summary({ ...found.data, q })}
        </p>
      </div>
      <div class="panel">
        <Narrow about={about} />
      </div>
      {total + bodies.length + evidence.length === 0 ? (
        <div class="panel">
          <p>{t('search.none.way')}</p>
          <ul>
            <li>{t('search.none.number')}</li>
            <li>{t('search.none.words')}</li>
            <li>
              <a href="/nap">{t('search.none.load')}</a>
            </li>
          </ul>
        </div>
      ) : (
        <div class="columns">
          <section class="panel">
            <h2>{t('search.papers')}</h2>
            {papers.length === 0 ? (
              <p class="muted">{t('search.no-papers')}</p>
            ) : (
              <ul class="hits">
                {papers.map((paper) => (
                  <PaperHit key={paper.iri} paper={paper} />
                ))}
              </ul>
            )}
            <Pager total={total} offset={offset} />
          </section>
          <div>
            <Bodies bodies={bodies} />
            <Sentences evidence={evidence} />
          </div>
        </div>
      )}
    </>
  );
}
