import assert from 'node:assert/strict';
import { roundedShares } from '../../../../src/shared/rounding/roundedShares.ts';

describe('roundedShares', () => {
  it('roundedShares gives thousandths that add up to 1000', () => {
    assert.deepEqual(roundedShares([1n, 1n, 1n]), [334, 333, 333]);
  });

  it('roundedShares rounds each share alone with its sign beside a credit', () => {
    assert.deepEqual(roundedShares([700n, 400n, -100n]), [700, 400, -100]);
    assert.deepEqual(roundedShares([200_000n, 100_000n, -3n]), [667, 333, 0]);
  });

  it('roundedShares is null for a total of zero or less', () => {
    assert.equal(roundedShares([]), null);
    assert.equal(roundedShares([0n, 0n]), null);
    assert.equal(roundedShares([5n, -5n]), null);
    assert.equal(roundedShares([5n, -9n]), null);
  });
});
