/** Periods of budgets: UTC days, weeks from Monday on, and months. Instants in ms. */
import { DAY, firstOfMonth, type Span, startOfUtcDay, weekdayOf } from '../time/utc.ts';
import type { BudgetPeriod } from './budget.ts';

/** The period that an instant is in. */
export function periodAt(period: BudgetPeriod, instant: number): Span {
  const start = startOfUtcDay(instant);
  const day = start / DAY;
  switch (period) {
    case 'day':
      return { start, end: start + DAY };
    case 'week': {
      const monday = start - weekdayOf(day) * DAY;
      return { start: monday, end: monday + 7 * DAY };
    }
    case 'month':
      return { start: firstOfMonth(day) * DAY, end: firstOfMonth(day, 1) * DAY };
  }
}

/** So many whole periods before the one that an instant is in, the newest first. */
export function periodsBefore(period: BudgetPeriod, instant: number, count: number): Span[] {
  const spans: Span[] = [];
  for (let { start } = periodAt(period, instant); spans.length < count; ) {
    const span = periodAt(period, start - DAY);
    spans.push(span);
    start = span.start;
  }
  return spans;
}

/** Starts of the UTC days of a period. */
export function daysOfPeriod({ start, end }: Span): number[] {
  return Array.from({ length: (end - start) / DAY }, (_, index) => start + index * DAY);
}
