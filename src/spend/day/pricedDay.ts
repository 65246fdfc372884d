import { HOUR } from '../../time/utc.ts';
import type { Rate } from '../rate.ts';
import type { Spread } from '../unallocated.ts';

/** Integers, in half the room where they are small. */
export type Numbers = Float64Array | Int32Array;

/**
 * Usage of a UTC day, or of a part of it, with its cost, as columns: a row for each item of each series, and the cells
 * of a row for the slots of time that have any.
 */
export interface UsageBatch {
  /** Starts of the slots, ms, ascending; and their ends. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Numbers of `DimensionKeys`, by row. */
  readonly keys: Uint32Array;
  /** Indexes into `BASES`, by row; `none` where nothing is billed for it, as for Priority Tier. */
  readonly bases: Uint8Array;
  /** 1 in the rows whose units have no price at all. */
  readonly unpriced: Uint8Array;
  /** 1 in the rows whose units a bill carries or an estimate has a price of; not for Priority Tier and refused requests. */
  readonly paid: Uint8Array;
  /** 1 in the rows whose units a final bill does not carry: requests that were refused. */
  readonly refused: Uint8Array;
  /** 1 in the rows whose amounts are at plain list prices. */
  readonly listed: Uint8Array;
  /** Index of the first cell of each row, and the end of the last. */
  readonly firsts: Uint32Array;
  /** The slot of each cell, ascending in a row. */
  readonly cellSlots: Uint8Array;
  /** By cell. */
  readonly counts: Numbers;
  /** By cell: integers, in units of `scale` millionths of a cent. */
  readonly amounts: Numbers;
  /** 1; see `LargeAmounts`. */
  readonly scale: bigint;
  /**
   * Index into `rates` of the rate of uncached input of the same kind that day, by row; -1 where no savings are
   * counted.
   */
  readonly inputRates: Int32Array;
  /** Null where it is not known. */
  readonly rates: readonly (Rate | null)[];
}

/**
 * Lines of a bill without tokens have no hour: they stay on their UTC day, so they stand at an instant that zones from
 * Hawaii (-10) to the Chatham Islands (+13:45) date alike. No instant suits them all.
 */
export const SAME_DATE_HOUR = 10 * HOUR;

/** Cost that has no usage, and so no hour, unless it is estimated by the hour. */
export interface UnallocatedLine {
  /** An instant that zones date alike, ms. */
  readonly at: number;
  /** Number of `DimensionKeys`. */
  readonly key: number;
  /** Millionths of a cent. */
  readonly amount: bigint;
  /** Index into `BASES`. */
  readonly basis: number;
  /** The hours that it comes over; null for what stands at `at`. */
  readonly spread: Spread | null;
}

/** Batch of a full UTC day, with the sums of each row over the day. */
export interface WholeDayBatch extends UsageBatch {
  /** Start of the UTC day, ms. */
  readonly start: number;
  readonly dayCounts: Numbers;
  readonly dayAmounts: Numbers;
  /** Cost of its cached tokens as uncached ones, less their own; see `Rollup`. */
  readonly daySaved: Numbers;
}

/**
 * A UTC day, priced: its usage with the cost of each cell, and the cost that has no usage. Nothing that reads it knows
 * who made it: `priceFromBill`, or another producer.
 */
export interface PricedDay extends WholeDayBatch {
  readonly unallocated: readonly UnallocatedLine[];
  /**
   * The high parts of amounts that are too large for doubles to hold the day's sums of: the same rows and slots, with
   * no counts, in units of `HIGH_PART`. Null on any day below 60 million dollars.
   */
  readonly highParts: WholeDayBatch | null;
}

/** Unit of the high part of an amount: the low parts of a million cells, and their sum, are exact doubles. */
export const HIGH_PART_BITS = 30n;
export const HIGH_PART = 1n << HIGH_PART_BITS;

/** Doubles hold integers exactly below 2⁵³, of which a quarter is for the low parts of larger amounts. */
export const HIGHEST_AMOUNT = 2n ** 53n - 2n ** 51n;

/** A copy of numbers, in less room where they have it. */
export function narrowed(numbers: Float64Array): Numbers {
  for (let at = 0; at < numbers.length; at++) if (numbers[at] !== ((numbers[at] ?? 0) | 0)) return numbers.slice();
  return new Int32Array(numbers);
}

/** Memory that the columns of a day take. */
export function bytesOf({ highParts, ...day }: PricedDay): number {
  const columns = [
    ...Object.values(day),
    ...(highParts ? [highParts.amounts, highParts.dayAmounts, highParts.daySaved] : []),
  ];
  return columns.reduce<number>((sum, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0);
}

/** The cell of a row and a slot; -1 where there is none. */
export function cellAt(
  { firsts, cellSlots }: Pick<UsageBatch, 'firsts' | 'cellSlots'>,
  row: number,
  slot: number,
): number {
  const end = firsts[row + 1] ?? 0;
  for (let cell = firsts[row] ?? 0; cell < end; cell++) if (cellSlots[cell] === slot) return cell;
  return -1;
}

/** The amount of a cell, in millionths of a cent. */
export function amountAt({ amounts, highParts }: PricedDay, at: number): bigint {
  return BigInt(amounts[at] ?? 0) + BigInt(highParts?.amounts[at] ?? 0) * HIGH_PART;
}

/** Cost of a day's usage by slot, in millionths of a cent. */
export function amountsBySlot(day: PricedDay): bigint[] {
  const sums = new Array<bigint>(day.starts.length).fill(0n);
  for (const { cellSlots, amounts, scale } of batchesOf(day)) {
    const ofSlots = new Float64Array(sums.length);
    for (let cell = 0; cell < amounts.length; cell++) {
      const slot = cellSlots[cell] ?? 0;
      ofSlots[slot] = (ofSlots[slot] ?? 0) + (amounts[cell] ?? 0);
    }
    for (const [slot, sum] of ofSlots.entries()) sums[slot] = (sums[slot] ?? 0n) + BigInt(sum) * scale;
  }
  return sums;
}

/** The batches that a day's amounts are the sums of. */
export function batchesOf(day: PricedDay): readonly WholeDayBatch[] {
  return day.highParts ? [day, day.highParts] : [day];
}
