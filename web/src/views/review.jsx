// Đối chiếu: what the program could not settle or is unsure of, for a person to accept, reject, relabel or choose, and
// what persons judged so far. In: the address (`kind`, `max-confidence`, `offset`). Judging needs the server's token.
import { useState } from 'preact/hooks';
import { send, useApi } from '../api.js';
import { number, t } from '../language.js';
import { Empty, Failed, Loading } from '../parts/state.jsx';
import { useTitle } from '../parts/title.js';
import { ReadOnly, Writer, useWriter } from '../parts/token.jsx';
import { address, setQuery } from '../route.js';
import { Card } from '../review/card.jsx';

const KINDS = ['ambiguous', 'conflicting', 'unresolved', 'low', 'judged'];
const PAGE = 20;
const BELOW = ['0.95', '0.9', '0.85', '0.8', '0.7'];

/// What is told of a judgement that was not taken.
function words(error) {
  if ([401, 403, 0].includes(error.status)) return t(`error.${error.status}`);
  if (error.status === 409 && error.candidates.length)
    return t('review.several', { papers: error.candidates.map((one) => one.label).join('; ') });
  return error.message;
}

/// Sends judgements and keeps what was done to each row, until the list is another one.
function useJudge(writer, list) {
  const [done, set] = useState({});
  // What is done in one list is no longer so in another.
  const put = (id, value) =>
    set((before) => {
      const others = Object.entries(before).filter(([key]) => !key.endsWith(` ${id}`));
      return { ...Object.fromEntries(others), [`${list} ${id}`]: value };
    });
  const of = (id) => done[`${list} ${id}`];
  // `paper`: what the paper chosen is called, where one is.
  const act = (row) => async (body, paper) => {
    if (!writer.token) return put(row.id, { ...of(row.id), error: t('write.first') });
    if (!writer.name.trim() && body.verdict !== 'undone')
      return put(row.id, { ...of(row.id), error: t('write.first.name') });
    if (!body.why?.trim() && body.verdict !== 'undone')
      return put(row.id, { ...of(row.id), error: t('write.first.why') });
    put(row.id, { ...of(row.id), busy: true, error: undefined });
    const json = { id: row.id, by: writer.name.trim(), why: '', ...body };
    try {
      const { left } = await (await send('judge', { json, token: writer.token })).json();
      const judged = body.verdict === 'undone' ? null : { ...json, paper, day: null };
      const told = t(judged ? 'review.done' : 'review.undone');
      put(row.id, { judged, told: left ? `${told} ${t('review.left', { n: number(left) })}` : told });
    } catch (error) {
      if (error.name === 'AbortError') return;
      put(row.id, {
        ...of(row.id),
        busy: false,
        status: error.status,
        error: words(error),
      });
    }
  };
  return { of, act, refused: Object.values(done).some((one) => one.status === 401) };
}

function Kinds({ kind, about }) {
  return (
    <ul class="chips" aria-label={t('review.kinds')}>
      {KINDS.map((name) => (
        <li key={name}>
          <a
            class="chip"
            href={address('/doi-chieu', { kind: name })}
            aria-current={name === kind ? 'page' : undefined}
          >
            {t(`review.kind.${name}`)}
            {about?.open?.[name] !== undefined && ` (${number(about.open[name])})`}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Pager({ total, offset }) {
  if (total <= PAGE) return null;
  const at = (to) => setQuery({ offset: to || null });
  return (
    <nav class="pager" aria-label={t('review.pages')}>
      <button type="button" disabled={offset === 0} onClick={() => at(Math.max(0, offset - PAGE))}>
        {t('review.before')}
      </button>
      <span>
        {t('review.range', {
          from: number(offset + 1),
          to: number(Math.min(total, offset + PAGE)),
          total: number(total),
        })}
      </span>
      <button type="button" disabled={offset + PAGE >= total} onClick={() => at(offset + PAGE)}>
        {t('review.next')}
      </button>
    </nav>
  );
}

export default function Review({ route, about }) {
  useTitle(t('review.title'));
  const kind = KINDS.includes(route.query.get('kind')) ? route.query.get('kind') : KINDS[0];
  const below = BELOW.includes(route.query.get('max-confidence')) ? route.query.get('max-confidence') : BELOW[2];
  const offset = Math.max(0, Number(route.query.get('offset')) || 0);
  const list = useApi('review', { kind, limit: PAGE, offset, 'max-confidence': kind === 'low' ? below : null });
  const writer = useWriter();
  const judge = useJudge(writer, kind);
  const writable = Boolean(about?.writable);
  return (
    <div class="review">
      <h1>{t('review.title')}</h1>
      <p class="lead">{t('review.lead')}</p>
      <Kinds kind={kind} about={about} />
      <p>{t(`review.about.${kind}`)}</p>
      {kind === 'low' && (
        <p>
          <label>
            {t('review.below')}{' '}
            <select
              value={below}
              onChange={(event) => setQuery({ 'max-confidence': event.currentTarget.value, offset: null })}
            >
              {BELOW.map((value) => (
                <option key={value} value={value}>
                  {number(value * 100)}%
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {about && !writable && <ReadOnly command="luocdo serve --allow-write" />}
      {writable && <Writer writer={writer} named refused={judge.refused} />}
      {list.error && <Failed part error={list.error} again={list.again} />}
      {!list.error && !(list.data && list.fresh) && <Loading />}
      {list.fresh && list.data && (
        <>
          {list.data.total === 0 && (
            <Empty part title={t(`review.none.${kind}`)}>
              <p>{t('review.none.way')}</p>
            </Empty>
          )}
          {list.data.rows.map((row) => (
            <Card key={`${kind} ${row.id} ${row.graph} ${row.span}`} row={row} done={judge.of(row.id)} act={writable ? judge.act(row) : null} />
          ))}
          <Pager total={list.data.total} offset={offset} />
        </>
      )}
    </div>
  );
}
