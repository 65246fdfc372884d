import type { Series } from '../source/series.ts';
import type { DayUsage } from '../spend/day/dayUsage.ts';
import { ITEMS } from '../spend/kind.ts';
import { DAY, HOUR, MINUTE, startOfHour } from '../time/utc.ts';
import type { DayEntry } from './dayEntry.ts';
import { newColumns, type UsageColumns } from './packedUsage.ts';
import type { UsageTable } from './usageTable.ts';

const QUARTER = 15 * MINUTE;
const QUARTERS = [0, 1, 2, 3];
const NO_PLACES = new Uint32Array(0);

/** Counts of one bucket, or of a part of it. */
interface Reading {
  readonly slot: number;
  readonly columns: UsageColumns;
}

/**
 * Usage of a day as columns: read without an object for each of its thousands of cells. Slots are hours; of an hour that is
 * cut, slots of `cutWidth` ms by its minutes, or its quarters where these are not known. `before` are the series of another
 * day: their list is given again where the day has the same ones.
 */
export function dayColumns(
  usage: UsageTable,
  { start, hours }: DayEntry,
  cutHours: ReadonlySet<number>,
  before: readonly Series[] = [],
  cutWidth = QUARTER,
): DayUsage {
  const widthOf = (hour: number) => (!cutHours.has(hour) ? HOUR : hours.get(hour)?.divisible ? cutWidth : QUARTER);
  const slots = slotsOf(start, widthOf);
  const slotAt = new Map(slots.map((at, index) => [at, index]));
  const widths = new Set([...hours.values()].map(({ width }) => width));
  const readings: Reading[] = [];
  for (const width of widths) {
    for (const bucket of usage.buckets(width, start, start + DAY)) {
      const hour = startOfHour(bucket.start);
      if (hours.get(hour)?.width !== width || cutHours.has(hour)) continue;
      readings.push({ slot: slotAt.get(hour) ?? 0, columns: bucket.columns });
    }
  }
  for (const hour of cutHours) {
    const entry = hours.get(hour);
    if (!entry || hour < start || hour >= start + DAY) continue;
    const first = slotAt.get(hour) ?? 0;
    const buckets = [...usage.buckets(entry.divisible ? '1m' : entry.width, hour, hour + HOUR)];
    if (!entry.divisible) {
      const sum = summed(buckets.map(({ columns }) => columns));
      for (const quarter of QUARTERS) readings.push({ slot: first + quarter, columns: quarterOf(sum, quarter) });
      continue;
    }
    for (const { start: at, columns } of buckets) {
      readings.push({ slot: first + Math.floor((at - hour) / cutWidth), columns });
    }
  }
  readings.sort((a, b) => a.slot - b.slot);
  return { slots, ...cellsOf(readings, usage, before) };
}

/** Usage of minutes (ms, `to` exclusive) as columns, with a slot for each. */
export function minuteColumns(usage: UsageTable, from: number, to: number): DayUsage {
  const slots = Array.from({ length: (to - from) / MINUTE + 1 }, (_, minute) => from + minute * MINUTE);
  const readings = Array.from(usage.buckets('1m', from, to), ({ start, columns }): Reading => {
    return { slot: (start - from) / MINUTE, columns };
  });
  return { slots, ...cellsOf(readings, usage, []) };
}

function slotsOf(dayStart: number, widthOf: (hour: number) => number): number[] {
  const slots: number[] = [];
  for (let hour = dayStart; hour < dayStart + DAY; hour += HOUR) {
    const width = widthOf(hour);
    for (let start = hour; start < hour + HOUR; start += width) slots.push(start);
  }
  return [...slots, dayStart + DAY];
}

