// Days as people type them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { day, dayOf } from '../src/days.js';

test('a day is read as people write it, and only if there is such a day', () => {
  for (const typed of ['01/8/2023', '1/8/2023', '01-08-2023', '1.8.2023', '2023-08-01'])
    assert.equal(dayOf(typed), '2023-08-01', typed);
  for (const typed of ['31/6/2023', '8/2023', '2023', 'mai', '13/13/2023', '00/1/2023']) assert.equal(dayOf(typed), null, typed);
});

test('a day is written as papers write it', () => {
  assert.equal(day('2023-08-01'), '01/8/2023');
  assert.equal(day('2022-01-06'), '06/01/2022');
  assert.equal(day(null), '');
});
