import assert from 'node:assert/strict';
import { cacheGroups } from '../../../../src/reports/cacheEfficiency/efficiencyTable.ts';
import { rankKeys } from '../../../../src/reports/cacheEfficiency/keyRanking.ts';
import { line } from '../made.ts';

/** Keys with so many uncached tokens and reads. */
function ranked(keys: Readonly<Record<string, readonly [number, number]>>) {
  const lines = Object.entries(keys).flatMap(([apiKeyId, [uncached, reads]]) => [
    line({ apiKeyId, units: uncached }),
    line({ apiKeyId, item: 3, units: reads }),
  ]);
  const { best, worst } = rankKeys(cacheGroups(lines, 'apiKey'));
  return { best: best.map(({ id }) => id), worst: worst.map(({ id }) => id) };
}

describe('the best and the worst keys', () => {
  it('keyRanking has three best and three worst keys, by hit rate', () => {
    const keys = { a: [90, 10], b: [80, 20], c: [70, 30], d: [60, 40], e: [50, 50], f: [40, 60], g: [30, 70] } as const;
    assert.deepEqual(ranked(keys), { best: ['g', 'f', 'e'], worst: ['a', 'b', 'c'] });
  });

  it('keyRanking has no key among both the best and the worst', () => {
    assert.deepEqual(ranked({ a: [9, 1], b: [1, 9], c: [5, 5] }), { best: ['b'], worst: ['a'] });
    assert.deepEqual(ranked({ a: [9, 1], b: [1, 9] }), { best: ['b'], worst: ['a'] });
    assert.deepEqual(ranked({ a: [9, 1] }), { best: [], worst: [] });
    assert.deepEqual(ranked({}), { best: [], worst: [] });
  });

  it('keyRanking has only keys with a hundredth of all input', () => {
    assert.deepEqual(ranked({ a: [9000, 0], b: [0, 899], c: [0, 100], d: [1, 0] }), { best: ['b'], worst: ['a'] });
    assert.deepEqual(ranked({ a: [9000, 0], b: [0, 850], c: [50, 50], d: [0, 99] }), { best: ['b'], worst: ['a'] });
  });

  it('keyRanking leaves out usage without a key', () => {
    assert.deepEqual(ranked({ '': [0, 50], a: [9, 1], b: [1, 9] }), { best: ['b'], worst: ['a'] });
  });
});
