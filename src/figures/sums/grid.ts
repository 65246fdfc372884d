import { BASES } from '../../shared/basis.ts';
import { in64Bits } from '../../shared/money.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import type { DayBatch } from '../scan/scanDays.ts';
import type { CountedItems } from './countedItems.ts';
import { plus, plusMoney } from './rollup.ts';

const SEVERAL = BASES.length;

/** Sums by group and bucket: the cell of group g and bucket b is at g × buckets + b. */
export class Grid {
  readonly groups: number;
  readonly buckets: number;
  readonly amounts: BigInt64Array;
  /** Indexes into `BASES`. */
  readonly bases: Uint8Array;
  readonly unpriced: Float64Array;
  readonly parts: Float64Array;
  readonly wholes: Float64Array;
  /** The index of `BASES` that a cell's amount came about by; `SEVERAL` where its parts did by more than one. */
  readonly #paid: Uint8Array;
  readonly #split = new Map<number, bigint[]>();
  readonly #groupOf: Int32Array;
  readonly #keys: readonly DimensionKey[];
  readonly #counted: CountedItems | null;
  #scratch = new Float64Array(0);

  /** `groupOf` has the group of each key, negative where it is left out. Money is summed where nothing is counted. */
  constructor(
    keys: readonly DimensionKey[],
    groupOf: Int32Array,
    groups: number,
    buckets: number,
    counted: CountedItems | null,
  ) {
    this.groups = groups;
    this.buckets = buckets;
    this.#groupOf = groupOf;
    this.#keys = keys;
    this.#counted = counted;
    const size = (wanted: boolean) => (wanted ? groups * buckets : 0);
    this.amounts = new BigInt64Array(size(counted === null));
    this.#paid = new Uint8Array(size(counted === null));
    this.bases = new Uint8Array(size(counted === null));
    this.unpriced = new Float64Array(size(counted === null));
    this.parts = new Float64Array(size(counted !== null));
    this.wholes = new Float64Array(size(counted !== null && counted.wholes !== null));
  }

  add(batch: DayBatch): void {
    if (this.#counted) this.#count(batch, this.#counted);
    else this.#sum(batch);
  }

  #count(batch: DayBatch, { parts, wholes }: CountedItems): void {
    const { usage, buckets } = batch;
    const whole = inOneBucket(batch);
    const { firsts, cellSlots } = usage;
    for (let row = 0; row < usage.keys.length; row++) {
      const key = usage.keys[row] ?? 0;
      const group = this.#groupOf[key] ?? -1;
      const item = this.#keys[key]?.item ?? -1;
      const isPart = parts[item] === true;
      const isWhole = wholes?.[item] === true;
      if (group < 0 || !(isPart || isWhole)) continue;
      const end = whole ? row + 1 : (firsts[row + 1] ?? 0);
      for (let cell = whole ? row : (firsts[row] ?? 0); cell < end; cell++) {
        const bucket = buckets[whole ? 0 : (cellSlots[cell] ?? 0)] ?? -1;
        const count = (whole ?? usage).counts[cell] ?? 0;
        if (bucket < 0 || count === 0) continue;
        const at = group * this.buckets + bucket;
        if (isPart) plus(this.parts, at, count);
        if (isWhole) plus(this.wholes, at, count);
      }
    }
  }

  /**
   * Sums of doubles, exact within a batch, become integers of any size once a batch. A day's rows are mostly of one
   * basis.
   */
  #sum(batch: DayBatch): void {
    const { usage, buckets, unallocated } = batch;
    const [first, span] = rangeOf(buckets);
    for (let basis = 1; basis < BASES.length && span > 0; basis++) {
      if (!usage.bases.includes(basis)) continue;
      const scratch = this.#scratchOf(batch, basis, first, span);
      for (let cell = 0; cell < this.groups * span; cell++) {
        const amount = scratch[cell] ?? 0;
        if (amount === 0) continue;
        const at = Math.floor(cell / span) * this.buckets + first + (cell % span);
        this.#plus(at, basis, usage.scale === 1n ? BigInt(amount) : BigInt(amount) * usage.scale);
      }
    }
    for (const { line, bucket } of unallocated) {
      const group = this.#groupOf[line.key] ?? -1;
      if (group < 0) continue;
      this.#plus(group * this.buckets + bucket, line.basis, line.amount);
      this.#mix(group * this.buckets + bucket, line.basis);
    }
  }

  #scratchOf(batch: DayBatch, basis: number, firstBucket: number, span: number): Float64Array {
    const { usage, buckets } = batch;
    const whole = inOneBucket(batch);
    const { firsts, cellSlots } = usage;
    const scratch = this.#cleared(this.groups * span);
    for (let row = 0; row < usage.keys.length; row++) {
      const group = this.#groupOf[usage.keys[row] ?? 0] ?? -1;
      if (group < 0 || usage.bases[row] !== basis) continue;
      const unpriced = usage.unpriced[row] === 1;
      const end = whole ? row + 1 : (firsts[row + 1] ?? 0);
      for (let cell = whole ? row : (firsts[row] ?? 0); cell < end; cell++) {
        const bucket = buckets[whole ? 0 : (cellSlots[cell] ?? 0)] ?? -1;
        const count = (whole ?? usage).counts[cell] ?? 0;
        const amount = (whole ?? usage).amounts[cell] ?? 0;
        if (bucket < 0 || (count === 0 && amount === 0)) continue;
        const at = group * this.buckets + bucket;
        plus(scratch, group * span + bucket - firstBucket, amount);
        this.#mix(at, basis);
        if (unpriced) plus(this.unpriced, at, count);
      }
    }
    return scratch;
  }

  #plus(at: number, basis: number, amount: bigint): void {
    const before = this.#paid[at] ?? 0;
    if (before === 0) {
      this.#paid[at] = basis;
      this.amounts[at] = in64Bits(amount);
      return;
    }
    if (before !== basis && before !== SEVERAL) {
      this.#split.set(at, this.partsOf(at));
      this.#paid[at] = SEVERAL;
    }
    const parts = this.#paid[at] === SEVERAL ? this.#split.get(at) : undefined;
    if (parts) parts[basis] = (parts[basis] ?? 0n) + amount;
    plusMoney(this.amounts, at, amount);
  }

  /** The amount of a cell by the index of `BASES` that it came about by. */
  partsOf(cell: number): bigint[] {
    const [paid, amount] = [this.#paid[cell] ?? 0, this.amounts[cell] ?? 0n];
    return this.#split.get(cell) ?? BASES.map((_, basis) => (basis === paid ? amount : 0n));
  }

  #mix(at: number, basis: number): void {
    this.bases[at] = (this.bases[at] ?? 0) | basis;
  }

  #cleared(size: number): Float64Array {
    if (this.#scratch.length < size) this.#scratch = new Float64Array(size);
    else this.#scratch.fill(0, 0, size);
    return this.#scratch;
  }
}

/** Sums by row, where all slots are of one bucket. */
function inOneBucket({ buckets, whole }: DayBatch): DayBatch['whole'] {
  return whole && buckets.every((bucket) => bucket === buckets[0]) ? whole : null;
}

/** The first bucket that slots fall into, and how many there are from it to the last. */
function rangeOf(buckets: Int32Array): [first: number, span: number] {
  let [first, last] = [Number.POSITIVE_INFINITY, -1];
  for (const bucket of buckets) {
    if (bucket < 0) continue;
    first = Math.min(first, bucket);
    last = Math.max(last, bucket);
  }
  return last < 0 ? [0, 0] : [first, last - first + 1];
}
