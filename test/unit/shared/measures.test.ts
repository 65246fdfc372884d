import assert from 'node:assert/strict';
import {
  ITEM_COUNT,
  MEASURE_IDS,
  MEASURES,
  type Measure,
  sumUnits,
  unitsAt,
  unitsOf,
} from '../../../src/shared/measures.ts';
import { ITEMS } from '../../../src/spend/kind.ts';

describe('the table of measures', () => {
  it('every item has one measure that counts it alone', () => {
    const single = MEASURE_IDS.flatMap((id) => {
      const { items, of } = MEASURES[id];
      return items?.length === 1 && !of ? items : [];
    });
    assert.equal(ITEM_COUNT, ITEMS.length);
    assert.deepEqual(single.toSorted(), [...ITEMS.keys()]);
  });

  it('unitsOf counts the units of one value by the items of a measure', () => {
    const counts = Float64Array.of(9, 9, 9, 9, 9, 9, 1, 2, 4, 8, 16, 32);
    const units = unitsAt(counts, 1);
    const expected = {
      cost: 0,
      tokens: 31,
      uncachedInput: 1,
      cacheWrite5m: 2,
      output: 16,
      webSearches: 32,
      cacheHitRate: 8,
    };
    for (const [measure, count] of Object.entries(expected)) assert.equal(unitsOf(measure as Measure, units), count);
    assert.equal(unitsOf('tokens', sumUnits([units, unitsAt(counts, 0)])), 31 + 45);
  });
});
