import assert from 'node:assert/strict';
import { leadsTo } from '../../../../../webview/charts/interact/wayToAction.ts';

const BOX = { left: 200, right: 300, top: 100, bottom: 120, x: 200, y: 100, width: 100, height: 20 };
const FROM = { x: 100, y: 300 };

describe('leadsTo', () => {
  it('leadsTo is true on the straight way to a box, and in it', () => {
    for (const to of [
      { x: 130, y: 250 },
      { x: 200, y: 120 },
      { x: 250, y: 110 },
    ])
      assert.equal(leadsTo(FROM, to, BOX), true, JSON.stringify(to));
  });

  it('leadsTo is false beside the way, away from the box, and beyond it', () => {
    for (const to of [
      { x: 130, y: 300 },
      { x: 90, y: 320 },
      { x: 70, y: 250 },
      { x: 400, y: -300 },
    ])
      assert.equal(leadsTo(FROM, to, BOX), false, JSON.stringify(to));
  });
});
