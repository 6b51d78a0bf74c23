// The graph on the sheet: the address and its questions, growing and folding, places, keys, the picture.
import assert from 'node:assert/strict';
import test from 'node:test';
import { BOX, bands, fold, grow, leaves, spread, toward } from '../src/graph/model.js';
import { picture } from '../src/graph/picture.js';
import { asks, parse, request, ticked, toggled } from '../src/graph/state.js';

const node = (id, level, x, y, degree = 1) => ({
  id,
  kind: 'document',
  label: `Công văn ${id} ngày 04/7/2023`,
  title: '',
  level,
  date: null,
  described: true,
  x,
  y,
  degree,
  more: 0,
});
const edge = (source, target, relation = 'implements') => ({
  id: `${source}${target}`,
  source,
  target,
  relation,
  label: relation,
  proof: `${source}${target}`,
  evidence: '',
});
const small = {
  nodes: [node('a', 'central', 0, 0, 3), node('b', 'province', 0, 10, 2)],
  edges: [edge('b', 'a')],
  left_out: null,
};
const state = (words) => parse(new URLSearchParams(words));

test('an address asks one question', () => {
  assert.equal(asks(state('')), false);
  assert.equal(asks(state('a=x')), false);
  assert.equal(asks(state('a=x&b=y')), true);
  const asked = request(state('center=x&follow=implements&follow=basis&hops=9&bodies=true'));
  assert.deepEqual(
    [asked.center, asked.hops, asked.follow, asked.bodies, asked['max-nodes']],
    ['x', 1, ['implements', 'basis'], true, 300],
  );
});

test('all ticked is no filter, and so is none', () => {
  assert.deepEqual(ticked(['a', 'b', 'c'], [], 'b', false), ['a', 'c']);
  assert.deepEqual(ticked(['a', 'b', 'c'], ['a', 'c'], 'b', true), []);
  assert.deepEqual(ticked(['a', 'b'], ['a'], 'a', false), []);
});

test('boxes are drawn apart until they fit, and rows stay rows', () => {
  const { nodes } = spread({
    nodes: [node('a', 'central', 0, 0), node('b', 'central', 10, 0), node('c', 'province', 0, 20)],
    edges: [],
  });
  assert.ok(nodes[1].x - nodes[0].x > BOX.width);
  assert.ok(nodes[2].y - nodes[0].y > BOX.height);
  assert.equal(nodes[0].y, nodes[1].y);
});

test('what stands does not move when a box grows, and no box covers another', () => {
  const laid = spread(small);
  const more = {
    nodes: [small.nodes[1], node('c', 'province', 5, 10), node('d', 'commune', 9, 99)],
    edges: [edge('c', 'b'), edge('b', 'd'), edge('b', 'a')],
  };
  const grown = grow(laid, more, 'b');
  assert.deepEqual(
    grown.nodes.slice(0, 2).map(({ x, y }) => [x, y]),
    laid.nodes.map(({ x, y }) => [x, y]),
  );
  assert.equal(grown.edges.length, 3, 'the line that was there is not there twice');
  const [, b, c, d] = grown.nodes;
  assert.equal(b.y, c.y);
  assert.ok(d.y > b.y, 'a level without a row stands under those above it');
  for (const one of grown.nodes)
    for (const other of grown.nodes) {
      if (one !== other)
        assert.ok(
          Math.abs(one.x - other.x) >= BOX.width || Math.abs(one.y - other.y) >= BOX.height,
          `${one.id} covers ${other.id}`,
        );
    }
  assert.deepEqual(
    bands(grown.nodes).map(({ level }) => level),
    ['central', 'province', 'commune'],
  );
});

test('a folded box takes away what hangs on it alone', () => {
  const star = {
    nodes: ['a', 'b', 'c', 'd'].map((id) => node(id, 'central', 0, 0)),
    edges: [edge('b', 'a'), edge('c', 'a'), edge('d', 'a'), edge('d', 'c')],
  };
  assert.deepEqual(leaves(star, 'a'), ['b']);
  const folded = fold(star, ['a']);
  assert.deepEqual(
    folded.nodes.map(({ id }) => id),
    ['a', 'c', 'd'],
  );
  assert.equal(folded.nodes[0].folded, 1);
});

test('Enter grows what has more, else folds, else unfolds', () => {
  assert.deepEqual(toggled(state('center=a'), { id: 'a', kind: 'document', more: 2 }, true), { grow: ['a'] });
  assert.deepEqual(toggled(state('center=a&grow=a'), { id: 'a', kind: 'document', more: 2 }, true), { fold: ['a'] });
  assert.deepEqual(toggled(state('center=a&fold=a'), { id: 'a', kind: 'document', more: 0 }, true), { fold: [] });
  assert.deepEqual(toggled(state('center=a'), { id: 'a', kind: 'document', more: 0 }, false), {});
});

test('arrow keys lead to the nearest box that way', () => {
  const nodes = [node('a', 'central', 0, 0), node('b', 'central', 200, 0), node('c', 'province', 20, 200)];
  assert.equal(toward(nodes, nodes[0], 'ArrowRight').id, 'b');
  assert.equal(toward(nodes, nodes[0], 'ArrowDown').id, 'c');
  assert.equal(toward(nodes, nodes[0], 'ArrowUp'), null);
});

test('the picture holds the words as words', () => {
  const spoilt = {
    nodes: [
      { ...node('a', 'central', 0, 0), label: '</text><script>alert(1)</script>' },
      node('b', 'province', 0, 200),
    ],
    edges: [edge('b', 'a')],
  };
  const svg = picture(spoilt, {
    title: 'Lược đồ <b>',
    source: 'luocdo',
    relations: { implements: 'triển khai thực hiện' },
  });
  assert.ok(!svg.includes('<script') && !svg.includes('<b>'));
  assert.ok(svg.includes('triển khai thực hiện') && svg.includes('marker-end'));
});
