import type { Series } from '../source/series.ts';
import type { BillLine, DayRecord, DayTotals, UsageCell } from '../spend/bill.ts';
import { type DayUsage, seriesTotals } from '../spend/day/dayUsage.ts';
import { AGREEMENT, isFinalBill, teachesRates } from '../spend/finalBills.ts';
import { commonDetail, NO_DETAIL } from '../spend/kind.ts';
import { DAY, HOUR, MINUTE, startOfHour, startOfUtcDay } from '../time/utc.ts';
import type { Bill } from './billTable.ts';
import { dayColumns, minuteColumns } from './dayColumns.ts';
import type { DayEntry, HourEntry } from './dayEntry.ts';
import type { DayTotal } from './dayTotalTable.ts';
import type { OrganizationLedger } from './ledger.ts';
import type { BucketReading } from './usageTable.ts';

const MINUTES = HOUR / MINUTE;
/** A closed hour that is left out of the answer this long after its end is empty; before, it may be late. */
const HOUR_SHOWS = HOUR;
/** Readings of an hour that agree this long are believed against its minutes, ms: three, as they come about hourly. */
const HOUR_AGREES = 100 * MINUTE;

/** The ledger by UTC day. Usage of a late hour, or of one that is still open, is read from its minutes. */
export class DayIndex {
  readonly #ledger: OrganizationLedger;
  /** The usage that was read last, uncut: a day is priced, and then attributed. */
  #last: { readonly start: number; readonly revision: string; readonly columns: DayUsage } | null = null;

  /** Series of the day that was read last. */
  #series: readonly Series[] = [];

  constructor(ledger: OrganizationLedger) {
    this.#ledger = ledger;
  }

  get defaultWorkspaceId(): string {
    return this.#ledger.names.defaultWorkspaceId();
  }

