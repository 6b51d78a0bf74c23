// What is drawn and how far: centre and hops, relations, levels, place, days, bodies. In: the state of the address and
// what the store holds. Every change is a change of the address.
import { number, t } from '../language.js';
import { Day } from '../parts/filters.jsx';
import { Pick } from '../parts/pick.jsx';
import { setQuery } from '../route.js';
import { LEVELS } from './model.js';
import { Sample, relationLabel } from './legend.jsx';
import { ticked } from './state.js';

/// The address anew around another paper; filters stay, what grew and folded does not.
export const around = (iri) => ({
  center: iri,
  order: null,
  papers: null,
  all: null,
  a: null,
  b: null,
  grow: null,
  fold: null,
  pick: iri,
});

function Ticks({ legend, all, filter, name, children }) {
  return (
    <fieldset class="ticks">
      <legend>{legend}</legend>
      {all.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={!filter.length || filter.includes(one)}
            onChange={(event) => setQuery({ [name]: ticked(all, filter, one, event.currentTarget.checked) })}
          />
          {children(one)}
        </label>
      ))}
    </fieldset>
  );
}

export function Centre({ state, graph }) {
  const label = graph?.nodes.find((node) => node.id === state.center)?.label ?? '';
  return (
    <div class="asked">
      <Pick label={t('graph.center')} value={label} onPick={(iri) => setQuery(around(iri))} />
      {state.center && (
        <label>
          {t('graph.hops')}
          <select
            value={state.hops}
            onChange={(event) => setQuery({ hops: event.currentTarget.value, grow: null, fold: null })}
          >
            {[1, 2, 3, 4].map((hops) => (
              <option key={hops} value={hops}>
                {t('graph.hops.n', { n: hops })}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

export function Filters({ state, about }) {
  const counts = new Map((about?.relations_of ?? []).map((one) => [one.name, one.count]));
  const on =
    [state.follow, state.level].filter((list) => list.length).length +
    [state.province, state.from, state.to].filter(Boolean).length;
  const set = (name) => (event) => setQuery({ [name]: event.currentTarget.value });
  return (
    <details class="sieve">
      <summary>
        {t('graph.filters')}
        {on > 0 && ` (${on})`}
      </summary>
      <div>
        <Ticks legend={t('graph.relations')} all={[...counts.keys()]} filter={state.follow} name="follow">
          {(name) => (
            <>
              <Sample relation={name} /> {relationLabel(name)} <small>{number(counts.get(name))}</small>
            </>
          )}
        </Ticks>
        <Ticks legend={t('graph.levels')} all={LEVELS} filter={state.level} name="level">
          {(name) => t(`level.${name}`)}
        </Ticks>
        <fieldset class="fields">
          <legend>{t('graph.where')}</legend>
          <label>
            {t('graph.province')}
            <select value={state.province} onChange={set('province')}>
              <option value="">{t('graph.province.all')}</option>
              {(about?.provinces ?? []).map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <Day name="from" label={t('graph.from')} />
          <Day name="to" label={t('graph.to')} />
          <label class="tick">
            <input
              type="checkbox"
              checked={state.bodies}
              onChange={(event) => setQuery({ bodies: event.currentTarget.checked })}
            />
            <Sample relation="assignsTo" /> {t('graph.bodies')}
          </label>
        </fieldset>
        {on > 0 && (
          <button
            type="button"
            onClick={() => setQuery({ follow: null, level: null, province: null, from: null, to: null })}
          >
            {t('graph.filters.none')}
          </button>
        )}
      </div>
    </details>
  );
}