/** `readings` are in the order of their slots. */
function cellsOf(readings: readonly Reading[], usage: UsageTable, before: readonly Series[]): Omit<DayUsage, 'slots'> {
  const { series, places } = placed(
    readings.map(({ columns }) => columns.series),
    usage,
  );
  const rows = series.length * ITEMS.length;
  const firsts = new Uint32Array(rows + 1);
  const slotBefore = new Int16Array(rows).fill(-1);
  for (const [at, { slot, columns }] of readings.entries()) {
    const { counts } = columns;
    const place = places[at] ?? NO_PLACES;
    for (let cell = 0, item = 0; item < ITEMS.length; item++) {
      for (let own = 0; own < place.length; own++, cell++) {
        if (counts[cell] === 0) continue;
        const row = (place[own] ?? 0) * ITEMS.length + item;
        if (slotBefore[row] === slot) continue;
        slotBefore[row] = slot;
        firsts[row + 1] = (firsts[row + 1] ?? 0) + 1;
      }
    }
  }
  for (let row = 0; row < rows; row++) firsts[row + 1] = (firsts[row + 1] ?? 0) + (firsts[row] ?? 0);
  const ends = firsts.slice(0, rows);
  const sums = new Float64Array(firsts[rows] ?? 0);
  const cellSlots = new Uint8Array(sums.length);
  slotBefore.fill(-1);
  for (const [at, { slot, columns }] of readings.entries()) {
    const { counts } = columns;
    const place = places[at] ?? NO_PLACES;
    for (let cell = 0, item = 0; item < ITEMS.length; item++) {
      for (let own = 0; own < place.length; own++, cell++) {
        const count = counts[cell] ?? 0;
        if (count === 0) continue;
        const row = (place[own] ?? 0) * ITEMS.length + item;
        let to = (ends[row] ?? 0) - 1;
        if (slotBefore[row] !== slot) {
          slotBefore[row] = slot;
          to += 1;
          ends[row] = to + 1;
          cellSlots[to] = slot;
        }
        sums[to] = (sums[to] ?? 0) + count;
      }
    }
  }
  const isSame = series.length === before.length && series.every((each, at) => each === before[at]);
  return { series: isSame ? before : series, firsts, cellSlots, counts: sums };
}

/** The series that lists refer to, in the order of their numbers in the ledger, and the places of each list's among them. */
function placed(lists: readonly Uint32Array[], usage: UsageTable) {
  let most = 0;
  for (const refs of lists) for (let at = 0; at < refs.length; at++) most = Math.max(most, refs[at] ?? 0);
  // Throws for a number of a damaged row before there is room for so many.
  if (most > 0) usage.seriesOf(most);
  /** By the number in the ledger: 0 where it is not used, else its place, from 1. */
  const placeOf = new Uint32Array(most + 1);
  for (const refs of lists) for (let at = 0; at < refs.length; at++) placeOf[refs[at] ?? 0] = 1;
  const series: Series[] = [];
  for (let ref = 0; ref <= most; ref++) if (placeOf[ref] === 1) placeOf[ref] = series.push(usage.seriesOf(ref));
  const places = lists.map((refs) => {
    const own = new Uint32Array(refs.length);
    for (let at = 0; at < refs.length; at++) own[at] = (placeOf[refs[at] ?? 0] ?? 0) - 1;
    return own;
  });
  return { series, places };
}

/** Buckets of one hour as one. */
function summed(buckets: readonly UsageColumns[]): UsageColumns {
  const rows = new Map<number, number>();
  for (const { series } of buckets) for (const ref of series) if (!rows.has(ref)) rows.set(ref, rows.size);
  const sum = newColumns(rows.size);
  for (const [ref, row] of rows) sum.series[row] = ref;
  for (const { series, counts } of buckets) {
    for (const [at, ref] of series.entries()) {
      for (let item = 0; item < ITEMS.length; item++) {
        const cell = item * rows.size + (rows.get(ref) ?? 0);
        sum.counts[cell] = (sum.counts[cell] ?? 0) + (counts[item * series.length + at] ?? 0);
      }
    }
  }
  return sum;
}

/** A quarter of an hour whose minutes are not known: the quarters are equal parts, and add up to it. */
function quarterOf({ series, counts }: UsageColumns, quarter: number): UsageColumns {
  const part = (count: number) => Math.floor((count * (quarter + 1)) / 4) - Math.floor((count * quarter) / 4);
  return { series, counts: counts.map(part) };
}
