import { ITEMS } from '../spend/kind.ts';
import type { Series } from '../spend/series.ts';
import { DAY, HOUR, MINUTE } from '../spend/time.ts';
import type { DayEntry } from './dayBook.ts';
import type { UsageColumns } from './packedUsage.ts';
import type { UsageTable } from './usageTable.ts';

const QUARTER = 15 * MINUTE;

/** Usage of a day, cut into slots. */
export interface DayColumns {
  /** Starts of the slots, ms, ascending, and the end of the last. */
  readonly slots: readonly number[];
  readonly series: readonly Series[];
  /** The cell of series s, item i and slot h is at (s × items + i) × slots + h. */
  readonly counts: Float64Array;
}

/**
 * The same usage as `DayBook.record` tells, as columns: read without an object for each of its thousands of cells. Slots are
 * hours; the quarters, of an hour that is cut.
 */
export function dayColumns(usage: UsageTable, { start, hours }: DayEntry, cutHours: ReadonlySet<number>): DayColumns {
  const slots = slotsOf(start, cutHours);
  const columns = new Columns(usage, slots.length - 1);
  const slotAt = new Map(slots.map((at, index) => [at, index]));
  const widths = new Set([...hours.values()].map(({ width }) => width));
  for (const width of widths) {
    for (const bucket of usage.buckets(width, start, start + DAY)) {
      const hour = Math.floor(bucket.start / HOUR) * HOUR;
      if (hours.get(hour)?.width !== width || cutHours.has(hour)) continue;
      columns.add(bucket.columns, slotAt.get(hour) ?? 0);
    }
  }
  for (const hour of cutHours) {
    const entry = hours.get(hour);
    if (!entry || hour < start || hour >= start + DAY) continue;
    const first = slotAt.get(hour) ?? 0;
    for (const { start: at, columns: read } of usage.buckets(entry.divisible ? '1m' : entry.width, hour, hour + HOUR)) {
      columns.add(read, entry.divisible ? first + Math.floor((at - hour) / QUARTER) : first);
    }
    if (!entry.divisible) columns.quarter(first);
  }
  return { slots, series: columns.series, counts: columns.counts() };
}

function slotsOf(dayStart: number, cut: ReadonlySet<number>): number[] {
  const slots: number[] = [];
  for (let hour = dayStart; hour < dayStart + DAY; hour += HOUR) {
    const size = cut.has(hour) ? QUARTER : HOUR;
    for (let start = hour; start < hour + HOUR; start += size) slots.push(start);
  }
  return [...slots, dayStart + DAY];
}

class Columns {
  readonly series: Series[] = [];
  readonly #usage: UsageTable;
  readonly #width: number;
  readonly #index = new Map<number, number>();
  #counts = new Float64Array(0);

  constructor(usage: UsageTable, width: number) {
    this.#usage = usage;
    this.#width = width;
  }

  add({ series, counts }: UsageColumns, slot: number): void {
    const rows = series.length;
    for (let row = 0; row < rows; row++) {
      const first = this.#first(series[row] ?? 0) + slot;
      const sums = this.#counts;
      for (let item = 0; item < ITEMS.length; item++) {
        const at = first + item * this.#width;
        sums[at] = (sums[at] ?? 0) + (counts[item * rows + row] ?? 0);
      }
    }
  }

  /** An hour whose minutes are not known, in equal parts. */
  quarter(slot: number): void {
    const sums = this.#counts;
    for (let at = slot; at < this.series.length * ITEMS.length * this.#width; at += this.#width) {
      const count = sums[at] ?? 0;
      for (let part = 0; part < 4; part++) {
        sums[at + part] = Math.floor((count * (part + 1)) / 4) - Math.floor((count * part) / 4);
      }
    }
  }

  counts(): Float64Array {
    return this.#counts.subarray(0, this.series.length * ITEMS.length * this.#width);
  }

  #first(ref: number): number {
    const size = ITEMS.length * this.#width;
    let index = this.#index.get(ref);
    if (index === undefined) {
      index = this.series.push(this.#usage.seriesOf(ref)) - 1;
      this.#index.set(ref, index);
      const needed = this.series.length * size;
      if (this.#counts.length < needed) {
        const larger = new Float64Array(Math.max(2 * needed, 64 * size));
        larger.set(this.#counts);
        this.#counts = larger;
      }
    }
    return index * size;
  }
}
