// What the mock answers: one line a path. Fixtures are answers of the real program on examples/digest, cut short.
import { readFileSync } from 'node:fs';
import { tools } from './answers-tools.mjs';

const fixture = (name) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const missing = { status: 404, body: { error: 'no document is called so here', candidates: fixture('search').papers.slice(0, 2) } };
const NOTHING = { total: 0, total_is_least: false, took_ms: 0.4, papers: [], bodies: [], evidence: [] };

export const answers = {
  ...tools,
  'GET /api/about': () => fixture('about'),
  'GET /api/search': (query) => (query.get('q') === 'zzz' ? { q: 'zzz', ...NOTHING } : { ...fixture('search'), q: query.get('q') ?? '' }),
  'GET /api/document': (query) => {
    const documents = fixture('documents');
    return documents[query.get('iri')] ?? (query.has('name') && query.get('name') !== 'zzz' ? Object.values(documents)[0] : missing);
  },
  'GET /api/text': () => fixture('text'),
  'GET /api/body': () => fixture('body'),
  'GET /api/trace': () => fixture('trace'),
  'GET /api/coverage': (query) => (query.has('issuer') ? fixture('orders') : query.get('name') === 'zzz' ? missing : fixture('coverage')),
  'GET /api/tasks': (query) => fixture('tasks').filter((task) => query.get('today') !== '2000-01-01' && (!query.has('overdue') || task.state === 'overdue')
    && (!query.has('agency') || task.agency_id === query.get('agency') || task.agency.includes(query.get('agency')))),
};