  /** The UTC days between two midnights (ms, `to` exclusive), oldest first. */
  entries(from: number, to: number): DayEntry[] {
    const hours = byDay(this.#ledger.usage.readings('1h', from, to));
    const minutes = byDay(this.#ledger.usage.readings('1m', from, to));
    const { defaultWorkspaceId } = this;
    const bills = new Map(this.#ledger.bills.bills(from, to).map((bill) => [bill.start, bill]));
    const totals = this.#ledger.dayTotals.all(from, to);
    const entries: DayEntry[] = [];
    for (let start = from; start < to; start += DAY) {
      const bill = bills.get(start);
      const ofDay = { hours: hours.get(start) ?? [], minutes: minutes.get(start) ?? [] };
      const total = totals.get(start);
      const tables = chooseTables(ofDay.hours, ofDay.minutes, total?.tokens);
      const isShort = lacksUsage(ofDay.hours, total);
      const widths = Array.from(tables.hours.values(), ({ width }) => width).join('');
      const read = `${defaultWorkspaceId}:${tables.detail.geo}:${tables.detail.fast}:${widths}`;
      entries.push({
        start,
        isFinal: bill !== undefined && isFinalBill(start, bill),
        billed: bill !== undefined && bill.lines > 0,
        restated: bill?.restated ?? null,
        teaches: bill !== undefined && teachesRates(start, bill) && !isShort,
        billReadAt: bill?.readAt ?? 0,
        usageChangedAt: changedAt(ofDay.hours, ofDay.minutes),
        revision: `${read}:${revisionOf(ofDay.hours, ofDay.minutes, bill)}`,
        ...tables,
      });
    }
    return entries;
  }

  /** Lines of a day's bill; those that two readings agree on, with the same usage, have ended growing. */
  bill({ start, billReadAt, usageChangedAt }: DayEntry): readonly BillLine[] {
    const lines = this.#ledger.bills.lines(start, start + DAY).get(start) ?? [];
    const isAgreed = (changedAt: number) => billReadAt - Math.max(changedAt, usageChangedAt) >= AGREEMENT;
    return lines.map((line) => ({ ...line, hasEndedGrowing: isAgreed(line.changedAt) }));
  }

  /** A day with its usage by the hour. */
  record(entry: DayEntry): DayRecord {
    const { start, isFinal, detail, hours } = entry;
    const usage: UsageCell[] = [];
    for (const width of new Set([...hours.values()].map(({ width }) => width))) {
      for (const cell of this.#ledger.usage.cells(width, start, start + DAY, HOUR)) {
        if (hours.get(cell.start)?.width === width) usage.push(cell);
      }
    }
    return { start, bill: this.bill(entry), isFinal, usage, detail, defaultWorkspaceId: this.defaultWorkspaceId };
  }

  /** A day with its usage by series alone: that is all that it is priced by. */
  totals(entry: DayEntry): DayTotals {
    const { start, isFinal, detail } = entry;
    const [bill, usage] = [this.bill(entry), seriesTotals(this.columns(entry))];
    return { start, bill, isFinal, usage, detail, defaultWorkspaceId: this.defaultWorkspaceId };
  }

  /** The usage of the minutes before an instant (ms), a slot each; null unless all of them have been read. */
  minutesTo(end: number, minutes = MINUTES): DayUsage | null {
    const { usage } = this.#ledger;
    const start = end - minutes * MINUTE;
    return usage.readings('1m', start, end).length < minutes ? null : minuteColumns(usage, start, end);
  }

  /** The usage of a day as columns; hours that are cut come by `cutWidth` ms, or else by the quarter: see `dayColumns`. */
  columns(entry: DayEntry, cutHours: ReadonlySet<number> = new Set(), cutWidth?: number): DayUsage {
    const { start, revision } = entry;
    if (cutHours.size === 0 && this.#last?.start === start && this.#last.revision === revision) {
      return this.#last.columns;
    }
    const columns = dayColumns(this.#ledger.usage, entry, cutHours, this.#series, cutWidth);
    this.#series = columns.series;
    if (cutHours.size === 0) this.#last = { start, revision, columns };
    return columns;
  }
}

function byDay(readings: readonly BucketReading[]): Map<number, BucketReading[]> {
  return Map.groupBy(readings, ({ start }) => startOfUtcDay(start));
}

/** `total`: the API's own tokens of the day, where they have been read. */
function chooseTables(hours: readonly BucketReading[], minutes: readonly BucketReading[], total: number | undefined) {
  const entries = new Map<number, HourEntry>();
  const used: BucketReading[] = [];
  const minutesByHour = Map.groupBy(minutes, ({ start }) => startOfHour(start));
  const hourByStart = new Map(hours.map((reading) => [reading.start, reading]));
  const isTotal = total === tokensOf(hours);
  for (const start of new Set([...hourByStart.keys(), ...minutesByHour.keys()])) {
    const hour = hourByStart.get(start);
    const ofHour = minutesByHour.get(start) ?? [];
    const minuteTokens = tokensOf(ofHour);
    const isBelieved = hour?.shown && (hour.tokens >= minuteTokens || isTotal || hasOutlasted(hour, ofHour));
    const width = isBelieved ? '1h' : '1m';
    const isKnown = ofHour.filter(({ shown }) => shown).length === MINUTES;
    const hasTooMany = isBelieved && minuteTokens > hour.tokens;
    const divisible = minuteTokens > 0 && !hasTooMany && (isKnown || minuteTokens >= (hour?.tokens ?? 0));
    const isRead = hour !== undefined && (hour.shown || hour.readAt >= start + HOUR + HOUR_SHOWS);
    const complete = isRead || ofHour.length === MINUTES;
    const empty = minuteTokens === 0 && (hour?.tokens ?? 0) === 0;
    entries.set(start, { width, divisible, complete, empty, minutesRead: ofHour.length });
    const readings = width === '1h' ? [hour] : ofHour;
    for (const reading of readings) if (reading && reading.tokens > 0) used.push(reading);
  }
  const detail = used.map((reading) => reading.detail);
  return { hours: entries, detail: detail.length === 0 ? NO_DETAIL : detail.reduce(commonDetail) };
}

/**
 * True where readings of an hour, all after its minutes were read, have agreed for long on less than these hold: then
 * these were too many. Otherwise it may be an API in trouble.
 */
function hasOutlasted(hour: BucketReading, minutes: readonly BucketReading[]): boolean {
  const since = minutes.reduce((newest, { readAt }) => Math.max(newest, readAt), hour.changedAt);
  return hour.readAt - since >= HOUR_AGREES;
}

/** True where the API's own total of a day has usage that is missing in its hours, which were not read since. */
function lacksUsage(hours: readonly BucketReading[], total: DayTotal | undefined): boolean {
  if (total === undefined) return false;
  return tokensOf(hours) < total.tokens && hours.some(({ readAt }) => readAt < total.readAt);
}

function tokensOf(readings: readonly BucketReading[]): number {
  return readings.reduce((sum, { tokens }) => sum + tokens, 0);
}

function changedAt(hours: readonly BucketReading[], minutes: readonly BucketReading[]): number {
  let newest = 0;
  for (const reading of hours) newest = Math.max(newest, reading.changedAt);
  for (const reading of minutes) newest = Math.max(newest, reading.changedAt);
  return newest;
}

function revisionOf(
  hours: readonly BucketReading[],
  minutes: readonly BucketReading[],
  bill: Bill | undefined,
): string {
  const newest = changedAt(hours, minutes);
  // While a bill grows, each further reading may end the growing of a part of it.
  const billed = bill && (isFinalBill(bill.start, bill) ? bill.changedAt : `${bill.changedAt}-${bill.readAt}`);
  return [billed ?? 0, newest, hours.length, minutes.length, tokensOf(hours) + tokensOf(minutes)].join(':');
}
