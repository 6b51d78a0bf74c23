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
  const proof = {
    id: edge.proof,
    sentence: edge.evidence,
    source: edge.file,
    span: [0, 9],
    rule: 'headline',
    confidence: edge.confidence,
  };
  return {
    found: true,
    papers: [from, to].map((node) => ({ iri: node.id, label: node.label })),
    links: [{ paper: from.label, iri: from.id, relation: edge.relation, other: to.label, other_iri: to.id, proof }],
  };
}

/// A form in multipart → the names of its files.
async function names(request) {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  return [...body.matchAll(/filename="([^"]*)"/gu)].map(([, name]) => name);
}

const TOKEN = 'Bearer thu';
const refused = (request) =>
  request.headers.authorization === TOKEN
    ? null
    : { status: 401, body: { error: 'the token is wrong', candidates: [] } };

async function read(query, request) {
  if (refused(request)) return refused(request);
  const files = (await names(request)).map((name) =>
    name.includes('hong')
      ? {
          name,
          ok: false,
          error: 'the file is no PDF: it has no end',
          source: name,
          items: [],
          documents: 0,
          relations: 0,
          tasks: 0,
          notes: [],
        }
      : {
          name,
          ok: true,
          error: null,
          source: name,
          documents: 4,
          relations: 3,
          tasks: 2,
          notes: [{ words: 'Chỉ thị số 20/CT-TTg', span: [10, 30] }],
          items: [
            {
              headline: 'Lạng Sơn có kế hoạch thực hiện Chỉ thị số 20/CT-TTg',
              subject: {
                iri: 'https://w3id.org/luocdo/id/vn/ubnd-ls/ke-hoach/2023/148-kh-ubnd',
                label: 'Kế hoạch 148/KH-UBND ngày 04/7/2023',
              },
              date: '2023-07-04',
              relations: 3,
              tasks: 2,
            },
          ],
        },
  );
  return { files };
}

const build = async (query, request) =>
  refused(request) ??
  `${(await names(request)).map((name) => JSON.stringify({ name, ok: true, error: null, change: 'added' })).join('\n')}\n{"sources":4}\n`;

function review(query) {
  const most = Number(query.get('max-confidence') ?? 1);
  const kind = query.get('kind');
  const all = [...(kind === 'judged' ? chosen.values() : []), ...(fixture('review')[kind] ?? [])];
  const rows = all.filter((row) => (row.confidence ?? 0) <= most && !(kind !== 'judged' && chosen.has(row.id)));
  return { total: rows.length, rows };
}

/// The names whose paper was chosen, by id, as rows of what was judged.
const chosen = new Map();

async function judge(query, request) {
  const no = refused(request);
  if (no) return no;
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const { id, verdict, candidate, name, by, why } = JSON.parse(body);
  if (verdict === 'undone') chosen.delete(id);
  const open = Object.values(fixture('review')).flat().find((row) => row.id === id);
  if (verdict !== 'chosen') return { changed: 1, left: 0 };
  if (Boolean(candidate) === Boolean(name))
    return { status: 400, body: { error: 'give `candidate`, the IRI of a paper, or `name`', candidates: [] } };
  if (name === 'Chỉ thị 20')
    return { status: 409, body: { error: 'names 3 documents', candidates: open.candidates } };
  const other = open.candidates.find((one) => one.iri === candidate) ?? { iri: ORDER, label: name };
  chosen.set(id, { ...open, kind: 'judged', candidates: [], other, judged: { verdict, by, why, day: '2023-07-20', label: null } });
  return { changed: 1, left: 0 };
}

const CELL = { type: 'uri', value: ORDER };
function sparql(query, request) {
  if (request.headers.accept.startsWith('text/csv')) return `paper,n\r\n${ORDER},3\r\n`;
  return {
    head: { vars: ['paper', 'n'] },
    results: {
      bindings: [
        { paper: CELL, n: { type: 'literal', value: '3', datatype: 'http://www.w3.org/2001/XMLSchema#integer' } },
      ],
    },
  };
}

export const tools = {
  'GET /api/ask': (query) =>
    query.has('name')
      ? {
          ...fixture('answer'),
          name: query.get('name'),
          ...(query.get('name') === 'cycles' ? { given: {}, rows: [] } : {}),
        }
      : fixture('questions'),
  'GET /api/review': review,
  'POST /api/judge': judge,
  'POST /api/read': read,
  'POST /api/build': build,
  'POST /sparql': sparql,
  'GET /api/graph': graph,
  'GET /api/path': path,
};
