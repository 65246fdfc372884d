import { HOUR, type Span, startOfUtcDay } from '../../../src/time/utc.ts';
import type { Forecast, Forecaster } from './forecaster.ts';
import { endOf, type Spend, spentIn, sum } from './spend.ts';

/** Amount of an hour to come, by its start. */
type Ahead = (start: number) => number;

const WEEK_HOURS = 7 * 24;
const PAST_WEEKS = 4;

/** What the period spent so far, per hour, goes on to its end. A history that begins within the period is all of it. */
export const RUN_RATE: Forecaster = byHours('run rate', (spend, period) => {
  const elapsed: Span = { start: Math.max(period.start, spend.start), end: endOf(spend) };
  const rate = spentIn(spend, elapsed) / ((elapsed.end - elapsed.start) / HOUR);
  return () => rate;
});

/**
 * Each hour to come is the mean of the same hour of the same weekday in the last four weeks, or in those that there are;
 * one that the history does not have yet is the mean of all hours there are of these weeks.
 */
export const SEASONAL_NAIVE: Forecaster = byHours('seasonal naive', (spend) => {
  const past = spend.hours.subarray(-PAST_WEEKS * WEEK_HOURS);
  const now = endOf(spend);
  const mean = sum(past) / past.length;
  const sums = new Float64Array(WEEK_HOURS);
  const counts = new Float64Array(WEEK_HOURS);
  const slotOf = (start: number) => (start / HOUR) % WEEK_HOURS;
  for (const [index, amount] of past.entries()) {
    const slot = slotOf(now - (past.length - index) * HOUR);
    sums[slot] = (sums[slot] ?? 0) + amount;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return (start) => {
    const slot = slotOf(start);
    const count = counts[slot] ?? 0;
    return count === 0 ? mean : (sums[slot] ?? 0) / count;
  };
});

/** A forecaster that has an amount for each hour to come, and adds them up. */
function byHours(name: string, aheadOf: (spend: Spend, period: Span) => Ahead): Forecaster {
  return {
    name,
    forecast(spend, period, budget): Forecast {
      const now = endOf(spend);
      const ahead = aheadOf(spend, period);
      let total = spentIn(spend, { start: period.start, end: now });
      let passesOn: number | null = null;
      for (let start = now; start < period.end; start += HOUR) {
        total += ahead(start);
        if (budget !== undefined && total >= budget) passesOn ??= startOfUtcDay(start);
      }
      return { middle: Math.round(total), ...(budget !== undefined && { passesOn }) };
    },
  };
}
