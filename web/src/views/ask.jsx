// Hỏi: the named questions with their parameters as a form, the answer as a table, a graph or a file; the same question
// in SPARQL, to change and run. In: the address (`name`, `with`, `sparql`, `show`).
import { useEffect, useState } from 'preact/hooks';
import { apiUrl, useApi } from '../api.js';
import { language, t } from '../language.js';
import { Failed, Loading } from '../parts/state.jsx';
import { useTitle } from '../parts/title.js';
import { address, go, setQuery } from '../route.js';
import { Answer } from '../ask/answer.jsx';
import { bound, term } from '../ask/bind.js';
import { Cell, isNumber, papersOf } from '../ask/cells.jsx';
import { Editor } from '../ask/editor.jsx';
import { Form } from '../ask/form.jsx';
import { Which } from '../ask/which.jsx';
import { complete, folded, groups, pairs, parse } from '../ask/state.js';

const FIRST = `SELECT ?paper ?order WHERE {
  ?paper luo:implements ?order .
} LIMIT 50
`;

const words = (question) => (language() === 'en' ? question.english : question.question);

function List({ questions, name }) {
  const [typed, type] = useState('');
  const fits = questions.filter((one) => folded(`${one.question} ${one.english} ${one.name}`).includes(folded(typed)));
  return (
    <nav class="questions" aria-label={t('ask.list')}>
      <label>
        {t('ask.filter')} <input type="search" value={typed} onInput={(event) => type(event.currentTarget.value)} />
      </label>
      {fits.length === 0 && <p class="muted">{t('ask.filter.none')}</p>}
      {groups(fits).map(([group, list]) => (
        <section key={group}>
          <h2>{t(`ask.group.${group}`)}</h2>
          <ul>
            {list.map((one) => (
              <li key={one.name}>
                <a href={address('/hoi', { name: one.name })} aria-current={one.name === name ? 'page' : undefined}>
                  {words(one)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href={address('/hoi', { sparql: FIRST })}>{t('ask.sparql.own')}</a>
      </p>
    </nav>
  );
}

function Named({ question, given, show, about, onSaid }) {
  const ready = complete(question, given);
  const asked = { name: question.name, with: pairs(given) };
  const answer = useApi(ready ? 'ask' : null, ready ? asked : undefined);
  useEffect(() => onSaid(answer.data?.given ?? null), [answer.data]);
  if (!ready) return null;
  if (answer.error && answer.fresh)
    return <Which question={question} given={given} error={answer.error} again={answer.again} />;
  if (!answer.data || !answer.fresh) return <Loading />;
  const types = new Map((about?.types ?? []).map((type) => [type.code, type.name]));
  const columns = question.columns.map((column) => ({
    name: column.name,
    heading: column.heading,
    number: isNumber(column),
    value: (row) => (column.kind === 'proof' ? row.confidence : row[column.name]),
    cell: (row) => <Cell column={column} row={row} types={types} />,
  }));
  const files = ['csv', 'xlsx'].map((format) => ({
    label: format.toUpperCase(),
    href: apiUrl('ask', { ...asked, format, download: true }),
  }));
  return (
    <Answer
      caption={words(question)}
      columns={columns}
      rows={answer.data.rows}
      papers={papersOf(question.columns, answer.data.rows)}
      show={show}
      files={files}
    />
  );
}

function Sparql({ question, given, sparql, base }) {
  const terms = {};
  for (const { name, kind } of question?.parameters ?? []) {
    const value = given[name] && term(kind, given[name], base);
    if (value) terms[name] = value;
  }
  const missing = (question?.parameters ?? []).some((one) => given[one.name] && !terms[one.name]);
  const text = sparql ?? (question?.sparql ? bound(question.sparql, terms) : '');
  const [open, setOpen] = useState(sparql !== null);
  if (!text) return null;
  return (
    <details class="sparql" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t(question ? 'ask.sparql.of' : 'ask.sparql')}</summary>
      {open && (
        <>
          <p class="muted">
            {t('ask.sparql.about')} {missing && t('ask.sparql.unbound')}
          </p>
          <Editor text={text} onRun={(value) => setQuery({ sparql: value })} />
          {question && sparql !== null && (
            <p>
              <button type="button" onClick={() => setQuery({ sparql: null })}>
                {t('ask.sparql.back')}
              </button>
            </p>
          )}
        </>
      )}
    </details>
  );
}

export default function Ask({ route, about }) {
  const { name, given, sparql, show } = parse(route.query);
  const list = useApi('ask');
  const [said, setSaid] = useState(null);
  const [Own, setOwn] = useState(null);
  useEffect(() => {
    if (sparql !== null && !Own) import('../ask/own.jsx').then((module) => setOwn(() => module.default));
  }, [sparql]);
  const question = list.data?.find((one) => one.name === name);
  const title = question ? words(question) : t(sparql === null ? 'ask.title' : 'ask.sparql.own');
  useTitle(title);
  if (list.error) return <Failed error={list.error} again={list.again} />;
  if (!list.data) return <Loading />;
  const at = Boolean(name || sparql !== null);
  return (
    <div class={at ? 'ask at' : 'ask'}>
      <List questions={list.data} name={name} />
      <section class="asking">
        {at && (
          <p class="back">
            <a href="/hoi">{t('ask.back')}</a>
          </p>
        )}
        <h1>{title}</h1>
        {!at && <p>{t('ask.begin')}</p>}
        {name && !question && (
          <p class="state" role="alert">
            {t('ask.unknown', { name })}
          </p>
        )}
        {question && (
          <Form
            key={question.name}
            question={question}
            given={given}
            said={said}
            provinces={about?.provinces ?? []}
            onAsk={(values) => go(address('/hoi', { name, with: pairs(values), show: show === 'graph' ? show : null }))}
          />
        )}
        {question && sparql === null && (
          <Named key={question.name} question={question} given={given} show={show} about={about} onSaid={setSaid} />
        )}
        {at && (
          <Sparql
            key={`${name} ${pairs(given)}`}
            question={question}
            given={given}
            sparql={sparql}
            base={about?.base ?? ''}
          />
        )}
        {sparql !== null && Own && <Own sparql={sparql} base={about?.base ?? ''} show={show} />}
      </section>
    </div>
  );
}
