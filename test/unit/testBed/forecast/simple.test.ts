import assert from 'node:assert/strict';
import { DAY, HOUR, type Span } from '../../../../src/time/utc.ts';
import { RUN_RATE, SEASONAL_NAIVE } from '../../../bench/forecast/simple.ts';
import type { Spend } from '../../../bench/forecast/spend.ts';

/** A Monday. */
const MONDAY = Date.UTC(2025, 5, 2);
const JULY: Span = { start: Date.UTC(2025, 6, 1), end: Date.UTC(2025, 7, 1) };

function spend(start: number, end: number, amountAt: (start: number) => number): Spend {
  return {
    start,
    hours: Float64Array.from({ length: (end - start) / HOUR }, (_, index) => amountAt(start + index * HOUR)),
  };
}

const isWeekend = (start: number) => [0, 6].includes(new Date(start).getUTCDay());

describe('simple forecasters', () => {
  it('run rate forecasts what was spent over the elapsed share of the period', () => {
    const known = spend(MONDAY, JULY.start + 2.5 * DAY, (start) => (start < JULY.start ? 999 : 10));
    assert.deepEqual(RUN_RATE.forecast(known, JULY), { middle: 31 * 24 * 10 });
    const today = { start: JULY.start + 2 * DAY, end: JULY.start + 3 * DAY };
    assert.deepEqual(RUN_RATE.forecast(known, today), { middle: 240 });
  });

  it('run rate counts from the first day of the history where that is within the period', () => {
    const known = spend(JULY.start + 10 * DAY, JULY.start + 20 * DAY, () => 10);
    assert.deepEqual(RUN_RATE.forecast(known, JULY), { middle: 21 * 24 * 10 });
  });

  it('seasonal naive adds the hours to come as the same hours of the week were in the last four weeks', () => {
    const end = MONDAY + 28 * DAY + 12 * HOUR;
    // Weeks of 4, 8, 12, 16 and a begun one of 20: the newest four of the hours after noon are 4 to 16.
    const known = spend(MONDAY, end, (start) => 4 * (1 + Math.floor((start - MONDAY) / (7 * DAY))));
    const today = { start: MONDAY + 28 * DAY, end: MONDAY + 29 * DAY };
    assert.deepEqual(SEASONAL_NAIVE.forecast(known, today), { middle: 12 * 20 + 12 * 10 });
  });

  it('seasonal naive knows weekdays and weekends, and forgets what is older than four weeks', () => {
    const known = spend(MONDAY - 28 * DAY, JULY.start, (start) => {
      if (start < JULY.start - 28 * DAY) return 1_000;
      return isWeekend(start) ? 1 : 10;
    });
    // July 2025 has 23 weekdays and 8 days of weekends.
    assert.deepEqual(SEASONAL_NAIVE.forecast(known, JULY), { middle: 24 * (23 * 10 + 8) });
  });

  it('seasonal naive takes the mean of all hours for one that the history does not have yet', () => {
    const known = spend(MONDAY, MONDAY + DAY + 12 * HOUR, (start) => (start < MONDAY + DAY ? 4 : 10));
    const today = { start: MONDAY + DAY, end: MONDAY + 2 * DAY };
    assert.deepEqual(SEASONAL_NAIVE.forecast(known, today), { middle: 12 * 10 + 12 * 6 });
  });

  it('a simple forecaster names the day on which its own sum reaches the budget', () => {
    const known = spend(MONDAY, JULY.start + 2.5 * DAY, () => 10);
    for (const forecaster of [RUN_RATE, SEASONAL_NAIVE]) {
      // 240 a day: the fifth day ends at 1,200, and the 31st at 7,440.
      const passesOn = (budget: number) => forecaster.forecast(known, JULY, budget).passesOn;
      assert.equal(passesOn(1_200), JULY.start + 4 * DAY);
      assert.equal(passesOn(1_201), JULY.start + 5 * DAY);
      assert.equal(passesOn(7_440), JULY.start + 30 * DAY);
      assert.equal(passesOn(7_441), null);
    }
  });
});
