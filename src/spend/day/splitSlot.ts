import { MINUTE } from '../../time/utc.ts';
import type { UsageCell } from '../bill.ts';
import { ITEMS, type UsageDetail, withKnownGeo } from '../kind.ts';
import { apportionColumn } from './apportionColumn.ts';
import type { DimensionKeys } from './dimensionKeys.ts';
import { cellAt, type UsageBatch } from './pricedDay.ts';

/**
 * Cuts one slot of a batch at instants (ms; the first is its start, the last its end): counts and amounts go to its
 * parts by the minutes, so that they add up to the slot exactly. Usage that came too late for any minute goes as all of
 * the slot's minutes do; where there are no minutes, by the time.
 */
export function splitSlot(
  batch: UsageBatch,
  slot: number,
  cuts: readonly number[],
  minutes: MinuteCounts | null,
): UsageBatch {
  const rows = batch.keys.length;
  const size = cuts.length - 1;
  const cells = Int32Array.from({ length: rows }, (_, row) => cellAt(batch, row, slot));
  const firsts = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) firsts[row + 1] = (firsts[row] ?? 0) + (cells[row] === -1 ? 0 : size);
  const counts = new Float64Array(firsts[rows] ?? 0);
  const amounts = new Float64Array(counts.length);
  const common = minutes?.weights(-1, cuts) ?? lengths(cuts);
  for (const [row, cell] of cells.entries()) {
    if (cell === -1) continue;
    const own = minutes?.weights(batch.keys[row] ?? -1, cuts) ?? common;
    const [first, end] = [firsts[row] ?? 0, firsts[row + 1] ?? 0];
    apportionColumn(batch.counts[cell] ?? 0, own, size, counts.subarray(first, end));
    apportionColumn(batch.amounts[cell] ?? 0, own, size, amounts.subarray(first, end));
  }
  return {
    ...batch,
    starts: Float64Array.from(cuts.slice(0, -1)),
    ends: Float64Array.from(cuts.slice(1)),
    firsts,
    cellSlots: Uint8Array.from(counts, (_, cell) => cell % size),
    counts,
    amounts,
  };
}

function lengths(cuts: readonly number[]): Float64Array {
  return Float64Array.from(cuts.slice(1), (end, index) => end - (cuts[index] ?? end));
}

/** Counts of the minutes of one hour, by dimension key. */
export class MinuteCounts {
  readonly #byKey = new Map<number, Map<number, number>>();
  readonly #all = new Map<number, number>();

  constructor(cells: readonly UsageCell[], keys: DimensionKeys, defaultWorkspaceId: string, detail: UsageDetail) {
    for (const { series, start, counts } of cells) {
      const workspaceId = series.workspaceId === defaultWorkspaceId ? '' : series.workspaceId;
      const told = withKnownGeo(series, detail);
      for (let item = 0; item < ITEMS.length; item++) {
        const count = counts[item] ?? 0;
        if (count === 0) continue;
        const key = keys.ofUsage(told, item, workspaceId);
        const own = this.#byKey.get(key) ?? new Map<number, number>();
        this.#byKey.set(key, own);
        own.set(start, (own.get(start) ?? 0) + count);
        this.#all.set(start, (this.#all.get(start) ?? 0) + count);
      }
    }
  }

  /** Counts between cuts, of a key or of everything (-1); null where there are none. */
  weights(key: number, cuts: readonly number[]): Float64Array | null {
    const minutes = key === -1 ? this.#all : this.#byKey.get(key);
    if (!minutes) return null;
    const weights = new Float64Array(cuts.length - 1);
    let total = 0;
    let part = 0;
    const first = cuts[0] ?? 0;
    const last = cuts.at(-1) ?? 0;
    for (let minute = first - (first % MINUTE); minute < last; minute += MINUTE) {
      while (part < weights.length - 1 && minute >= (cuts[part + 1] ?? last)) part += 1;
      const count = minutes.get(minute) ?? 0;
      weights[part] = (weights[part] ?? 0) + count;
      total += count;
    }
    return total > 0 ? weights : null;
  }
}
