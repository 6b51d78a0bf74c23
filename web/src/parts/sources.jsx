// Where a paper is reported or named, and the text there. In: the paper's `items`, the route (`source`, `at` choose one
// and mark a sentence). The first report is shown where none is chosen.
import { useApi } from '../api.js';
import { t } from '../language.js';
import { address } from '../route.js';
import { Some } from './some.jsx';
import { SourceText } from './source-text.jsx';
import { Failed, Loading } from './state.jsx';

const AROUND = 600;
const FIRST = 8;
const LONG = 60;
const rangeOf = (words) => (/^\d+-\d+$/.test(words ?? '') ? words.split('-').map(Number) : null);

function choose(items, source, at) {
  const here = items.filter((item) => item.source === source);
  const holds = (item) => at && item.span[0] <= at[0] && at[1] <= item.span[1];
  return here.find(holds) ?? here[0] ?? (source ? null : (items.find((item) => item.report) ?? items[0]));
}

// What tells an item from the others of its file: its headline, cut short; else the name of the file.
const nameOf = ({ headline, source }) =>
  !headline ? source.split('/').pop() : headline.length > LONG ? `${headline.slice(0, LONG)}…` : headline;

// An item is shown whole; a bare name with what stands around it, in code points of the source.
function rangeAround(item, at) {
  const around = item.report ? 0 : AROUND;
  return [Math.max(0, Math.min(item.span[0], at?.[0] ?? Infinity) - around), Math.max(item.span[1], at?.[1] ?? 0) + around];
}

export function Sources({ items, route, paper }) {
  const at = rangeOf(route.query.get('at'));
  const source = route.query.get('source');
  const item = choose(items, source, at);
  const range = item && rangeAround(item, at);
  const text = useApi(item ? 'text' : null, item && { graph: item.graph, from: String(range[0]), to: range[1] });
  if (items.length === 0) return <p class="muted">{t('text.none')}</p>;
  return (
    <>
      {items.length > 1 && (
        <Some all={items} first={FIRST}>
          {(some) => (
            <ul class="chips" aria-label={t('text.sources')}>
              {some.map((one) => (
                <li>
                  <a
                    class="chip"
                    data-stay
                    aria-current={one === item ? 'true' : undefined}
                    href={`${address('/van-ban', { iri: paper.iri, source: one.source, at: one.span.join('-') })}#text`}
                  >
                    {one.report ? t('text.report') : t('text.named')}: {nameOf(one)}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Some>
      )}
      {!item && <p>{t('text.elsewhere', { source })}</p>}
      {item && (
        <p class="muted small">
          {item.source} · {item.report ? t('text.reported') : t('text.only-named')}
        </p>
      )}
      {text.error ? (
        <Failed part error={text.error} again={text.again} />
      ) : (
        item &&
        (text.fresh && text.data ? (
          <SourceText text={text.data} at={at ?? (item.report ? null : item.span)} chosen={at !== null} part={!item.report} />
        ) : (
          <Loading />
        ))
      )}
    </>
  );
}
