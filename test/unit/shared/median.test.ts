import assert from 'node:assert/strict';
import { median, medianAmount, middlesOf, upperMedianAmount } from '../../../src/shared/median.ts';

describe('medians', () => {
  it('medians of an odd number of values are the one in the middle', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(medianAmount([3n, 1n, 2n]), 2n);
    assert.equal(upperMedianAmount([3n, 1n, 2n]), 2n);
    assert.deepEqual(
      middlesOf([3, 1, 2], (a, b) => a - b),
      { lower: 2, upper: 2 },
    );
  });

  it('medians of an even number of values are half-way between the two in the middle, or the upper one', () => {
    assert.equal(median([4, 1, 2, 10]), 3);
    assert.equal(medianAmount([4n, 1n, 2n, 10n]), 3n);
    assert.equal(upperMedianAmount([4n, 1n, 2n, 10n]), 4n);
    assert.deepEqual(
      middlesOf([4, 1, 2, 10], (a, b) => a - b),
      { lower: 2, upper: 4 },
    );
  });

  it('medians of amounts are rounded towards zero', () => {
    assert.deepEqual([medianAmount([1n, 2n]), medianAmount([-1n, -2n])], [1n, -1n]);
  });

  it('medians of no values are null, and zero of amounts', () => {
    assert.deepEqual([median([]), medianAmount([]), upperMedianAmount([])], [null, 0n, 0n]);
  });
});
