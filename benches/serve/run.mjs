// How long `luocdo serve` makes clients wait at 200 requests a second, and how much memory it takes meanwhile: a table of
// search, document and a SPARQL lookup of the same papers; where OXIGRAPH names Oxigraph's own server, it answers the same
// lookup from the same data in the same run. Random papers, the same in every run.
//
//   LUOCDO_BENCH_STORE=DIR cargo bench --bench graph   writes the made graph of a million acts into DIR/store
//   npm ci && node run.mjs LUOCDO --store DIR/store [--seconds 60] [--soak MINUTES] [--rate 200]
//   node run.mjs LUOCDO --from PATH                    asks the papers of files, to try the bench
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values: options, positionals: [luocdo] } = parseArgs({
  allowPositionals: true,
  options: {
    store: { type: 'string' },
    from: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    soak: { type: 'string', default: '0' },
    rate: { type: 'string', default: '200' },
  },
});
const rate = Number(options.rate);
const source = options.from ? ['--from', options.from] : ['--store', options.store];

// Chance that is the same in every run (mulberry32).
let seed = 20230608;
function chance() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const any = (list) => list[Math.floor(chance() * list.length)];

// Starts a server and waits until it tells its address.
function start(program, args) {
  const server = spawn(program, args, { stdio: ['ignore', 'inherit', 'pipe'] });
  return new Promise((resolve, reject) => {
    let told = '';
    server.stderr.on('data', (bytes) => {
      told += bytes;
      const at = told.match(/http:\/\/[\w.:[\]]+/);
      if (at) resolve({ server, at: at[0] });
    });
    server.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${told}`)));
  });
}

// Megabytes that a process takes, and those that it started.
function memory(id) {
  const status = (process) => { try { return readFileSync(`/proc/${process}/status`, 'utf8'); } catch { return ''; } };
  const resident = (text) => Number(text.match(/^VmRSS:\s+(\d+)/m)?.[1] ?? 0) / 1024;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(status)
    .filter((text) => Number(text.match(/^PPid:\s+(\d+)/m)?.[1]) === id);
  return { server: Math.round(resident(status(id))), workers: children.map((text) => Math.round(resident(text))) };
}

async function ask(at, query) {
  const reply = await fetch(`${at}/sparql`, {
    method: 'POST', body: query, headers: { 'content-type': 'application/sparql-query', accept: 'application/sparql-results+json' },
  });
  if (!reply.ok) throw new Error(await reply.text());
  return (await reply.json()).results.bindings;
}

// Asks at the rate, and tells how long answers took by the clock that the rate sets.
async function load(name, at, path, seconds) {
  const result = await autocannon({
    url: at, connections: 20, overallRate: rate, duration: seconds, timeout: 30,
    requests: [{ setupRequest: (request) => ({ ...request, path: path() }) }],
  });
  const { latency } = result;
  const failed = result.non2xx + result.errors + result.timeouts;
  console.log([name, result['2xx'], failed, latency.p50, latency.p90, latency.p99, latency.max].join('\t'));
}

const { server, at } = await start(luocdo, ['serve', ...source, '--bind', '127.0.0.1:0']);
let other;
try {
  const papers = (await ask(at, 'SELECT ?iri ?number { ?iri a luo:Document ; dcterms:identifier ?number } LIMIT 100000'))
    .map((row) => ({ iri: row.iri.value, number: row.number.value }));
  const lookup = () => {
    const query = `SELECT ?p ?o WHERE { <${any(papers).iri}> ?p ?o }`;
    return `/sparql?query=${encodeURIComponent(query)}`;
  };
  const kinds = {
    'search by number': () => `/api/search?q=${encodeURIComponent(any(papers).number)}`,
    'search by words': () => `/api/search?q=${encodeURIComponent(`van ban ${any(papers).number.slice(0, 2)}`)}`,
    document: () => `/api/document?iri=${encodeURIComponent(any(papers).iri)}`,
    'SPARQL lookup': lookup,
  };
  console.log(`${papers.length} papers, ${rate} requests a second, ${options.seconds} s each; memory in MB: ${JSON.stringify(memory(server.pid))}`);
  console.log('question\tanswered\tfailed\tp50 ms\tp90 ms\tp99 ms\tmax ms');
  for (const [name, path] of Object.entries(kinds)) {
    await load(name, at, path, Number(options.seconds));
  }
  if (process.env.OXIGRAPH && options.store) {
    other = await start(process.env.OXIGRAPH, ['serve-read-only', '--location', `${options.store}/data`, '--bind', '127.0.0.1:7879']);
    const theirs = () => lookup().replace('/sparql', '/query');
    await load("SPARQL lookup, Oxigraph's server", 'http://127.0.0.1:7879', theirs, Number(options.seconds));
  }
  console.log(`memory after: ${JSON.stringify(memory(server.pid))}`);
  for (let minute = 1; minute <= Number(options.soak); minute += 1) {
    await load(`minute ${minute}, all in turn`, at, () => any(Object.values(kinds))(), 60);
    console.log(`memory: ${JSON.stringify(memory(server.pid))}`);
  }
} finally {
  for (const started of [server, other?.server]) started?.removeAllListeners('exit').kill();
}
