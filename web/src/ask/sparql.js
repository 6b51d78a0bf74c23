// Runs a query at /sparql and turns the answer into a table: rows of terms for SELECT, yes or no for ASK, subject,
// predicate and object for CONSTRUCT and DESCRIBE. The same query again gives CSV.
import { ApiError } from '../api.js';

const ACCEPT = 'application/sparql-results+json, application/n-triples;q=0.9';

async function post(sparql, accept, signal) {
  const response = await fetch('/sparql', { method: 'POST', body: sparql, signal, headers: { 'Content-Type': 'application/sparql-query', Accept: accept } })
    .catch((error) => { throw error.name === 'AbortError' ? error : new ApiError(0, ''); });
  if (response.ok) return response;
  const said = await response.text();
  let message = said;
  try { message = JSON.parse(said).error ?? said; } catch { /* words, not JSON */ }
  throw new ApiError(response.status, message);
}

export async function run(sparql, signal) {
  const response = await post(sparql, ACCEPT, signal);
  if (/n-triples|plain/u.test(response.headers.get('Content-Type') ?? '')) return triples(await response.text());
  const answer = await response.json();
  if ('boolean' in answer) return { yes: answer.boolean, columns: [], rows: [] };
  return { columns: answer.head.vars, rows: answer.results.bindings };
}

export const csv = async (sparql) => (await post(sparql, 'text/csv')).text();

const TERM = /<([^>]*)>|_:(\w+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/gu;
const ESCAPES = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const plain = (text) => text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/gu, (all, four, eight, one) =>
  (one ? ESCAPES[one] ?? one : String.fromCodePoint(parseInt(four ?? eight, 16))));

/// Lines of N-Triples → rows of three terms, in the form of SPARQL's JSON results.
export function triples(text) {
  const columns = ['subject', 'predicate', 'object'];
  const rows = text.split('\n').filter((line) => line.trim() && !line.startsWith('#')).map((line) => {
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
export const isPaper = (term, base) => term?.type === 'uri' && Boolean(base) && term.value.startsWith(`${base}vn/`) && !/\/vn\/(?:agency|place)\//u.test(term.value);
export const isBody = (term, base) => term?.type === 'uri' && Boolean(base) && term.value.startsWith(`${base}vn/agency/`);
