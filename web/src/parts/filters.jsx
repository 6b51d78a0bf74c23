// Filters whose state is the address: each field writes its own value of the query and keeps the rest. A typed field
// writes on Enter or when it is left, so that the address does not change with every letter; `suggest` offers names.
import { useId, useState } from 'preact/hooks';
import { useApi } from '../api.js';
import { day, dayOf } from '../days.js';
import { t } from '../language.js';
import { setQuery, useRoute } from '../route.js';

const write = (name, value) => setQuery({ [name]: value || null, offset: null });

export function Filters({ label, children }) {
  return (
    <form class="filters" aria-label={label} onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
}

export function Choice({ name, label, options, all }) {
  const { query } = useRoute();
  return (
    <label>
      {label}
      <select value={query.get(name) ?? ''} onChange={(event) => write(name, event.currentTarget.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map(([value, words]) => (
          <option value={value}>{words}</option>
        ))}
      </select>
    </label>
  );
}

// What the store holds for the words typed so far: names of papers or of bodies.
function Suggestions({ id, kind, typed }) {
  const found = useApi(typed.length < 2 ? null : 'search', { q: typed, kind, limit: 8 });
  const names =
    (kind === 'body' ? found.data?.bodies.map((body) => body.name) : found.data?.papers.map((paper) => paper.label)) ?? [];
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option value={name} />
      ))}
    </datalist>
  );
}

export function Typed({ name, label, placeholder, wide, suggest }) {
  const { query } = useRoute();
  const value = query.get(name) ?? '';
  const [typed, type] = useState('');
  const id = useId();
  return (
    <label class={wide ? 'wide' : undefined}>
      {label}
      <input
        key={value}
        name={name}
        defaultValue={value}
        placeholder={placeholder}
        autocomplete="off"
        list={suggest && id}
        onInput={(event) => suggest && type(event.currentTarget.value.trim())}
        onKeyDown={(event) => event.key === 'Enter' && write(name, event.currentTarget.value.trim())}
        onBlur={(event) => event.currentTarget.value.trim() !== value && write(name, event.currentTarget.value.trim())}
      />
      {suggest && <Suggestions id={id} kind={suggest} typed={typed} />}
    </label>
  );
}

// A day as people here write it. A browser's own field would ask for the month first wherever the browser speaks English.
export function Day({ name, label }) {
  const { query } = useRoute();
  const value = query.get(name) ?? '';
  const [wrong, tell] = useState(false);
  const leave = (event) => {
    const typed = event.currentTarget.value.trim();
    const iso = typed ? dayOf(typed) : '';
    tell(iso === null);
    if (iso !== null && iso !== value) write(name, iso);
  };
  return (
    <label class="day">
      {label}
      <input
        key={value}
        name={name}
        defaultValue={day(value)}
        placeholder={t('day.hint')}
        inputmode="numeric"
        autocomplete="off"
        aria-invalid={wrong}
        onKeyDown={(event) => event.key === 'Enter' && leave(event)}
        onBlur={leave}
      />
      {wrong && (
        <span class="wrong" role="alert">
          {t('day.wrong')}
        </span>
      )}
    </label>
  );
}

export function Tick({ name, label }) {
  const { query } = useRoute();
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={query.get(name) === 'true'}
        onChange={(event) => write(name, event.currentTarget.checked && 'true')}
      />
      {label}
    </label>
  );
}
