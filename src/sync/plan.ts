/**
 * Plans the next requests. Data that change by the hour are due about hourly; nothing is read for the last time: bills
 * of the last 31 days are due daily, and a day's hours once more where the API's own total of the day differs from
 * them. The newest comes first. First run and steady state are the same plan: at first, everything is due.
 */
import type { Bill } from '../ledger/billTable.ts';
import type { DayTotal } from '../ledger/dayTotalTable.ts';
import type { BucketReading } from '../ledger/usageTable.ts';
import { AGREEMENT, HOUR_REREAD_FOR, hasStoppedGrowing, isAgreed } from '../spend/finalBills.ts';
import { includes, type UsageDetail } from '../spend/kind.ts';
import { DAY, HOUR, MINUTE, startOfHour, startOfUtcDay } from '../time/utc.ts';

/** A change that is read after that may be an API in trouble: until this long after the hour, ms, a second reading has to agree. */
const HOUR_AGREES = 8 * HOUR;
/** An hour that is empty between hours that are not is doubted this long after its end; by then its day has a total. */
const EMPTY_HOUR_REREAD_FOR = DAY;
/** "About hourly": a little less, so that a poll that comes early does not wait for the next. */
export const HOURLY = 55 * MINUTE;
/** "Daily", so that a poll that comes early does not wait for the next. */
const DAILY = 23 * HOUR;
/** Bills are restated, and contradictions cleared up, this many days back. */
const RESTATED_FOR = 31 * DAY;
/** Error that a clock may have that says that a day has ended, ms. */
export const DAY_ENDS = 10 * MINUTE;
/** Days of a bill, and hours and minutes of usage, that one request may ask for. */
export const MOST_DAYS = 31;
export const MOST_HOURS = 168;
export const MOST_MINUTES = 1440;

/** Minutes that are read again for late data, where their size allows. */
export const OVERLAP_MINUTES = 10;

/** A span to read. Instants in ms, `to` exclusive. */
export interface FetchSpan {
  readonly from: number;
  readonly to: number;
}

export interface HourSpan extends FetchSpan {
  readonly detail: UsageDetail;
}

export interface HistoryState {
  readonly now: number;
  /** Starts of the hours that are cut, by a midnight of the zone or by a measurement. */
  readonly cutHours: readonly number[];
  /** Readings of the minutes of those hours. */
  readonly cutMinutes: readonly BucketReading[];
  /** Start of the first UTC day that is kept. */
  readonly start: number;
  readonly hours: readonly BucketReading[];
  readonly bills: readonly Bill[];
  /** Instants at which answers last left out the bill of a day, ms, by the start of the day: the bill that is held stays. */
  readonly billsLeftOut: ReadonlyMap<number, number>;
  /** The API's own totals of UTC days, by the start of the day. */
  readonly totals: ReadonlyMap<number, DayTotal>;
  /** Detail that usage of a UTC day needs, by the start of the day. */
  readonly detailOf: (dayStart: number) => UsageDetail;
}

/**
 * Closed hours that are to be read, within a span if one is named, as contiguous spans of the same detail of at most
 * `most` hours, newest first.
 */
export function dueHours(state: HistoryState, most: number, within?: FetchSpan): HourSpan[] {
  const { now, start, hours, detailOf } = state;
  const span = within ?? { from: start, to: now };
  const readings = new Map(hours.map((reading) => [reading.start, reading]));
  const isDoubted = doubtedHours(state);
  const due: number[] = [];
  const newest = startOfHour(Math.min(now, span.to)) - HOUR;
  for (let hour = newest; hour >= Math.max(start, span.from); hour -= HOUR) {
    const reading = readings.get(hour);
    if (isHourDue(hour, reading, detailOf(startOfUtcDay(hour)), now) || (reading && isDoubted(reading))) due.push(hour);
  }
  return hourSpans(due, most, detailOf);
}

/** Hours, given newest first by their starts, as contiguous spans of the same detail of at most `most` hours. */
export function hourSpans(starts: Iterable<number>, most: number, detailOf: HistoryState['detailOf']): HourSpan[] {
  const spans: { from: number; to: number; detail: UsageDetail }[] = [];
  const size = Math.min(most, MOST_HOURS) * HOUR;
  for (const hour of starts) {
    const detail = detailOf(startOfUtcDay(hour));
    const last = spans.at(-1);
    if (last && last.from === hour + HOUR && last.to - hour <= size && sameDetail(last.detail, detail))
      last.from = hour;
    else spans.push({ from: hour, to: hour + HOUR, detail });
  }
  return spans;
}

function isHourDue(hour: number, reading: BucketReading | undefined, detail: UsageDetail, now: number): boolean {
  if (!reading || reading.readAt > now) return true;
  if (reading.shown && reading.tokens > 0 && !includes(reading.detail, detail)) return true;
  const rereadFor = reading.changedAt === reading.readAt ? HOUR_AGREES : HOUR_REREAD_FOR;
  return reading.readAt < hour + HOUR + rereadFor && now - reading.readAt >= HOURLY;
}

