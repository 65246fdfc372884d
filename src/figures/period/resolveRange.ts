import type { NamedRange, Range, Unit } from '../../shared/choice.ts';
import { isMonth, type NumberedDays, namedDays } from '../../shared/namedDays.ts';
import type { Calendar } from '../../time/calendar.ts';
import { DAY, HOUR, MINUTE, type Span, utcDayStart } from '../../time/utc.ts';

/** As far from today as a range may reach, days. */
const FARTHEST = 731;
/** A span so many days earlier has the same weekdays. */
const WEEK = 7;

/**
 * Span of a range on a calendar, and its previous period:
 * - a month has the month before, up to the same day of it while it runs;
 * - today and yesterday have the day before;
 * - any other n days have the same days earlier by the smallest multiple of 7 that is at least n, so that each weekday is
 *   compared with its like: 7 days earlier by 7, 30 by 35, 90 by 91;
 * - hours and minutes follow the same rule: an hour has the same hour of the same weekday a week before.
 */
export interface ResolvedRange extends Span {
  /** The same moment of the previous period; of a day that it does not have, such as September 31, its end. */
  previous(instant: number): number;
  /** End of the previous period, ms. A longer month before ends later than the same day of it. */
  readonly previousEnd: number;
}

/**
 * Turns a range that was chosen into instants of a calendar. `name` is that of days which were a named range when they were
 * chosen, as those of a report are: they keep its previous period.
 */
export function resolveRange(range: Range, calendar: Calendar, name: NamedRange | null = null): ResolvedRange {
  switch (range.type) {
    case 'instants':
      return instants(range.start, range.end, calendar);
    case 'days': {
      const days = [dayNumber(range.from, calendar), dayNumber(range.to, calendar)];
      return resolveDays({ first: Math.min(...days), last: Math.max(...days) }, name, calendar);
    }
    case 'since': {
      const { today } = calendar;
      return resolveDays({ first: Math.min(dayNumber(range.from, calendar), today), last: today }, null, calendar);
    }
    default:
      return resolveDays(namedDays(range.type, calendar.today), range.type, calendar);
  }
}

function resolveDays(days: NumberedDays, name: NamedRange | null, calendar: Calendar): ResolvedRange {
  if (name === 'thisMonth' || name === 'lastMonth' || isMonth(days)) return daysOfMonth(days, calendar);
  return daysOf(days, name === 'today' || name === 'yesterday' ? 1 : WEEK, calendar);
}

/**
 * Days; before them, the same days earlier by a multiple of `step`, cut at the same times of the clock. Days that are
 * longer than as many others, because they begin by UTC and end by the zone, are no part of what is before them.
 */
function daysOf({ first, last }: NumberedDays, step: number, calendar: Calendar): ResolvedRange {
  const [start, end] = [calendar.startOf(first), calendar.startOf(last + 1)];
  let days = Math.ceil((last - first + 1) / step) * step;
  while (calendar.daysEarlier(end, days) > start) days += step;
  const previous = (instant: number) => calendar.daysEarlier(instant, days);
  return { start, end, previous, previousEnd: previous(end) };
}

/**
 * Days of a month from its first one on; before them, those of the month before by their dates. A shorter month before has
 * ended by then, and all of a longer one is before all of this one. It ends as this one does, at a midnight of the zone or
 * of UTC.
 */
function daysOfMonth(days: NumberedDays, calendar: Calendar): ResolvedRange {
  const { first, last } = days;
  const [start, end] = [calendar.startOf(first), calendar.startOf(last + 1)];
  const endOfBefore = Math.min(calendar.daysEarlier(end, last + 1 - first), start);
  const length = first - calendar.monthOf(first, -1);
  const previous = (instant: number) => Math.min(calendar.daysEarlier(instant, length), endOfBefore);
  return { start, end, previous, previousEnd: isMonth(days) ? endOfBefore : previous(end) };
}

/** Whole minutes; before them, as many, from the same time of the same weekday on. */
function instants(one: number, other: number, calendar: Calendar): ResolvedRange {
  const earliest = calendar.startOf(calendar.today - FARTHEST);
  const from = Math.max(Math.floor(Math.min(one, other) / MINUTE) * MINUTE, earliest);
  const latest = calendar.startOf(calendar.today + FARTHEST);
  const end = Math.min(Math.max(Math.ceil(Math.max(one, other) / MINUTE) * MINUTE, from + MINUTE), latest);
  const start = Math.min(from, latest - HOUR);
  let days = Math.ceil((end - start) / (WEEK * DAY)) * WEEK;
  while (calendar.daysEarlier(start, days) + end - start > start) days += WEEK;
  const begin = calendar.daysEarlier(start, days);
  // By time that has passed, not by the clock: an hour that clocks show twice would have none before it.
  return { start, end, previous: (instant) => instant - start + begin, previousEnd: end - start + begin };
}

/** Number of a day `YYYY-MM-DD`; today's for a date that does not exist. */
function dayNumber(day: string, { today }: Calendar): number {
  const start = utcDayStart(day);
  const number = Number.isNaN(start) ? today : start / DAY;
  return Math.min(Math.max(number, today - FARTHEST), today + FARTHEST);
}

/**
 * A span whose ends buckets can show exactly: days of the calendar, hours, or minutes, where these are there to cut an hour
 * at an instant (ms).
 */
export function snapToBuckets(
  span: Span,
  unit: Unit,
  calendar: Calendar,
  canCutAt: (instant: number) => boolean = () => false,
): Span {
  // Not the span itself, which may have more to it than can be sent.
  if (unit === 'minute') return { start: span.start, end: span.end };
  const isExact = (at: number) => calendar.startOf(calendar.dayOf(at)) === at || canCutAt(at);
  const start = isExact(span.start) ? span.start : Math.floor(span.start / HOUR) * HOUR;
  const end = isExact(span.end) ? span.end : Math.ceil(span.end / HOUR) * HOUR;
  return { start, end };
}
