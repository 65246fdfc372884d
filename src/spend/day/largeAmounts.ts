import { apportion } from '../../shared/money.ts';
import type { Rows } from './attributeLine.ts';
import { cellAt, HIGH_PART, HIGH_PART_BITS, type WholeDayBatch } from './pricedDay.ts';

/** Amounts too large for doubles: the low part of each goes to the cells of a day, the high part to a batch beside it. */
export class LargeAmounts {
  readonly #rows: Rows;
  readonly #amounts: Float64Array;
  readonly #dayAmounts: Float64Array;

  constructor(rows: Rows) {
    this.#rows = rows;
    this.#amounts = new Float64Array(rows.amounts.length);
    this.#dayAmounts = new Float64Array(rows.dayAmounts.length);
  }

  /** Apportions a day's amount of one kind to its rows, as `attributeLine` does, in integers of any size. */
  attribute(amount: bigint, members: readonly number[]): void {
    const { apiKeys, units } = this.#rows;
    const groups = [...Map.groupBy(members, (row) => apiKeys[row]).values()];
    const weights = groups.map((group) => group.reduce((sum, row) => sum + BigInt(units[row] ?? 0), 0n));
    const parts = apportion(amount, weights);
    for (const [index, group] of groups.entries()) this.#toSlots(parts[index] ?? 0n, group);
  }

  #toSlots(amount: bigint, group: readonly number[]): void {
    const { width, counts } = this.#rows;
    const countOf = (row: number, slot: number) => BigInt(counts[cellAt(this.#rows, row, slot)] ?? 0);
    const slots = Array.from({ length: width }, (_, slot) => slot);
    const ofSlots = apportion(
      amount,
      slots.map((slot) => group.reduce((sum, row) => sum + countOf(row, slot), 0n)),
    );
    for (const slot of slots) {
      const parts = apportion(
        ofSlots[slot] ?? 0n,
        group.map((row) => countOf(row, slot)),
      );
      for (const [index, row] of group.entries()) this.#put(row, slot, parts[index] ?? 0n);
    }
  }

  #put(row: number, slot: number, amount: bigint): void {
    const { amounts, dayAmounts } = this.#rows;
    const cell = cellAt(this.#rows, row, slot);
    if (cell === -1) return;
    const size = amount < 0n ? -amount : amount;
    const sign = amount < 0n ? -1 : 1;
    const [low, high] = [sign * Number(size % HIGH_PART), sign * Number(size >> HIGH_PART_BITS)];
    add(amounts, cell, low);
    add(dayAmounts, row, low);
    add(this.#amounts, cell, high);
    add(this.#dayAmounts, row, high);
  }

  /** The batch of the high parts. Its savings are below zero, as cached tokens save less the more they cost. */
  beside(batch: WholeDayBatch): WholeDayBatch {
    return {
      ...batch,
      counts: new Float64Array(batch.counts.length),
      amounts: this.#amounts,
      scale: HIGH_PART,
      dayCounts: new Float64Array(batch.dayCounts.length),
      dayAmounts: this.#dayAmounts,
      daySaved: this.#dayAmounts.map((amount) => 0 - amount),
    };
  }
}

function add(sums: Float64Array, at: number, more: number): void {
  sums[at] = (sums[at] ?? 0) + more;
}
