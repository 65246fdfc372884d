import assert from 'node:assert/strict';
import { thousandths } from '../../../../webview/text/roundedShares.ts';

describe('shares', () => {
  it('add up to all of it', () => {
    assert.deepEqual(thousandths([1n, 1n, 1n]), [334, 333, 333]);
  });

  it('are signed, and each rounded on its own, where something was taken away', () => {
    assert.deepEqual(thousandths([700n, 400n, -100n]), [700, 400, -100]);
    assert.deepEqual(thousandths([200_000n, 100_000n, -3n]), [667, 333, 0]);
  });

  it('are none of nothing, and none of less', () => {
    assert.equal(thousandths([]), null);
    assert.equal(thousandths([0n, 0n]), null);
    assert.equal(thousandths([5n, -5n]), null);
    assert.equal(thousandths([5n, -9n]), null);
  });
});
