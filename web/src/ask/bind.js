// The SPARQL of a named question and the values of its parameters → a query that asks the same without parameters, for
// the editor: `?order` becomes the IRI of the order, `BOUND(?order)` becomes true, everywhere but in comments, strings
// and IRIs. The server binds in the parsed query; this text is for people to read and change, and goes through the parser again.

const PIECES =
  /(#[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>\s]*>)|(BOUND\s*\(\s*[?$](\w+)\s*\))|([?$](\w+))/giu;

export function bound(sparql, terms) {
  const head = /^(?:#[^\n]*\n)*/u.exec(sparql)[0];
  const kept = head
    .split('\n')
    .filter((line) => /^# (?:Hỏi|Asks):/u.test(line))
    .map((line) => `${line}\n`)
    .join('');
  const body = sparql.slice(head.length).replace(PIECES, (all, comment, string, iri, test, tested, variable, name) => {
    if (test && terms[tested]) return 'true';
    return (variable && terms[name]) || all;
  });
  return kept + body;
}

/// The term of a value as SPARQL writes it; nothing for a value that only the server can look up.
export function term(kind, value, base) {
  const text = value.trim();
  if (!text) return null;
  switch (kind) {
    case 'paper':
    case 'body':
      return /^https?:\/\/[^\s<>"{}|\\^`]+$/u.test(text) ? `<${text}>` : null;
    case 'place':
      return /^[\w-]+$/u.test(text) ? `<${base}vn/place/${text.toLowerCase()}>` : null;
    case 'date':
      return /^\d{4}-\d\d-\d\d$/u.test(text) ? `"${text}"^^xsd:date` : null;
    case 'number':
      return /^[+-]?\d+(?:[.,]\d+)?$/u.test(text) ? text.replace(',', '.') : null;
    case 'relation':
      return /^\w+$/u.test(text) ? `luo:${text === 'basis' ? 'hasBasis' : text}` : null;
    default:
      return JSON.stringify(text);
  }
}
