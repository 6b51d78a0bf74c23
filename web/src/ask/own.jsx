// The answer to a query of the reader's own. In: the query as the address holds it. A query that is changed runs again
// when its button is pressed, never while one types.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { day } from '../days.js';
import { number, t } from '../language.js';
import { save, saveText } from '../parts/save.js';
import { Failed, Loading } from '../parts/state.jsx';
import { address } from '../route.js';
import { Answer } from './answer.jsx';
import turtle from '../../../ontology/luocdo.ttl';
import { isBody, isPaper, value } from './rows.js';
import { csv, run } from './sparql.js';
import { prefixes, short } from './terms.js';
import { workbook } from './xlsx.js';

const PREFIXES = prefixes(turtle);

function Term({ term, base }) {
  if (!term) return <span class="muted">–</span>;
  if (isPaper(term, base))
    return <a href={address('/van-ban', { iri: term.value })}>{term.value.slice(base.length)}</a>;
  if (isBody(term, base)) return <a href={address('/co-quan', { iri: term.value })}>{term.value.slice(base.length)}</a>;
  if (term.type === 'uri') return <code>{short(term.value, PREFIXES)}</code>;
  const plain = value(term);
  if (typeof plain === 'number') return number(plain, 6);
  return term.datatype?.endsWith('#date') ? day(term.value) : <span lang="vi">{term.value}</span>;
}

export default function Own({ sparql, base, show }) {
  const [state, set] = useState({});
  const [again, retry] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const began = performance.now();
    set({ loading: true });
    run(sparql, stop.signal)
      .then((answer) => set({ answer, took: performance.now() - began }))
      .catch((error) => {
        if (error.name !== 'AbortError') set({ error });
      });
    return () => stop.abort();
  }, [sparql, again]);
  const [failed, fail] = useState(null);
  const columns = useMemo(
    () =>
      (state.answer?.columns ?? []).map((name) => ({
        name,
        heading: `?${name}`,
        value: (row) => value(row[name]),
        cell: (row) => <Term term={row[name]} base={base} />,
        number: typeof value(state.answer.rows[0]?.[name]) === 'number',
      })),
    [state.answer, base],
  );
  if (state.error?.status === 400) {
    return (
      <div class="state failed" role="alert">
        <h2>{t('ask.sparql.wrong')}</h2>
        <p class="said-by-server" lang="en">
          {state.error.message}
        </p>
      </div>
    );
  }
  if (state.error) return <Failed part error={state.error} again={() => retry((count) => count + 1)} />;
  if (!state.answer) return <Loading />;
  const { answer, took } = state;
  if ('yes' in answer)
    return (
      <p class="state" role="status">
        {t(answer.yes ? 'ask.yes' : 'ask.no')}
      </p>
    );
  const papers = [
    ...new Set(
      answer.rows
        .flatMap((row) => Object.values(row))
        .filter((term) => isPaper(term, base))
        .map((term) => term.value),
    ),
  ];
  const files = [
    { label: 'CSV', make: () => csv(sparql).then((text) => saveText(text, 'luocdo.csv', 'text/csv'), fail) },
    {
      label: 'XLSX',
      make: () =>
        save(
          workbook(
            t('ask.result'),
            answer.columns,
            answer.rows.map((row) => answer.columns.map((name) => value(row[name]))),
          ),
          'luocdo.xlsx',
        ),
    },
  ];
  return (
    <>
      {failed && <Failed part error={failed} />}
      <Answer
        caption={t('ask.table')}
        columns={columns}
        rows={answer.rows}
        papers={papers}
        show={show}
        files={files}
        took={took}
      />
    </>
  );
}
