import assert from 'node:assert/strict';
import { roundedShares } from '../../../../webview/text/roundedShares.ts';

describe('shares', () => {
  it('add up to all of it', () => {
    assert.deepEqual(roundedShares([1n, 1n, 1n]), [334, 333, 333]);
  });

  it('are signed, and each rounded on its own, where something was taken away', () => {
    assert.deepEqual(roundedShares([700n, 400n, -100n]), [700, 400, -100]);
    assert.deepEqual(roundedShares([200_000n, 100_000n, -3n]), [667, 333, 0]);
  });

  it('are none of nothing, and none of less', () => {
    assert.equal(roundedShares([]), null);
    assert.equal(roundedShares([0n, 0n]), null);
    assert.equal(roundedShares([5n, -5n]), null);
    assert.equal(roundedShares([5n, -9n]), null);
  });
});
