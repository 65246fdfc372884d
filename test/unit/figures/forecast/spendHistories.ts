import type { SpendHistory } from '../../../../src/figures/forecast/forecaster.ts';
import { DAY, HOUR, weekdayOf } from '../../../../src/time/utc.ts';

const HOURS_OF_DAYS = 35;

/** A history from a midnight to a moment, an amount for each hour; the last hour is of its part. */
export function history(
  start: number,
  now: number,
  amountAt: (hour: number) => number,
  billedDays?: number,
): SpendHistory {
  const hours = Float64Array.from({ length: Math.ceil((now - start) / HOUR) }, (_, index) => {
    const hour = start + index * HOUR;
    return amountAt(hour) * Math.min(1, (now - hour) / HOUR);
  });
  const closed = Math.floor((now - start) / DAY);
  const firstHour = Math.max(0, closed - HOURS_OF_DAYS) * 24;
  return {
    start,
    days: Float64Array.from({ length: closed }, (_, day) =>
      hours.subarray(day * 24, (day + 1) * 24).reduce((sum, amount) => sum + amount, 0),
    ),
    hours: hours.subarray(firstHour),
    hoursStart: start + firstHour * HOUR,
    now,
    billedDays: billedDays ?? closed,
  };
}

export function isWeekend(at: number): boolean {
  return weekdayOf(Math.floor(at / DAY)) > 4;
}
