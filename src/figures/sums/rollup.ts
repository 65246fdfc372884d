import { BASES } from '../../shared/basis.ts';
import { in64Bits } from '../../shared/money.ts';
import { NO_RATE, savedBy } from '../../spend/day/inputRates.ts';
import type { DayBatch } from '../scan/scanDays.ts';
import { ExactSums } from './exactSums.ts';

/** Sums by key, over all that is known of a span. */
export class Rollup {
  /** Millionths of a cent, by the index of `BASES`. */
  readonly amounts: readonly ExactSums[];
  /** Part of the amounts that is at plain list prices. */
  readonly listed: ExactSums;
  readonly unpriced: Float64Array;
  readonly counts: Float64Array;
  /** Of the counts, those that the amounts are of; see `UsageBatch.paid`. */
  readonly paid: Float64Array;
  /** Of the counts, those that a final bill does not carry: requests that were refused. */
  readonly refused: Float64Array;
  /** Cost of cached tokens as uncached ones, less their own; see `cacheView`. */
  readonly saved: ExactSums;
  /** Of the counts, cached tokens without a known rate, whose savings are not in `saved`. */
  readonly unrated: Float64Array;

  constructor(keys: number) {
    this.amounts = BASES.map(() => new ExactSums(keys));
    this.listed = new ExactSums(keys);
    this.unpriced = new Float64Array(keys);
    this.counts = new Float64Array(keys);
    this.paid = new Float64Array(keys);
    this.refused = new Float64Array(keys);
    this.saved = new ExactSums(keys);
    this.unrated = new Float64Array(keys);
  }

  add({ usage, buckets, whole, unallocated }: DayBatch): void {
    const { firsts, cellSlots } = usage;
    for (let row = 0; row < usage.keys.length; row++) {
      let count = whole?.counts[row] ?? 0;
      let amount = whole?.amounts[row] ?? 0;
      const end = whole ? 0 : (firsts[row + 1] ?? 0);
      for (let cell = firsts[row] ?? 0; cell < end; cell++) {
        if ((buckets[cellSlots[cell] ?? 0] ?? -1) < 0) continue;
        count += usage.counts[cell] ?? 0;
        amount += usage.amounts[cell] ?? 0;
      }
      if (count === 0 && amount === 0) continue;
      const key = usage.keys[row] ?? 0;
      plus(this.counts, key, count);
      if (usage.unpriced[row] === 1) plus(this.unpriced, key, count);
      if (usage.refused[row] === 1) plus(this.refused, key, count);
      if (usage.paid[row] === 1) plus(this.paid, key, count);
      if (amount !== 0) this.amounts[usage.bases[row] ?? 0]?.addScaled(key, amount, usage.scale);
      if (usage.listed[row] === 1) this.listed.addScaled(key, amount, usage.scale);
      const index = usage.inputRates[row] ?? NO_RATE;
      if (index === NO_RATE) continue;
      const rate = usage.rates[index];
      if (!rate) plus(this.unrated, key, count);
      else if (whole && Number.isSafeInteger(whole.saved[row])) {
        this.saved.addScaled(key, whole.saved[row] ?? 0, usage.scale);
      } else this.saved.addExact(key, savedBy(rate, count, amount) * usage.scale);
    }
    for (const { line } of unallocated) this.amounts[line.basis]?.addExact(line.key, line.amount);
  }

  amountOf(key: number): bigint {
    return this.amounts.reduce((sum, amounts) => sum + amounts.at(key), 0n);
  }

  /** True where a key has any amount, also where its amounts add up to nothing. */
  hasAmount(key: number): boolean {
    return this.amounts.some((amounts) => !amounts.isZero(key));
  }
}

/** Adds to a sum of a column. */
export function plus(sums: Float64Array, at: number, more = 0): void {
  sums[at] = (sums[at] ?? 0) + more;
}

/** Adds to a sum of money, which stays within 64 bits. */
export function plusMoney(sums: BigInt64Array, at: number, more = 0n): void {
  sums[at] = in64Bits((sums[at] ?? 0n) + more);
}
