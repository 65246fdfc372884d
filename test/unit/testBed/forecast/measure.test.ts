import assert from 'node:assert/strict';
import { coverageOf, errorsOf, passingsCameTrue, passingsFound } from '../../../bench/forecast/measure.ts';
import type { TotalAnswer } from '../../../bench/forecast/walk.ts';

function answer(middle: number, truth: number, range?: { low: number; high: number }): TotalAnswer {
  return { of: 'month', from: 10, forecast: { middle, ...(range && { range }) }, truth };
}

describe('measure of forecasts', () => {
  it('errorsOf takes the median and the 90th percentile of errors as parts of the truth', () => {
    // Errors of 0, 1/64, 1/32, 1/16, 1/8, 1/4, 1/4, 3/8, 1/2 and 1, above and below: median of the fifth and sixth.
    const middles = [128, 48, 64, 63, 66, 68, 56, 80, 88, 32].map((middle) => answer(middle, 64));
    const errors = errorsOf(middles);
    assert.deepEqual(errors, { median: 0.1875, p90: 0.5, count: 10 });
  });

  it('errorsOf leaves totals of zero out', () => {
    assert.deepEqual(errorsOf([answer(5, 0), answer(150, 200)]), { median: 0.25, p90: 0.25, count: 1 });
  });

  it('coverageOf counts claimed ranges that hold the truth, ends included', () => {
    const range = { low: 90, high: 110 };
    const answers = [90, 110, 100, 89, 111].map((truth) => answer(100, truth, range));
    assert.deepEqual(coverageOf([...answers, answer(100, 100)]), { share: 3 / 5, count: 5 });
  });

  it('passingsFound counts true passing days at most ten days off that were forecast within two days', () => {
    const cases = [
      { truth: 10, forecast: 12 },
      { truth: 10, forecast: 7 },
      { truth: 3, forecast: null },
      { truth: 0, forecast: 0 },
      { truth: 11, forecast: 11 },
      { truth: null, forecast: 5 },
    ];
    assert.deepEqual(passingsFound(cases), { share: 2 / 4, count: 4 });
  });

  it('passingsCameTrue counts forecasts of at most ten days off that came true within two days', () => {
    const cases = [
      { truth: 12, forecast: 10 },
      { truth: 7, forecast: 10 },
      { truth: null, forecast: 3 },
      { truth: 4, forecast: null },
      { truth: 11, forecast: 11 },
    ];
    assert.deepEqual(passingsCameTrue(cases), { share: 1 / 3, count: 3 });
  });
});
