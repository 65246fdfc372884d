import assert from 'node:assert/strict';
import { nextInGroup } from '../../../../webview/widgets/roving.ts';

describe('nextInGroup', () => {
  it('nextInGroup steps and stops at the ends', () => {
    assert.equal(nextInGroup('ArrowDown', 0, 3, false), 1);
    assert.equal(nextInGroup('ArrowUp', 0, 3, false), 0);
    assert.equal(nextInGroup('ArrowRight', 2, 3, false), 2);
    assert.equal(nextInGroup('End', 0, 3, false), 2);
    assert.equal(nextInGroup('Home', 2, 3, false), 0);
  });

  it('nextInGroup wraps around in a group of radio buttons', () => {
    assert.equal(nextInGroup('ArrowRight', 2, 3, true), 0);
    assert.equal(nextInGroup('ArrowLeft', 0, 3, true), 2);
  });

  it('nextInGroup is null for other keys and empty groups', () => {
    assert.equal(nextInGroup('a', 0, 3, false), null);
    assert.equal(nextInGroup('ArrowDown', 0, 0, true), null);
  });
});
