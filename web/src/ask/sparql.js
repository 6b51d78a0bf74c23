// Runs a query at /sparql. Out: rows of terms for SELECT, yes or no for ASK, subject, predicate and object for CONSTRUCT
// and DESCRIBE; the same query again gives CSV.
import { ApiError } from '../api.js';
import { triples } from './rows.js';

const ACCEPT = 'application/sparql-results+json, application/n-triples;q=0.9';

async function post(sparql, accept, signal) {
  const response = await fetch('/sparql', {
    method: 'POST',
    body: sparql,
    signal,
    headers: { 'Content-Type': 'application/sparql-query', Accept: accept },
  }).catch((error) => {
    throw error.name === 'AbortError' ? error : new ApiError(0, '');
  });
  if (response.ok) return response;
  const said = await response.text();
  let message = said;
  try {
    message = JSON.parse(said).error ?? said;
  } catch {
    /* words, not JSON */
  }
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
