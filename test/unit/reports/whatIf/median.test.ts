import assert from 'node:assert/strict';
import { median } from '../../../../src/reports/whatIf/median.ts';

describe('a median', () => {
  it('is the one in the middle', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([3]), 3);
  });

  it('is half-way between the two in the middle', () => {
    assert.equal(median([4, 1, 2, 100]), 3);
  });

  it('is none of nothing', () => {
    assert.equal(median([]), null);
  });
});
