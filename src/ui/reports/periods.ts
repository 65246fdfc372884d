import { DAY, startOfUtcMonth, utcDay, utcDayStart } from '../../time/utc.ts';
import { dayIn } from '../../time/zone.ts';

/** Days of a zone `YYYY-MM-DD`, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface NamedDays extends Days {
  readonly name: string;
}

/** The periods that are offered for a report, as days of a zone (IANA name). `now` in ms. */
export function periodsAt(now: number, zone: string): NamedDays[] {
  // Counted as if the zone's days were UTC's: dates can be counted without a zone.
  const today = Date.parse(dayIn(now, zone));
  const date = (ago: number) => utcDay(today - ago * DAY);
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  const month = startOfUtcMonth(today);
  return [
    { name: 'Today', from: date(0), to: date(0) },
    { name: 'Yesterday', from: date(1), to: date(1) },
    { name: 'This week', from: date(sinceMonday), to: date(0) },
    { name: 'This month', from: utcDay(month), to: date(0) },
    { name: 'Last month', from: utcDay(startOfUtcMonth(month - DAY)), to: utcDay(month - DAY) },
    { name: 'Last 30 days', from: date(29), to: date(0) },
  ];
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
  if (!isDay(text)) return `Write a day like ${to}.`;
  if (text >= from && text <= to) return null;
  return from === to ? `Only ${from} can be picked.` : `Pick a day from ${from} to ${to}.`;
}
