import { NAMED_RANGES, type NamedRange } from '../../shared/choice.ts';
import { namedDays } from '../../shared/namedDays.ts';
import { DAY, startOfUtcMonth, utcDay, utcDayStart } from '../../time/utc.ts';
import { dayIn } from '../../time/zone.ts';

/** Days of a zone `YYYY-MM-DD`, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface PickedDays extends Days {
  /** Left out of days that have no name. */
  readonly range?: NamedRange;
}

/** The named ranges as days of a zone (IANA name) that have begun. `now` in ms. */
export function periodsAt(now: number, zone: string): Required<PickedDays>[] {
  // Counted as if the zone's days were UTC's: dates can be counted without a zone.
  const today = Date.parse(dayIn(now, zone)) / DAY;
  return NAMED_RANGES.map((range) => {
    const { first, last } = namedDays(range, today);
    return { range, from: utcDay(first * DAY), to: utcDay(Math.min(last, today) * DAY) };
  });
}

/** The days that are kept and have begun, of a zone (IANA name). `now` in ms. */
export function keptAt(now: number, zone: string, historyDays: number): Days {
  const today = Date.parse(dayIn(now, zone));
  return { from: utcDay(today - (historyDays - 1) * DAY), to: utcDay(today) };
}

/** Months of UTC days that are kept from their first day on, the running one first. `now` in ms. */
export function monthsAt(now: number, historyDays: number): Days[] {
  const months: Days[] = [];
  const oldest = utcDayStart(keptAt(now, 'UTC', historyDays).from);
  for (let start = startOfUtcMonth(now); start >= oldest; start = startOfUtcMonth(start - DAY)) {
    const next = startOfUtcMonth(start + 32 * DAY);
    months.push({ from: utcDay(start), to: utcDay(Math.min(next - DAY, now)) });
  }
  return months;
}

/** Returns true for a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(text) ? utcDayStart(text) : Number.NaN;
  return !Number.isNaN(start) && utcDay(start) === text;
}

/** One sentence on why a text is none of the days that can be picked; null where it is one. */
export function dayProblem(text: string, { from, to }: Days): string | null {
  if (!isDay(text)) return `Enter a day such as ${to}.`;
  if (text >= from && text <= to) return null;
  return from === to ? `Only ${from} is available.` : `Enter a day from ${from} to ${to}.`;
}
