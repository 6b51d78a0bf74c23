// What the mock answers to the graph, the questions, the review and the loading. The graph around any paper but the
// directive is that of the plan, which has bodies; the whole store is a made graph of 2,000 boxes.
import { readFileSync } from 'node:fs';
import { large } from './large.mjs';

const fixture = (name) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const ORDER = 'https://w3id.org/luocdo/id/vn/ttg/chi-thi/2023/20-ct-ttg';
const none = { nodes: [], edges: [], left_out: null };

function graph(query) {
  if (query.get('from') > '2030') return none;
  if (query.get('all')) return large(2000, 4000);
  return fixture(query.has('center') && query.get('center') !== ORDER ? 'graph-grown' : 'graph');
}

function path(query) {
  const { nodes, edges } = fixture('graph');
  const edge = edges.find((one) => [one.source, one.target].includes(query.get('from')));
  if (!edge || query.get('from') === query.get('to')) return { found: false, papers: [], links: [] };
  const [from, to] = [edge.source, edge.target].map((id) => nodes.find((node) => node.id === id));
  const proof = { id: edge.proof, sentence: edge.evidence, source: edge.file, span: [0, 9], rule: 'headline', confidence: edge.confidence };
  return {
    found: true,
    papers: [from, to].map((node) => ({ iri: node.id, label: node.label })),
    links: [{ paper: from.label, iri: from.id, relation: edge.relation, other: to.label, other_iri: to.id, proof }],
  };
}

export const tools = {
  'GET /api/graph': graph,
  'GET /api/path': path,
};
