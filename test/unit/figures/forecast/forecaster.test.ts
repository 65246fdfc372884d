import assert from 'node:assert/strict';
import { Forecaster, type SpendHistory } from '../../../../src/figures/forecast/forecaster.ts';
import { DAY, HOUR, type Span, weekdayOf } from '../../../../src/time/utc.ts';

/** A Tuesday. */
const JULY: Span = { start: Date.UTC(2025, 6, 1), end: Date.UTC(2025, 7, 1) };

/** A history from a day to a moment, an amount for each hour. */
function history(start: number, now: number, amountAt: (hour: number) => number, billedDays?: number): SpendHistory {
  const amounts = Float64Array.from({ length: Math.ceil((now - start) / HOUR) }, (_, index) =>
    amountAt(start + index * HOUR),
  );
  const closed = Math.floor((now - start) / DAY);
  return {
    start,
    days: Float64Array.from({ length: closed }, (_, day) =>
      amounts.subarray(day * 24, (day + 1) * 24).reduce((sum, amount) => sum + amount, 0),
    ),
    hours: amounts,
    hoursStart: start,
    now,
    billedDays: billedDays ?? closed,
  };
}

const isWeekend = (at: number) => weekdayOf(Math.floor(at / DAY)) > 4;

describe('Forecaster', () => {
  it('Forecaster forecasts a month of even days exactly', () => {
    const forecaster = new Forecaster(history(JULY.start - 40 * DAY, JULY.start + 9.5 * DAY, () => 10));
    assert.equal(Math.round(forecaster.total(JULY)?.middle ?? 0), 31 * 240);
  });

  it('Forecaster knows weekends', () => {
    const known = history(JULY.start - 40 * DAY, JULY.start + 9 * DAY, (at) => (isWeekend(at) ? 1 : 10));
    // July 2025 has 23 weekdays and 8 days of weekends.
    assert.equal(Math.round(new Forecaster(known).total(JULY)?.middle ?? 0), 24 * (23 * 10 + 8));
  });

  it('Forecaster claims no range with 13 billed days: it is a run rate of the period, or of seven days', () => {
    const start = JULY.start - 10 * DAY;
    const amountAt = (at: number) => (at < JULY.start ? 10 : 20);
    const late = new Forecaster(history(start, JULY.start + 10.5 * DAY, amountAt, 13));
    assert.deepEqual(late.total(JULY), { middle: 31 * 24 * 20, range: null });
    const early = new Forecaster(history(start, JULY.start + 0.5 * DAY, amountAt, 10));
    const rate = (7 * 240 + 240) / 7.5;
    assert.equal(Math.round(early.total(JULY)?.middle ?? 0), 240 + 30.5 * rate);
  });

  it('Forecaster forecasts nothing of an empty history', () => {
    const forecaster = new Forecaster(history(JULY.start, JULY.start, () => 0));
    assert.equal(forecaster.total(JULY), null);
    assert.equal(forecaster.passing(JULY, 1), null);
    assert.equal(forecaster.runsOut(1, JULY.end), null);
  });

  it('Forecaster names the day on which an amount is reached, and null where it holds', () => {
    const forecaster = new Forecaster(history(JULY.start - 42 * DAY, JULY.start + 2.5 * DAY, () => 10));
    assert.equal(forecaster.passing(JULY, 4.5 * 240)?.on, JULY.start + 4 * DAY);
    assert.equal(forecaster.passing(JULY, 32 * 240)?.on, null);
    assert.equal(forecaster.runsOut(60 * 240, JULY.start + 365 * DAY)?.on, JULY.start + 62 * DAY);
  });
});
