import type { Series } from '../../source/series.ts';

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

export const EMPTY_USAGE: DayUsage = {
  slots: [0],
  series: [],
  firsts: new Uint32Array(1),
  cellSlots: new Uint8Array(0),
  counts: new Float64Array(0),
};
