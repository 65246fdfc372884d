/**
 * What to ask for next. Everything that can still change is due about hourly; what is settled is never asked for again; the
 * newest comes first. First run and steady state are the same plan: at first, everything is due.
 */
import type { Bill } from '../ledger/billTable.ts';
import type { BucketReading } from '../ledger/usageTable.ts';
import { covers, type Splits } from '../spend/kind.ts';
import { DAY, HOUR, MINUTE, startOfUtcDay } from '../spend/time.ts';
import { isSettled } from '../spend/wholeDays.ts';

/** A closed hour is read again until it was read this long after its end: late data come in until then. */
const HOUR_SETTLES = 4 * HOUR;
/** "About hourly": a little less, so that a poll that comes early does not wait for the next. */
export const HOURLY = 55 * MINUTE;
/** How wrong a clock may be that says that a day has ended. */
const DAY_ENDS = 10 * MINUTE;
/** Days of a bill, and hours and minutes of usage, that one request may ask for. */
export const MOST_DAYS = 31;
export const MOST_HOURS = 168;
export const MOST_MINUTES = 1440;

/** Minutes that are read again for late data, where their size allows. */
export const OVERLAP_MINUTES = 10;

/** A span to read. Instants in ms, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface HourSpan extends Span {
  readonly splits: Splits;
}

export interface HistoryState {
  readonly now: number;
  /** Starts of the hours that a midnight of the zone cuts, of today and of yesterday. */
  readonly cutHours: readonly number[];
  /** What is known of the minutes of those hours. */
  readonly cutMinutes: readonly BucketReading[];
  /** Start of the first UTC day that is kept. */
  readonly start: number;
  readonly hours: readonly BucketReading[];
  readonly bills: readonly Bill[];
  /** What usage of a UTC day has to be told apart by, by the start of the day. */
  readonly splitsOf: (dayStart: number) => Splits;
}

/**
 * Closed hours that are to be read, within a span if one is named, as contiguous spans of the same splits of at most `most`
 * hours, newest first.
 */
export function dueHours(
  { now, start, hours, splitsOf }: HistoryState,
  most: number,
  within: Span = { from: start, to: now },
): HourSpan[] {
  const readings = new Map(hours.map((reading) => [reading.start, reading]));
  const due: number[] = [];
  const newest = Math.floor(Math.min(now, within.to) / HOUR) * HOUR - HOUR;
  for (let hour = newest; hour >= Math.max(start, within.from); hour -= HOUR) {
    if (isHourDue(hour, readings.get(hour), splitsOf(startOfUtcDay(hour)), now)) due.push(hour);
  }
  return hourSpans(due, most, splitsOf);
}

/** Hours, given newest first by their starts, as contiguous spans of the same splits of at most `most` hours. */
export function hourSpans(starts: Iterable<number>, most: number, splitsOf: HistoryState['splitsOf']): HourSpan[] {
  const spans: { from: number; to: number; splits: Splits }[] = [];
  const size = Math.min(most, MOST_HOURS) * HOUR;
  for (const hour of starts) {
    const splits = splitsOf(startOfUtcDay(hour));
    const last = spans.at(-1);
    if (last && last.from === hour + HOUR && last.to - hour <= size && sameSplits(last.splits, splits))
      last.from = hour;
    else spans.push({ from: hour, to: hour + HOUR, splits });
  }
  return spans;
}

function isHourDue(hour: number, reading: BucketReading | undefined, splits: Splits, now: number): boolean {
  if (!reading || reading.readAt > now) return true;
  if (reading.shown && reading.tokens > 0 && !covers(reading.splits, splits)) return true;
  return reading.readAt < hour + HOUR + HOUR_SETTLES && now - reading.readAt >= HOURLY;
}

function sameSplits(a: Splits, b: Splits): boolean {
  return a.geo === b.geo && a.fast === b.fast;
}

/**
 * Days whose bills are to be read, newest first. The Cost API has no today, and a range that it would shrink to nothing is a
 * 400: yesterday is asked for once it has ended by every clock that is about right.
 */
export function dueBills({ now, start, bills }: HistoryState, most: number): Span[] {
  const readings = new Map(bills.map((bill) => [bill.start, bill]));
  const spans: { from: number; to: number }[] = [];
  const size = Math.min(Math.max(most, 1), MOST_DAYS) * DAY;
  for (let day = startOfUtcDay(now - DAY_ENDS) - DAY; day >= start; day -= DAY) {
    const bill = readings.get(day);
    if (bill && bill.readAt <= now && (isSettled(day, bill) || now - bill.readAt < HOURLY)) continue;
    const last = spans.at(-1);
    if (last && last.to - day <= size) last.from = day;
    else spans.push({ from: day, to: day + DAY });
  }
  return spans;
}

/**
 * Minutes of the hours that a midnight of the zone cuts, as spans of at most `most` minutes, oldest first: those that are
 * missing, and all of an hour that has been found to hold more since, for late data.
 */
export function dueMinutes({ now, cutHours, cutMinutes, hours }: HistoryState, most: number): Span[] {
  const known = new Map(cutMinutes.map((reading) => [reading.start, reading]));
  const spans: { from: number; to: number }[] = [];
  for (const hour of cutHours) {
    if (hour + HOUR > now) continue;
    const minutes = Array.from({ length: HOUR / MINUTE }, (_, index) => hour + index * MINUTE);
    const tokens = minutes.reduce((sum, start) => sum + (known.get(start)?.tokens ?? 0), 0);
    const isShort = tokens < (hours.find(({ start }) => start === hour)?.tokens ?? 0);
    for (const start of minutes) {
      const reading = known.get(start);
      if (reading && !(isShort && Math.abs(now - reading.readAt) >= HOURLY)) continue;
      const last = spans.at(-1);
      if (last && last.to === start && start - last.from < most * MINUTE && start !== hour) last.to = start + MINUTE;
      else spans.push({ from: start, to: start + MINUTE });
    }
  }
  return spans;
}

/**
 * The tail of today's minutes: from the newest that was read, less an overlap for late data, to the running minute, and
 * never from before `oldest`.
 */
export function tailOf(now: number, readTo: number, overlapMinutes: number, oldest: number): Span {
  const to = Math.floor(now / MINUTE) * MINUTE + MINUTE;
  const from = Math.max(readTo - overlapMinutes * MINUTE, oldest);
  return { from: Math.min(from, to - MINUTE), to };
}

/** Usage "typically appears within 5 minutes", at times later: the newest minutes with data lie this much further back. */
const LAG = 10 * MINUTE;

/**
 * Where the minutes have to begin: an hour that is still open, or has just closed and is not shown yet, is told by its
 * minutes alone, and the burn rate wants sixty of them that have data.
 */
export function minutesFrom(now: number, hours: readonly BucketReading[]): number {
  const running = Math.floor(now / HOUR) * HOUR;
  const shown = hours.some((reading) => reading.shown && reading.start === running - HOUR);
  return Math.min(shown ? running : running - HOUR, Math.floor(now / MINUTE) * MINUTE - HOUR - LAG);
}