/** Hours that were read late enough and are not believed: empty ones among others, and those of a day whose total differs. */
function doubtedHours(state: HistoryState): (reading: BucketReading) => boolean {
  const { now, hours } = state;
  const differs = differingHours(state);
  const used = hours.filter((reading) => reading.tokens > 0).map(({ start }) => start);
  const [first, last] = [used[0] ?? Number.POSITIVE_INFINITY, used.at(-1) ?? Number.NEGATIVE_INFINITY];
  const isGap = ({ start, readAt, tokens }: BucketReading) =>
    tokens === 0 && start > first && start < last && readAt < start + HOUR + EMPTY_HOUR_REREAD_FOR;
  const waited = hours.filter(isGap).reduce((most, gap) => Math.max(most, waitedFor(gap, now)), 0);
  // Where one is due, those that are half-way there come along: one request for a night rather than one for each hour.
  return (reading) => differs(reading) || (waited >= 1 && isGap(reading) && waitedFor(reading, now) >= 0.5);
}

/** Hours of days whose total, read later, is not what their hours add up to. */
function differingHours({ now, hours, totals }: HistoryState): (reading: BucketReading) => boolean {
  const tokens = tokensByDay(hours);
  return ({ start, readAt }) => {
    const day = startOfUtcDay(start);
    const total = totals.get(day);
    // One that a clock that was ahead has read is read again before anything is held against it.
    if (total === undefined || total.readAt > now) return false;
    return readAt < total.readAt && total.tokens !== (tokens.get(day) ?? total.tokens);
  };
}

/** Hours before an instant that are to be read once more, because their day's total differs; newest first. */
export function dueHoursAgain(state: HistoryState, most: number, before: number): HourSpan[] {
  const differs = differingHours(state);
  const due = state.hours.filter((reading) => reading.start < before && differs(reading)).map(({ start }) => start);
  return hourSpans(due.reverse(), most, state.detailOf);
}

/**
 * Share of its wait that an empty hour has behind it; at 1 it is read again, as usage may come later than four hours.
 * The later it is, the less often; a quiet night costs some twenty requests.
 */
function waitedFor({ start, readAt }: BucketReading, now: number): number {
  return (now - readAt) / Math.max(HOURLY, (readAt - start - HOUR) / 4);
}

/** Tokens that the hours of each UTC day hold, by the start of the day; days whose hours have all been read alone. */
function tokensByDay(hours: readonly BucketReading[]): Map<number, number> {
  const tokens = new Map<number, number>();
  for (const [day, readings] of Map.groupBy(hours, ({ start }) => startOfUtcDay(start))) {
    if (readings.length === DAY / HOUR)
      tokens.set(
        day,
        readings.reduce((sum, reading) => sum + reading.tokens, 0),
      );
  }
  return tokens;
}

/**
 * Days whose total is to be read, as spans of at most 31 days, newest first: six hours after a reading last changed
 * their hours, and once more when the bill can be final, or has changed, before rates are learned of it. A day whose
 * usage and bill contradict each other is due daily for 31 days, and the newest 31 days are while the whole history is
 * empty.
 */
export function dueTotals(state: HistoryState): FetchSpan[] {
  const { now, start, hours, totals } = state;
  const probedFrom = hours.every(({ tokens }) => tokens === 0)
    ? startOfUtcDay(now - DAY_ENDS) - MOST_DAYS * DAY
    : Number.POSITIVE_INFINITY;
  const contradicts = contradictions(state);
  const bills = new Map(state.bills.map((bill) => [bill.start, bill]));
  const byDay = Map.groupBy(hours, (reading) => startOfUtcDay(reading.start));
  const due: number[] = [];
  for (let day = startOfUtcDay(now - DAY_ENDS) - DAY; day >= start; day -= DAY) {
    const readings = byDay.get(day) ?? [];
    if (readings.length < DAY / HOUR) continue;
    const readAt = totals.get(day)?.readAt ?? Number.NEGATIVE_INFINITY;
    const unchanged = Math.max(...readings.map(({ changedAt }) => changedAt)) + AGREEMENT;
    const billed = Math.max(day + 2 * DAY, bills.get(day)?.changedAt ?? 0);
    const daily = day >= probedFrom || contradicts(day) ? now - DAILY : Number.NEGATIVE_INFINITY;
    const isOld = (since: number) => since <= now && readAt < since;
    // Hours that were all read since the bill is what it is need no total to be held against.
    const areHoursOld = readings.some((reading) => reading.readAt < billed);
    if (readAt > now || isOld(unchanged) || isOld(daily) || (areHoursOld && isOld(billed))) due.push(day);
  }
  return daySpans(due, MOST_DAYS);
}

/**
 * Tells days whose usage and bill contradict each other: one has something and the other nothing, though both had time
 * to come. They are asked for again for 31 days after the first reading of the bill.
 */
