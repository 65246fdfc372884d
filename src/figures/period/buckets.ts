import type { Unit } from '../../shared/choice.ts';
import type { Calendar } from '../../time/calendar.ts';
import { HOUR, MINUTE, type Span } from '../../time/utc.ts';

/**
 * Boundaries of a span's buckets, both of its ends included. Weeks begin on Monday; the outermost buckets may be cut
 * off, as is the bucket in which the kept history begins: that has its own sum, whatever the unit.
 */
export function bucketBoundaries({ start, end }: Span, unit: Unit, calendar: Calendar): number[] {
  const boundaries = [start];
  let at = start;
  while (at < end) {
    const kept = at < calendar.keptFrom ? calendar.keptFrom : end;
    at = Math.min(next(at, unit, calendar), kept, end);
    boundaries.push(at);
  }
  return boundaries;
}

/**
 * True where a bucket holds only a part of its day, week or month, or a running one begins late. Also a day that
 * begins by UTC and ends by the zone: beside others it would look like a quieter or a busier day.
 */
export function isPartialBucket({ start, end }: Span, unit: Unit, isRunning: boolean, calendar: Calendar): boolean {
  if (unit === 'minute' || unit === 'hour') return false;
  const day = calendar.dayOf(start);
  if (unit === 'day' && calendar.isSeam(day)) return true;
  const first = { day, week: day - calendar.weekday(day), month: calendar.monthOf(day) }[unit];
  return calendar.startOf(first) < start || (!isRunning && end < next(start, unit, calendar));
}

function next(at: number, unit: Unit, calendar: Calendar): number {
  if (unit === 'minute') return at + MINUTE;
  if (unit === 'hour') return Math.floor(at / HOUR) * HOUR + HOUR;
  const day = calendar.dayOf(at);
  if (unit === 'day') return calendar.startOf(day + 1);
  if (unit === 'week') return calendar.startOf(day + 7 - calendar.weekday(day));
  return calendar.startOf(calendar.monthOf(day, 1));
}
