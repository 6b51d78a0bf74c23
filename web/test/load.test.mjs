// Files on their way into the store: each has its own state, one of a name is told at a time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { change, read, size, sum } from '../src/load/files.js';

const file = (name, bytes = 1) => ({ name, size: bytes, lastModified: 0 });

test('the same file is taken once; each is told by its name', () => {
  let list = change([], { type: 'add', files: [file('a.txt'), file('a.txt', 2), file('b.txt')] });
  list = change(list, { type: 'add', files: [file('a.txt')] });
  assert.equal(list.length, 3);
  for (const { id } of list) list = change(list, { type: 'set', id, values: { state: 'read' } });
  list = change(list, { type: 'storing' });
  list = change(list, { type: 'stored', told: { name: 'a.txt', ok: true, change: 'added' } });
  list = change(list, { type: 'stored', told: { name: 'a.txt', ok: false, error: 'no' } });
  assert.deepEqual(
    list.map(({ state }) => state),
    ['stored', 'failed', 'storing'],
  );
  list = change(list, { type: 'broken', error: 'stopped' });
  assert.equal(sum(list, 'read'), 1);
});

test('sources of an archive are told under its name, and a name made safe is known again', () => {
  let list = change([], { type: 'add', files: [file('tuần #27.zip')] });
  list = change(list, {
    type: 'set',
    id: list[0].id,
    values: read([
      { ok: true, source: 'a' },
      { ok: false, error: 'no text' },
    ]),
  });
  assert.deepEqual([list[0].state, list[0].answers.length, list[0].error], ['read', 1, 'no text']);
  list = change(list, { type: 'storing' });
  list = change(list, { type: 'stored', told: { name: 'tuần _27.zip/a.txt', ok: true, change: 'added' } });
  list = change(list, { type: 'stored', told: { name: 'tuần _27.zip/b.txt', ok: false, error: 'b is bad' } });
  assert.deepEqual([list[0].state, list[0].error], ['stored', 'no text\nb is bad']);
  assert.equal(read([{ ok: false, error: null }]).state, 'failed');
});

test('sizes as people write them', () => {
  const number = (value) => value.toFixed(1);
  assert.deepEqual([size(12, number), size(1200, number), size(2.5e6, number)], ['12 B', '1.2 kB', '2.5 MB']);
});
