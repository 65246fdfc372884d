import type { Series } from '../../source/series.ts';
import type { SeriesTotals } from '../bill.ts';
import { ITEMS } from '../kind.ts';

/** Usage of a day, cut into slots: the counts that are not zero, as most series are used in a few slots of it. */
export interface DayUsage {
  /** Starts of the slots, ms, ascending, and the end of the last. */
  readonly slots: readonly number[];
  /** By their number in the ledger. The same list as the day before, where that has the same ones. */
  readonly series: readonly Series[];
  /** Index of the first cell of each row, and the end of the last. The row of series s and item i is s × items + i. */
  readonly firsts: Uint32Array;
  /** The slot of each cell, ascending in a row. */
  readonly cellSlots: Uint8Array;
  /** By cell. */
  readonly counts: Float64Array;
}

/** Usage of a day that has none, or that was read in part. */
export const EMPTY_USAGE: DayUsage = {
  slots: [0],
  series: [],
  firsts: new Uint32Array(1),
  cellSlots: new Uint8Array(0),
  counts: new Float64Array(0),
};

/** Sums a day by series: a bill wants no hours. */
export function seriesTotals({ series, firsts, counts }: DayUsage): SeriesTotals {
  const sums = new Float64Array(series.length * ITEMS.length);
  for (let row = 0, cell = 0; row < sums.length; row++) {
    const end = firsts[row + 1] ?? 0;
    let sum = 0;
    for (; cell < end; cell++) sum += counts[cell] ?? 0;
    sums[row] = sum;
  }
  return { series, counts: sums };
}
