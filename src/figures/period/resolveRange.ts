import type { NamedRange, Range, Unit } from '../../shared/choice.ts';
import type { Calendar } from '../../time/calendar.ts';
import { DAY, HOUR, MINUTE, type Span, utcDayStart } from '../../time/utc.ts';

/** As far from today as a range may reach, days. */
const FARTHEST = 731;

/** Span of a range on a calendar, and its previous period. */
export interface ResolvedRange extends Span {
  /** The same moment of the period before: of the days before, of the month before. */
  previous(instant: number): number;
}

/** Turns a range that was chosen into instants of a calendar. */
export function resolveRange(range: Range, calendar: Calendar): ResolvedRange {
  if (range.type === 'instants') return instants(range.start, range.end, calendar);
  if (range.type === 'days') {
    const days = [dayNumber(range.from, calendar), dayNumber(range.to, calendar)];
    return daysOf(Math.min(...days), Math.max(...days), calendar);
  }
  return named(range.type, calendar);
}

function named(range: NamedRange, calendar: Calendar): ResolvedRange {
  const { today } = calendar;
  switch (range) {
    case 'today':
      return daysOf(today, today, calendar);
    case 'yesterday':
      return daysOf(today - 1, today - 1, calendar);
    case 'last7':
      return daysOf(today - 6, today, calendar);
    case 'last30':
      return daysOf(today - 29, today, calendar);
    case 'last90':
      return daysOf(today - 89, today, calendar);
    case 'thisMonth':
      return month(0, calendar);
    case 'lastMonth':
      return month(-1, calendar);
  }
}

/**
 * Days, both inclusive; before them, as many days, cut at the same times of the clock. Days that are longer than as
 * many others, because they begin by UTC and end by the zone, are no part of what is before them.
 */
function daysOf(first: number, last: number, calendar: Calendar): ResolvedRange {
  const [start, end] = [calendar.startOf(first), calendar.startOf(last + 1)];
  const count = last - first + 1;
  const shift = calendar.daysEarlier(end, count) > start ? count + 1 : count;
  return { start, end, previous: (instant) => calendar.daysEarlier(instant, shift) };
}

/**
 * A month; before it, the month before, up to the same day: a shorter one has ended by then, and all of a longer one is
 * before all of it. It ends as this one does, at a midnight of the zone or of UTC.
 */
function month(later: number, calendar: Calendar): ResolvedRange {
  const first = calendar.monthOf(calendar.today, later);
  const next = calendar.monthOf(calendar.today, later + 1);
  const [start, end] = [calendar.startOf(first), calendar.startOf(next)];
  const endOfBefore = Math.min(calendar.daysEarlier(end, next - first), start);
  const before = (instant: number) =>
    instant >= end
      ? endOfBefore
      : Math.min(calendar.daysEarlier(instant, first - calendar.monthOf(first, -1)), endOfBefore);
  return { start, end, previous: before };
}

/** Whole minutes; before them, as many. */
function instants(start: number, end: number, calendar: Calendar): ResolvedRange {
  const earliest = calendar.startOf(calendar.today - FARTHEST);
  const from = Math.max(Math.floor(Math.min(start, end) / MINUTE) * MINUTE, earliest);
  const latest = calendar.startOf(calendar.today + FARTHEST);
  const to = Math.min(Math.max(Math.ceil(Math.max(start, end) / MINUTE) * MINUTE, from + MINUTE), latest);
  return { start: Math.min(from, latest - HOUR), end: to, previous: (instant) => instant - (to - from) };
}

/** Number of a day `YYYY-MM-DD`; today's for a date that does not exist. */
function dayNumber(day: string, { today }: Calendar): number {
  const start = utcDayStart(day);
  const number = Number.isNaN(start) ? today : start / DAY;
  return Math.min(Math.max(number, today - FARTHEST), today + FARTHEST);
}

/** A span whose ends buckets can show exactly: minutes, hours, or days of the calendar. */
export function snapToBuckets(span: Span, unit: Unit, calendar: Calendar): Span {
  // Not the span itself, which may have more to it than can be sent.
  if (unit === 'minute') return { start: span.start, end: span.end };
  const isDay = (at: number) => calendar.startOf(calendar.dayOf(at)) === at;
  const start = isDay(span.start) ? span.start : Math.floor(span.start / HOUR) * HOUR;
  const end = isDay(span.end) ? span.end : Math.ceil(span.end / HOUR) * HOUR;
  return { start, end };
}