function contradictions({ now, hours, bills }: HistoryState): (day: number) => boolean {
  const tokens = tokensByDay(hours);
  const doubted = new Set<number>();
  for (const { start, lines, firstReadAt, readAt } of bills) {
    const used = tokens.get(start);
    if (used === undefined || readAt < start + 2 * DAY || now - firstReadAt >= RESTATED_FOR) continue;
    if (used > 0 !== lines > 0) doubted.add(start);
  }
  return (day) => doubted.has(day);
}

/** Days, given newest first by their starts, as spans of at most `most` days: one request over a gap rather than two. */
export function daySpans(days: Iterable<number>, most: number): FetchSpan[] {
  const spans: { from: number; to: number }[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && last.to - day <= most * DAY) last.from = day;
    else spans.push({ from: day, to: day + DAY });
  }
  return spans;
}

function sameDetail(a: UsageDetail, b: UsageDetail): boolean {
  return a.geo === b.geo && a.fast === b.fast;
}

/**
 * Days whose bills are to be read for the first time, because they grow, or once more, newest first, as spans of at
 * most `most` days.
 */
export function dueBills(state: HistoryState, most: number): FetchSpan[] {
  const isDueAgain = billsDueAgain(state);
  return daysDue(state, most, (bill) => bill === undefined || isGrowing(bill, state.now) || isDueAgain(bill));
}

/** Bills since an instant that grow, or were never read. */
export function dueGrowingBills(state: HistoryState, most: number, from: number): FetchSpan[] {
  return daysDue({ ...state, start: Math.max(state.start, from) }, most, (bill) =>
    bill === undefined ? true : isGrowing(bill, state.now),
  );
}

/** Bills that have stopped growing, and are read once more because bills are restated. */
export function dueBillsAgain(state: HistoryState, most: number): FetchSpan[] {
  const isDueAgain = billsDueAgain(state);
  return daysDue(state, most, (bill) => bill !== undefined && !isGrowing(bill, state.now) && isDueAgain(bill));
}

/**
 * The Cost API has no today, and a range that it would shrink to nothing is a 400: yesterday is asked for once it has
 * ended by every clock that is about right.
 */
function daysDue(
  { now, start, bills, billsLeftOut }: HistoryState,
  most: number,
  isDue: (bill: Bill | undefined) => boolean,
): FetchSpan[] {
  const readings = new Map(bills.map((bill) => [bill.start, bill]));
  const due: number[] = [];
  for (let day = startOfUtcDay(now - DAY_ENDS) - DAY; day >= start; day -= DAY) {
    const isLeftOut = Math.abs(now - (billsLeftOut.get(day) ?? Number.NEGATIVE_INFINITY)) < HOURLY;
    if (!isLeftOut && isDue(readings.get(day))) due.push(day);
  }
  return daySpans(due, Math.min(Math.max(most, 1), MOST_DAYS));
}

/** A growing bill is due about hourly, and so is one that a clock has read that was ahead. */
function isGrowing(bill: Bill, now: number): boolean {
  const age = now - bill.readAt;
  return age < 0 || (age >= HOURLY && !hasStoppedGrowing(bill.start, bill));
}

/**
 * One that nobody has confirmed yet is due once more six hours after it was first seen so. A bill of the last 31 days
 * is due daily, and so is one that contradicts the day's usage.
 */
function billsDueAgain(state: HistoryState): (bill: Bill) => boolean {
  const { now } = state;
  const contradicts = contradictions(state);
  return (bill) => {
    const age = now - bill.readAt;
    if (!isAgreed(bill) && age >= HOURLY && now - bill.changedAt >= AGREEMENT) return true;
    return age >= DAILY && (contradicts(bill.start) || startOfUtcDay(now) - bill.start <= RESTATED_FOR);
  };
}

/**
 * Minutes of the hours that are cut, as spans of at most `most` minutes, in the order of the hours: those that are missing, and all of an hour that has been found to hold more since, for late data.
 */
export function dueMinutes({ now, cutHours, cutMinutes, hours }: HistoryState, most: number): FetchSpan[] {
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
export function tailOf(now: number, readTo: number, overlapMinutes: number, oldest: number): FetchSpan {
  const to = Math.floor(now / MINUTE) * MINUTE + MINUTE;
  const from = Math.max(readTo - overlapMinutes * MINUTE, oldest);
  return { from: Math.min(from, to - MINUTE), to };
}

/** Usage "typically appears within 5 minutes", at times later: the newest minutes with data lie this much further back. */
const LAG = 10 * MINUTE;

/**
 * Start of the minutes to read, ms: an hour that is still open, or has just closed and is not shown yet, is known by
 * its minutes alone, and the burn rate needs sixty of them that have data.
 */
export function minutesFrom(now: number, hours: readonly BucketReading[]): number {
  const running = startOfHour(now);
  const shown = hours.some((reading) => reading.shown && reading.start === running - HOUR);
  return Math.min(shown ? running : running - HOUR, Math.floor(now / MINUTE) * MINUTE - HOUR - LAG);
}
