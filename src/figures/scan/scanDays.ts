import type { Numbers, PricedDay, UnallocatedLine, UsageBatch, WholeDayBatch } from '../../spend/day/pricedDay.ts';
import { type MinuteCounts, splitSlot } from '../../spend/day/splitSlot.ts';
import { DAY } from '../../time/utc.ts';
import { daysIn } from './pricedDays.ts';

/** Stands for a bucket that is not available, and for none at all. */
const NO_BUCKET = -1;

/** Sums over a day, by row. */
interface DayTotals {
  readonly counts: Numbers;
  readonly amounts: Numbers;
  readonly saved: Numbers;
}

/** A part of a priced day, with the bucket that each of its slots falls into. */
export interface DayBatch {
  readonly usage: UsageBatch;
  /** By slot; `NO_BUCKET` is left out. */
  readonly buckets: Int32Array;
  /** Sums over the slots, by row, where none of them is left out; else null. */
  readonly whole: DayTotals | null;
  readonly unallocated: readonly { readonly line: UnallocatedLine; readonly bucket: number }[];
}

/** Buckets to read, and where their data come from. */
export interface ScanInput {
  /** Ascending, ms: bucket i is from the i-th to the next. */
  readonly boundaries: readonly number[];
  /** By bucket. */
  readonly available: readonly boolean[];
  readonly dayAt: (dayStart: number) => PricedDay | null;
  /** Counts of the minutes of an hour; null where they are not all there. */
  readonly minutes: (hourStart: number) => MinuteCounts | null;
}

/** Reads the priced days of some buckets, a batch at a time: a UTC day, or a slot of one that a boundary cuts. */
export function* scanDays(input: ScanInput): Generator<DayBatch> {
  const { boundaries, available, dayAt } = input;
  const [start, end] = [boundaries[0] ?? 0, boundaries.at(-1) ?? 0];
  const bucketAt = finder(boundaries, available);
  for (const day of daysIn({ start, end })) {
    const priced = dayAt(day);
    if (!priced) continue;
    const unallocated = priced.unallocated
      .flatMap((line) => cutLine(line, boundaries))
      .map((line) => ({ line, bucket: bucketAt(line.at) }))
      .filter(({ bucket }) => bucket !== NO_BUCKET);
    yield* scanBatch(priced, unallocated, bucketAt, input);
    if (priced.highParts) yield* scanBatch(priced.highParts, [], bucketAt, input);
  }
}

function* scanBatch(
  batch: WholeDayBatch,
  unallocated: DayBatch['unallocated'],
  bucketAt: (at: number) => number,
  input: ScanInput,
): Generator<DayBatch> {
  const { boundaries } = input;
  const day = batch.start;
  const first = bucketAt(day);
  const holdsDay = first !== NO_BUCKET && (boundaries[first] ?? 0) <= day && (boundaries[first + 1] ?? 0) >= day + DAY;
  const buckets = new Int32Array(batch.starts.length).fill(first);
  const cut: number[] = [];
  for (let slot = 0; slot < buckets.length && !holdsDay; slot++) {
    const [from, to] = [batch.starts[slot] ?? 0, batch.ends[slot] ?? 0];
    const isCut = boundaries[upper(boundaries, from)] !== undefined && (boundaries[upper(boundaries, from)] ?? to) < to;
    if (isCut) cut.push(slot);
    buckets[slot] = isCut ? NO_BUCKET : bucketAt(from);
  }
  const { dayCounts: counts, dayAmounts: amounts, daySaved: saved } = batch;
  yield {
    usage: batch,
    buckets,
    unallocated,
    whole: buckets.includes(NO_BUCKET) ? null : { counts, amounts, saved },
  };
  for (const slot of cut) yield* scanSplitSlot(batch, slot, bucketAt, input);
}

/** A line as it is, or its parts between boundaries. */
function cutLine(line: UnallocatedLine, boundaries: readonly number[]): UnallocatedLine[] {
  const { spread } = line;
  if (!spread) return [line];
  const { start, until } = spread;
  const inside = boundaries.slice(upper(boundaries, start), lower(boundaries, until));
  const parts = [start, ...inside].map((at, index) => {
    return { ...line, at, amount: spread.between(at, inside[index] ?? until) };
  });
  return parts.filter(({ amount }) => amount !== 0n);
}

function* scanSplitSlot(
  batch: UsageBatch,
  slot: number,
  bucketAt: (at: number) => number,
  input: ScanInput,
): Generator<DayBatch> {
  const { boundaries, minutes } = input;
  const [from, to] = [batch.starts[slot] ?? 0, batch.ends[slot] ?? 0];
  const inside = boundaries.slice(upper(boundaries, from), lower(boundaries, to));
  const cuts = [from, ...new Set(inside), to];
  const buckets = Int32Array.from(cuts.slice(0, -1), bucketAt);
  if (buckets.every((bucket) => bucket === NO_BUCKET)) return;
  yield { usage: splitSlot(batch, slot, cuts, minutes(from)), buckets, unallocated: [], whole: null };
}

function finder(boundaries: readonly number[], available: readonly boolean[]): (at: number) => number {
  return (at) => {
    const bucket = upper(boundaries, at) - 1;
    return available[bucket] ? bucket : NO_BUCKET;
  };
}

/** Index of the first boundary after an instant. */
function upper(boundaries: readonly number[], at: number): number {
  let [low, high] = [0, boundaries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((boundaries[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first boundary at an instant or after it. */
function lower(boundaries: readonly number[], at: number): number {
  let [low, high] = [0, boundaries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((boundaries[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
