import type { Numbers, PricedDay, UnallocatedLine, UsageBatch, WholeDayBatch } from '../../spend/day/pricedDay.ts';
import { type MinuteCounts, splitSlot } from '../../spend/day/splitSlot.ts';
import { DAY } from '../../spend/time.ts';
import { daysIn } from '../spendBook.ts';

/** A bucket that is not known, or none at all. */
export const NOWHERE = -1;

/** Sums over a day, by row. */
interface WholeDay {
  readonly counts: Numbers;
  readonly amounts: Numbers;
  readonly saved: Numbers;
}

/** A part of the ledger, and the bucket that each of its slots falls into. */
export interface Take {
  readonly sheet: UsageBatch;
  /** By slot; `NOWHERE` is left out. */
  readonly buckets: Int32Array;
  /** Sums over the slots, by row, where none of them is left out; else null. */
  readonly whole: WholeDay | null;
  readonly loose: readonly { readonly line: UnallocatedLine; readonly bucket: number }[];
}

export interface TakesInput {
  /** Ascending, ms: bucket i is from the i-th to the next. */
  readonly boundaries: readonly number[];
  /** By bucket. */
  readonly known: readonly boolean[];
  readonly cube: (dayStart: number) => PricedDay | null;
  /** Counts of the minutes of an hour; null where they are not all there. */
  readonly minutes: (hourStart: number) => MinuteCounts | null;
}

/** All that is known of some buckets, a UTC day or a cut slot of one at a time. */
export function* takesOf(input: TakesInput): Generator<Take> {
  const { boundaries, known, cube } = input;
  const [start, end] = [boundaries[0] ?? 0, boundaries.at(-1) ?? 0];
  const bucketAt = finder(boundaries, known);
  for (const day of daysIn({ start, end })) {
    const sheet = cube(day);
    if (!sheet) continue;
    const loose = sheet.unallocated
      .flatMap((line) => cutLine(line, boundaries))
      .map((line) => ({ line, bucket: bucketAt(line.at) }))
      .filter(({ bucket }) => bucket !== NOWHERE);
    yield* takesOfSheet(sheet, loose, bucketAt, input);
    if (sheet.surplus) yield* takesOfSheet(sheet.surplus, [], bucketAt, input);
  }
}

function* takesOfSheet(
  sheet: WholeDayBatch,
  loose: Take['loose'],
  bucketAt: (at: number) => number,
  input: TakesInput,
): Generator<Take> {
  const { boundaries } = input;
  const day = sheet.start;
  const first = bucketAt(day);
  const holdsDay = first !== NOWHERE && (boundaries[first] ?? 0) <= day && (boundaries[first + 1] ?? 0) >= day + DAY;
  const buckets = new Int32Array(sheet.starts.length).fill(first);
  const cut: number[] = [];
  for (let slot = 0; slot < buckets.length && !holdsDay; slot++) {
    const [from, to] = [sheet.starts[slot] ?? 0, sheet.ends[slot] ?? 0];
    const isCut = boundaries[upper(boundaries, from)] !== undefined && (boundaries[upper(boundaries, from)] ?? to) < to;
    if (isCut) cut.push(slot);
    buckets[slot] = isCut ? NOWHERE : bucketAt(from);
  }
  const { dayCounts: counts, dayAmounts: amounts, daySaved: saved } = sheet;
  yield { sheet, buckets, loose, whole: buckets.includes(NOWHERE) ? null : { counts, amounts, saved } };
  for (const slot of cut) yield* cutSlot(sheet, slot, bucketAt, input);
}

/** A line as it is, or what comes of it between boundaries. */
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

function* cutSlot(
  sheet: UsageBatch,
  slot: number,
  bucketAt: (at: number) => number,
  input: TakesInput,
): Generator<Take> {
  const { boundaries, minutes } = input;
  const [from, to] = [sheet.starts[slot] ?? 0, sheet.ends[slot] ?? 0];
  const inside = boundaries.slice(upper(boundaries, from), lower(boundaries, to));
  const cuts = [from, ...new Set(inside), to];
  const buckets = Int32Array.from(cuts.slice(0, -1), bucketAt);
  if (buckets.every((bucket) => bucket === NOWHERE)) return;
  yield { sheet: splitSlot(sheet, slot, cuts, minutes(from)), buckets, loose: [], whole: null };
}

function finder(boundaries: readonly number[], known: readonly boolean[]): (at: number) => number {
  return (at) => {
    const bucket = upper(boundaries, at) - 1;
    return known[bucket] ? bucket : NOWHERE;
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
