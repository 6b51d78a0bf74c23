// Questions: values put into a query, rows of an answer, completion from the ontology itself, the workbook.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { bound, term } from '../src/ask/bind.js';
import { options, typed } from '../src/ask/complete.js';
import { isBody, isPaper, triples, value } from '../src/ask/rows.js';
import { complete, groups, parse } from '../src/ask/state.js';
import { ours, prefixes, short } from '../src/ask/terms.js';
import { workbook } from '../src/ask/xlsx.js';

const turtle = readFileSync(new URL('../../ontology/luocdo.ttl', import.meta.url), 'utf8');
const BASE = 'https://w3id.org/luocdo/id/';

test('values take the place of parameters, but not in comments, strings and IRIs', () => {
  const query =
    '# Hỏi: A?\n# ?order: paper — B\nSELECT ?paper { ?paper luo:implements ?order . FILTER(!BOUND(?place) || ?of = ?place) # ?order\n FILTER(?x != "?order") <http://x/?order> ?orders 1 }';
  assert.equal(
    bound(query, { order: '<urn:a>' }),
    '# Hỏi: A?\nSELECT ?paper { ?paper luo:implements <urn:a> . FILTER(!BOUND(?place) || ?of = ?place) # ?order\n FILTER(?x != "?order") <http://x/?order> ?orders 1 }',
  );
  assert.match(bound(query, { order: '<urn:a>', place: '<urn:p>' }), /FILTER\(!true \|\| \?of = <urn:p>\)/);
});

test('a value is written as its kind is', () => {
  assert.equal(term('paper', `${BASE}vn/a`, BASE), `<${BASE}vn/a>`);
  assert.equal(term('paper', 'Chỉ thị 20', BASE), null);
  assert.equal(term('paper', 'https://a/> { ?x', BASE), null);
  assert.equal(term('place', 'LS', BASE), `<${BASE}vn/place/ls>`);
  assert.equal(term('date', '2023-08-01', BASE), '"2023-08-01"^^xsd:date');
  assert.equal(term('number', '0,8', BASE), '0.8');
  assert.equal(term('relation', 'basis', BASE), 'luo:hasBasis');
  assert.equal(term('text', 'a "b"\n', BASE), '"a \\"b\\""');
});

test('an address gives its values, and what must be there is looked for', () => {
  const { given } = parse(new URLSearchParams('name=x&with=order%3DA%3DB&with=place%3D&with=z'));
  assert.deepEqual(given, { order: 'A=B' });
  const question = {
    parameters: [
      { name: 'order', kind: 'paper', optional: false },
      { name: 'place', kind: 'place', optional: true },
    ],
  };
  assert.equal(complete(question, given), true);
  assert.equal(complete(question, {}), false);
  assert.deepEqual(
    groups([question]).map(([name]) => name),
    ['paper'],
  );
});

test('N-Triples are rows', () => {
  const { rows } = triples(
    '<urn:a> <urn:b> "Chỉ \\"thị\\" \\u0032" .\n<urn:a> <urn:c> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .\n_:x <urn:d> "hai"@vi .\n',
  );
  assert.equal(rows.length, 3);
  assert.equal(value(rows[0].object), 'Chỉ "thị" 2');
  assert.equal(value(rows[1].object), 3);
  assert.deepEqual([rows[2].subject.type, rows[2].object['xml:lang']], ['bnode', 'vi']);
});

test('papers and bodies of the store are known by their IRIs', () => {
  const uri = (end) => ({ type: 'uri', value: BASE + end });
  assert.ok(isPaper(uri('vn/ttg/chi-thi/2023/20-ct-ttg'), BASE));
  assert.ok(
    isBody(uri('vn/agency/sct-ls'), BASE) &&
      !isPaper(uri('vn/agency/sct-ls'), BASE) &&
      !isPaper(uri('vn/place/ls'), BASE),
  );
  assert.ok(!isPaper({ type: 'uri', value: 'https://elsewhere/vn/a' }, BASE));
});

test('every term of the ontology is offered with its names', () => {
  const terms = ours(turtle);
  assert.ok(terms.length > 90);
  assert.deepEqual(
    terms.filter(({ vi, en }) => !vi || !en).map(({ name }) => name),
    [],
  );
  assert.equal(terms.find(({ name }) => name === 'luo:implements').vi, 'triển khai thực hiện');
  const known = prefixes(turtle);
  assert.equal(short(`${known.luo}implements`, known), 'luo:implements');
  assert.deepEqual(typed('SELECT ?a WHERE { ?a luo:im'), { from: 21, word: 'luo:im' });
  assert.ok(options('luo:im', '', terms, known, 'vi').some(({ label }) => label === 'luo:implements'));
  assert.deepEqual(
    options('?a', 'SELECT ?a ?paper', terms, known, 'vi').map(({ label }) => label),
    ['?paper'],
  );
});

test('the workbook is a ZIP of its parts, texts are texts', async () => {
  const bytes = new Uint8Array(await workbook('Kết quả', ['?a', '?n'], [['=1+1 <&>', 3]]).arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  assert.equal(text.slice(0, 2), 'PK');
  for (const part of [
    '[Content_Types].xml',
    'xl/worksheets/sheet1.xml',
    't="inlineStr"><is><t xml:space="preserve">=1+1 &lt;&amp;&gt;',
    '<c r="B2" s="2"><v>3</v></c>',
  ])
    assert.ok(text.includes(part), part);
});
