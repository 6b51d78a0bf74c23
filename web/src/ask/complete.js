// Completion in the editor: what may stand where the reader types. In: the text before the cursor and the whole query.
// Out: prefixes, terms with their Vietnamese and English names, variables of the query, words of SPARQL.

const KEYWORDS =
  'SELECT DISTINCT WHERE OPTIONAL FILTER EXISTS NOT UNION MINUS VALUES BIND AS GROUP BY ORDER ASC DESC LIMIT OFFSET HAVING COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT BOUND REGEX CONTAINS STRSTARTS STR LANG DATATYPE YEAR MONTH COALESCE IF IN ASK CONSTRUCT DESCRIBE PREFIX GRAPH'.split(
    ' ',
  );

/// What is being typed: a variable, a term, or nothing; with the place where it begins.
export function typed(before) {
  const found = /(?:[?$]\w*|[A-Za-z][\w-]*:?[\w-]*)$/u.exec(before);
  return found ? { from: found.index, word: found[0] } : null;
}

export function options(word, query, terms, prefixes, language) {
  if (/^[?$]/u.test(word)) {
    const names = new Set([...query.matchAll(/[?$](\w+)/gu)].map(([, name]) => `?${name}`));
    names.delete(`?${word.slice(1)}`);
    return [...names].map((label) => ({ label, type: 'variable' }));
  }
  const own = terms.map((term) => ({
    label: term.name,
    detail: language === 'en' ? term.en : term.vi,
    type: /^\w+:[A-Z]/u.test(term.name) ? 'class' : 'property',
  }));
  if (word.includes(':')) return own;
  return [
    ...own,
    ...Object.keys(prefixes).map((name) => ({ label: `${name}:`, detail: prefixes[name], type: 'namespace' })),
    ...KEYWORDS.map((label) => ({ label, type: 'keyword', boost: -1 })),
  ];
}
