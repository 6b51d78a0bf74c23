// What the mock answers: one line a path. Fixtures are answers of the real program on examples/digest, cut short.
import { readFileSync } from 'node:fs';
import { tools } from './answers-tools.mjs';

const fixture = (name) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));

export const answers = {
  ...tools,
  'GET /api/about': () => fixture('about'),
  'GET /api/search': (query) => (query.get('q') === 'zzz' ? { q: 'zzz', total: 0, took_ms: 1, papers: [], bodies: [], evidence: [] } : fixture('search')),
};
