// The parameters of a named question as a form: each kind has its own box. In: the question and what the address gives.
// Out: `onAsk(given)`. `said` holds what the server calls the values (an IRI is shown as the name of the paper).
import { useEffect, useState } from 'preact/hooks';
import { day, dayOf } from '../days.js';
import { t } from '../language.js';
import { Pick } from '../parts/pick.jsx';
import { relationLabel } from '../graph/legend.jsx';
import { LOOKS } from '../graph/look.js';

const RELATIONS = Object.keys(LOOKS).filter((name) => name !== 'assignsTo');

function Choice({ label, required, value, onChange, options }) {
  return (
    <label class="field">
      {label}
      <select value={value} required={required} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{required ? t('ask.choose') : t('ask.any')}</option>
        {options.map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

// A day as people here write it (01/8/2023); what is no day is told and not asked.
function DayField({ label, value, change, required }) {
  const leave = ({ currentTarget: input }) => {
    const typed = input.value.trim();
    const iso = typed ? dayOf(typed) : '';
    input.setCustomValidity(iso === null ? t('day.wrong') : '');
    if (iso === null) input.reportValidity();
    else change(iso);
  };
  return (
    <label class="field">
      {label}
      <input
        key={value}
        defaultValue={day(value)}
        placeholder={t('day.hint')}
        inputMode="numeric"
        autocomplete="off"
        required={required}
        onInput={(event) => event.currentTarget.setCustomValidity('')}
        onChange={leave}
      />
    </label>
  );
}

function Field({ parameter, value, said, change, provinces }) {
  const { kind, optional, about } = parameter;
  const label = (
    <>
      {about[0].toUpperCase() + about.slice(1)}
      {optional && <small> {t('ask.optional')}</small>}
    </>
  );
  const shared = { required: !optional, value, onInput: (event) => change(event.currentTarget.value) };
  switch (kind) {
    case 'paper':
    case 'body':
      return (
        <Pick
          kind={kind}
          label={label}
          required={!optional}
          value={said ?? value}
          onPick={(iri) => change(iri)}
          onType={change}
        />
      );
    case 'place':
      return (
        <Choice
          label={label}
          required={!optional}
          value={value}
          onChange={change}
          options={provinces.map((one) => [one.code, one.name])}
        />
      );
    case 'relation':
      return (
        <Choice
          label={label}
          required={!optional}
          value={value}
          onChange={change}
          options={RELATIONS.map((name) => [name, relationLabel(name)])}
        />
      );
    case 'date':
      return <DayField label={label} value={value} change={change} required={!optional} />;
    case 'number':
      return (
        <label class="field">
          {label}
          <input type="text" inputMode="decimal" pattern="[+\-]?\d+([.,]\d+)?" title={t('ask.number')} {...shared} />
        </label>
      );
    default:
      return (
        <label class="field">
          {label}
          <input type="text" {...shared} />
        </label>
      );
  }
}

export function Form({ question, given, said, provinces, onAsk }) {
  const [values, set] = useState(given);
  const asked = JSON.stringify(given);
  useEffect(() => set(given), [question.name, asked]);
  const onSubmit = (event) => {
    event.preventDefault();
    onAsk(values);
  };
  // What the server called a value holds as long as the value is the one that was asked.
  const words = (name) =>
    values[name] === given[name] && /^https?:/u.test(values[name] ?? '') ? said?.[name] : undefined;
  return (
    <form class="question" onSubmit={onSubmit}>
      {question.parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? ''}
          said={words(parameter.name)}
          change={(value) => set((before) => ({ ...before, [parameter.name]: value }))}
          provinces={provinces}
        />
      ))}
      <button type="submit" class="main">
        {t('ask.go')}
      </button>
    </form>
  );
}
