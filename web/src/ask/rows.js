// The terms of an answer in SPARQL: N-Triples as rows, a term as a number or a text, which IRIs are papers and bodies.

const TERM = /<([^>]*)>|_:(\w+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/gu;
const ESCAPES = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const plain = (text) =>
  text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/gu, (all, four, eight, one) =>
    one ? (ESCAPES[one] ?? one) : String.fromCodePoint(parseInt(four ?? eight, 16)),
  );

/// Lines of N-Triples → rows of three terms, in the form of SPARQL's JSON results.
export function triples(text) {
  const columns = ['subject', 'predicate', 'object'];
  const rows = text
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => {
      const terms = [...line.matchAll(TERM)].map(([, iri, blank, literal, tongue, datatype]) => {
        if (iri !== undefined) return { type: 'uri', value: plain(iri) };
        if (blank !== undefined) return { type: 'bnode', value: blank };
        return { type: 'literal', value: plain(literal), 'xml:lang': tongue, datatype };
      });
      return Object.fromEntries(columns.map((name, at) => [name, terms[at]]));
    });
  return { columns, rows };
}

const NUMBER = /#(integer|decimal|double|float|int|long)$/u;

/// A term as a number or a text, for sorting and the workbook.
export function value(term) {
  if (!term) return '';
  return NUMBER.test(term.datatype ?? '') ? Number(term.value) : term.value;
}

/// True for the IRI of a paper of this store; `base` is what its IRIs begin with.
export const isPaper = (term, base) =>
  term?.type === 'uri' &&
  Boolean(base) &&
  term.value.startsWith(`${base}vn/`) &&
  !/\/vn\/(?:agency|place)\//u.test(term.value);
export const isBody = (term, base) =>
  term?.type === 'uri' && Boolean(base) && term.value.startsWith(`${base}vn/agency/`);
