import type { Unit } from '../../shared/choice.ts';
import { HOUR, MINUTE, type Span } from '../../spend/time.ts';
import type { Calendar } from './calendar.ts';

/** Where a span is cut by a unit, both of its ends included. Weeks begin on Monday; the outermost buckets may be cut off. */
export function boundariesOf({ start, end }: Span, unit: Unit, calendar: Calendar): number[] {
  const boundaries = [start];
  let at = start;
  while (at < end) {
    at = Math.min(next(at, unit, calendar), end);
    boundaries.push(at);
  }
  return boundaries;
}

function next(at: number, unit: Unit, calendar: Calendar): number {
  if (unit === 'minute') return at + MINUTE;
  if (unit === 'hour') return Math.floor(at / HOUR) * HOUR + HOUR;
  const day = calendar.dayOf(at);
  if (unit === 'day') return calendar.startOf(day + 1);
  if (unit === 'week') return calendar.startOf(day + 7 - calendar.weekday(day));
  return calendar.startOf(calendar.monthOf(day, 1));
}
