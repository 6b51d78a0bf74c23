// The words of the page: each in both languages, with the same values in them, and none that no file asks for.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { words } from '../src/words.js';

const values = (word) => (word.match(/\{\w+\}/g) ?? []).sort();
const source = new URL('../src/', import.meta.url);
const files = ['.', 'parts', 'views', 'graph', 'ask', 'review', 'load'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, source))
    .filter((name) => /\.jsx?$/.test(name) && name !== 'words.js')
    .map((name) => readFileSync(new URL(`${folder}/${name}`, source), 'utf8')),
);
const text = files.join('\n');

test('every word is there in Vietnamese and English, with the same values', () => {
  for (const [key, pair] of Object.entries(words)) {
    assert.equal(pair.length, 2, key);
    assert.ok(pair[0] && pair[1], key);
    assert.deepEqual(values(pair[0]), values(pair[1]), key);
    assert.equal(pair[0], pair[0].normalize('NFC'), key);
  }
});

test('every word that is asked for is in the table', () => {
  for (const [, key] of text.matchAll(/\bt\('([\w.-]+)'/g)) assert.ok(words[key], key);
});

test('every word of the table is asked for', () => {
  const groups = [...text.matchAll(/named\('([\w.-]+)'|t\(`([\w.-]+)\.\$/g)].map(([, a, b]) => `${a ?? b}.`);
  const unused = Object.keys(words).filter((key) => !text.includes(`'${key}'`) && !groups.some((group) => key.startsWith(group)));
  assert.deepEqual(unused, []);
});
