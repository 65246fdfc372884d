import type { Rate } from '../../spend/rate.ts';

/**
 * Usage of a UTC day, or of a part of it, as columns: a row for each item of each series, a column for each slot of time.
 * The cell of row r and slot s is at r × slots + s.
 */
export interface Sheet {
  /** Starts of the slots, ms, ascending; and their ends. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Numbers of `Traits`, by row. */
  readonly traits: Uint32Array;
  /** Indexes into `BASES`, by row; `none` where nothing is billed for it, as for Priority Tier. */
  readonly bases: Uint8Array;
  /** 1 in the rows whose units have no price at all. */
  readonly unpriced: Uint8Array;
  /** 1 in the rows whose units a bill carries or an estimate has a price of; not for Priority Tier and refused requests. */
  readonly paid: Uint8Array;
  /** 1 in the rows whose units a whole bill does not carry: requests that were refused. */
  readonly refused: Uint8Array;
  /** 1 in the rows whose amounts are at plain list prices. */
  readonly listed: Uint8Array;
  readonly counts: Float64Array;
  /** Millionths of a cent: whole numbers, which doubles hold exactly up to 90 million dollars. */
  readonly amounts: Float64Array;
  /** Index into `rates` of what an uncached input token of the same kind cost that day, by row; -1 where no dollars are told. */
  readonly inputRates: Int32Array;
  /** Null where it is not known. */
  readonly rates: readonly (Rate | null)[];
}

/** An amount that belongs to no usage, and so to no hour. */
export interface Loose {
  /** An instant that zones date alike, ms. */
  readonly at: number;
  readonly trait: number;
  /** Millionths of a cent. */
  readonly amount: bigint;
  /** Index into `BASES`. */
  readonly basis: number;
}

/** A UTC day, priced, attributed and counted. */
export interface DayCube extends Sheet {
  /** Start of the UTC day, ms. */
  readonly start: number;
  readonly loose: readonly Loose[];
  /** Sums over the day, by row. */
  readonly dayCounts: Float64Array;
  readonly dayAmounts: Float64Array;
  /** What its cached tokens would have cost as uncached ones, less what they did; see `Rollup`. */
  readonly daySaved: Float64Array;
}

/** Doubles hold whole numbers exactly below this. */
export const HIGHEST_AMOUNT = 2n ** 53n;
