// A SPARQL client of the web, fetch-sparql-endpoint (which Comunica asks with), against `luocdo serve`: rows, truths,
// facts, a wrong query, an update without and with the token.
//
//   node endpoint.js LUOCDO
import { SparqlEndpointFetcher } from 'fetch-sparql-endpoint';
import assert from 'node:assert/strict';
import { program } from './program.js';

const token = '0123456789abcdef0123';
const server = await program(process.argv[2], ['--allow-write'], { LUOCDO_TOKEN: token });
const at = `${server.url}/sparql`;

const all = (stream) => new Promise((resolve, reject) => {
  const rows = [];
  stream.on('data', (row) => rows.push(row)).on('error', reject).on('end', () => resolve(rows));
});
const prefix = 'PREFIX luo: <https://w3id.org/luocdo/ontology#> ';

try {
  for (const method of ['GET', 'POST']) {
    const fetcher = new SparqlEndpointFetcher({ method });
    const rows = await all(await fetcher.fetchBindings(at, `${prefix}SELECT ?a ?b WHERE { ?a luo:implements ?b }`));
    assert.ok(rows.length > 10 && rows.every((row) => row.a.termType === 'NamedNode'), `${method} rows`);
    const facts = await all(await fetcher.fetchTriples(at, `${prefix}CONSTRUCT { ?a luo:implements ?b } WHERE { ?a luo:implements ?b }`));
    assert.equal(facts.length, rows.length, `${method} facts`);
    assert.equal(await fetcher.fetchAsk(at, `${prefix}ASK { ?a luo:implements ?b }`), true, `${method} truth`);
  }
  const fetcher = new SparqlEndpointFetcher();
  const wrong = `${prefix}SELECT ?a WHERE { ?a luo:implements ?b FILTER(<urn:x:no>(?a) = 1) }`;
  await assert.rejects(fetcher.fetchBindings(at, wrong), /400[^]*function <urn:x:no>/, 'a function that nobody knows');
  const update = 'INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1 } }';
  await assert.rejects(fetcher.fetchUpdate(at, update), /401/, 'without the token');
  await new SparqlEndpointFetcher({ defaultHeaders: new Headers({ authorization: `Bearer ${token}` }) }).fetchUpdate(at, update);
  assert.equal(await fetcher.fetchAsk(at, 'ASK { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1 } }'), true, 'with it');
  console.log('fetch-sparql-endpoint: rows, facts, truths, updates');
} finally {
  await server.close();
}
