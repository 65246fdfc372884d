import { DAY, startOfUtcMonth, utcDay, zoneDay } from '../spend/time.ts';

/** Days of a zone `YYYY-MM-DD`, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface NamedDays extends Days {
  readonly name: string;
}

const NOON = DAY / 2;

/** The periods that are offered for a report, as days of a zone (IANA name). `now` in ms. */
export function periodsAt(now: number, zone: string): NamedDays[] {
  // Counted as if the zone's days were UTC's: what is counted is dates, which know no zone.
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

/** The months that are kept, by UTC days, the running one first. */
export function monthsAt(now: number, historyDays: number): Days[] {
  const months: Days[] = [];
  const oldest = now - historyDays * DAY;
  for (let start = startOfUtcMonth(now); start >= oldest; start = startOfUtcMonth(start - DAY)) {
    const next = startOfUtcMonth(start + 32 * DAY);
    months.push({ from: utcDay(start), to: utcDay(Math.min(next - DAY, now)) });
  }
  return months;
}

/** Why a text is no day, in one sentence; null when it is one. */
export function dayProblem(text: string, { from, to }: Days): string | null {
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && utcDay(Date.parse(text)) === text;
  if (!isDay) return 'Write a day like 2026-11-22.';
  return text < from || text > to ? `Days from ${from} to ${to} are kept.` : null;
}

function dayIn(now: number, zone: string): string {
  const { start, end } = zoneDay(now, zone);
  const name = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return name.format(Math.min(start + NOON, end - 1));
}
