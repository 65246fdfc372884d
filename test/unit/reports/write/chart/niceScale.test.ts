import assert from 'node:assert/strict';
import fc from 'fast-check';
import { niceScale } from '../../../../../src/reports/write/chart/niceScale.ts';

describe('niceScale', () => {
  for (const [values, ticks] of [
    [[], [0, 0.25, 0.5, 0.75, 1]],
    [[0], [0, 0.25, 0.5, 0.75, 1]],
    [
      [3, 97],
      [0, 25, 50, 75, 100],
    ],
    [[0.7], [0, 0.2, 0.4, 0.6, 0.8]],
    [[1234.56], [0, 500, 1000, 1500]],
    [
      [-30, 90],
      [-50, 0, 50, 100],
    ],
    [[-8], [-8, -6, -4, -2, 0]],
  ] as const) {
    it(`niceScale has round steps around zero and ${values.join(' and ') || 'nothing'}`, () => {
      assert.deepEqual(niceScale(values), { min: ticks[0], max: ticks.at(-1), ticks });
    });
  }

  it('niceScale holds all values, and has a few steps, whatever the values are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true })), (all) => {
        const values = all.filter((value) => Math.abs(value) > 1e-6);
        const { min, max, ticks } = niceScale(values);
        const room = 1e-6 * (max - min);
        assert.ok(values.every((value) => value >= min - room && value <= max + room));
        assert.ok(ticks.length >= 3 && ticks.length <= 8, ticks.join());
        assert.ok(ticks.includes(0));
      }),
    );
  });
});
