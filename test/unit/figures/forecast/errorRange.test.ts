import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { errorOf, factorOf, rangeOfErrors } from '../../../../src/figures/forecast/errorRange.ts';

const WEEK = { length: 7, deviation: 0.3 };
const sorted = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { maxLength: 100 });

describe('rangeOfErrors', () => {
  it('rangeOfErrors leaves a tenth below and a tenth above, less what few errors cannot tell', () => {
    const errors = Float64Array.from({ length: 99 }, (_, index) => (index - 49) / 100);
    // Of 99 the tenth from either end: what a hundredth is above or below with one in ten.
    assert.deepEqual(rangeOfErrors(errors, 99, WEEK), { low: -0.4, high: 0.4 });
    const ten = Float64Array.from([-0.5, -0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4, 0.5]);
    assert.deepEqual(rangeOfErrors(ten, 10, WEEK), { low: -0.5, high: 0.5 });
  });

  it('rangeOfErrors is that of other organizations where there is none, as wide as the scope’s own days are', () => {
    const calm = rangeOfErrors(new Float64Array(), 0, { length: 7, deviation: 0.1 });
    const lively = rangeOfErrors(new Float64Array(), 0, { length: 7, deviation: 0.3 });
    assert.ok(calm.low < 0 && calm.high > 0);
    assert.ok(Math.abs(lively.low - 3 * calm.low) < 1e-9 && Math.abs(lively.high - 3 * calm.high) < 1e-9);
  });

  it('rangeOfErrors is wider for a day than for a month, in parts of what is forecast', () => {
    const [day, month] = [1, 28].map((length) => rangeOfErrors(new Float64Array(), 0, { length, deviation: 0.3 }));
    assert.ok(day && month && day.low < month.low && day.high > month.high);
  });

  it('rangeOfErrors is never made narrower by other organizations, and contains the forecast', () => {
    void fc.assert(
      fc.property(sorted, fc.double({ min: 0, max: 8, noNaN: true }), (values, independent) => {
        const errors = Float64Array.from(values).sort();
        const own = rangeOfErrors(errors, 8, WEEK);
        const mixed = rangeOfErrors(errors, independent, WEEK);
        assert.ok(mixed.low <= own.low && mixed.high >= own.high);
        assert.ok(own.low <= 0 && own.high >= 0);
      }),
    );
  });
});

describe('errors of forecasts', () => {
  it('factorOf gives back what came, and nothing where nothing or less came', () => {
    assert.ok(Math.abs(factorOf(errorOf(30, 20)) - 1.5) < 1e-12);
    assert.equal(factorOf(errorOf(0, 20)), 0);
    assert.equal(factorOf(errorOf(-5, 20)), 0);
  });
});
