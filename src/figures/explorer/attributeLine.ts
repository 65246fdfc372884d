import { spread } from './spread.ts';

export interface Rows {
  /** Slots a row. */
  readonly width: number;
  /** Units of the day, by row. */
  readonly units: Float64Array;
  /** Number of the API key, by row. */
  readonly keys: readonly number[];
  readonly counts: Float64Array;
  readonly amounts: Float64Array;
  /** Sums over the day, by row. */
  readonly dayAmounts: Float64Array;
}

/**
 * A day's amount of one kind to the rows that are of it: to the keys by their units, a key's to the slots by theirs, a
 * slot's to its series. The same parts as `attribute` gives, to the last unit. `members` are in the order of ties: by key,
 * then by series.
 */
export function attributeLine(amount: number, members: readonly number[], rows: Rows): void {
  const firsts: number[] = [];
  for (let at = 0; at < members.length; at++) {
    if (at === 0 || keyAt(rows, members, at) !== keyAt(rows, members, at - 1)) firsts.push(at);
  }
  const weights = new Float64Array(firsts.length);
  const parts = new Float64Array(firsts.length);
  const groups = firsts.map((first, index) => members.slice(first, firsts[index + 1]));
  for (const [index, group] of groups.entries()) {
    weights[index] = group.reduce((sum, row) => sum + (rows.units[row] ?? 0), 0);
  }
  spread(amount, weights, groups.length, parts);
  for (const [index, group] of groups.entries()) toSlots(parts[index] ?? 0, group, rows);
}

function keyAt({ keys }: Rows, members: readonly number[], at: number): number | undefined {
  return keys[members[at] ?? 0];
}

function toSlots(amount: number, group: readonly number[], { width, counts, amounts, dayAmounts }: Rows): void {
  const [only] = group;
  if (only === undefined) return;
  if (group.length === 1) {
    spread(amount, counts.subarray(only * width, (only + 1) * width), width, amounts.subarray(only * width));
    dayAmounts[only] = amount;
    return;
  }
  const weights = new Float64Array(width);
  for (const row of group) for (let slot = 0; slot < width; slot++) add(weights, slot, counts[row * width + slot]);
  const ofSlots = new Float64Array(width);
  spread(amount, weights, width, ofSlots);
  const units = new Float64Array(group.length);
  const parts = new Float64Array(group.length);
  for (let slot = 0; slot < width; slot++) {
    if (weights[slot] === 0) continue;
    for (const [index, row] of group.entries()) units[index] = counts[row * width + slot] ?? 0;
    spread(ofSlots[slot] ?? 0, units, group.length, parts);
    for (const [index, row] of group.entries()) {
      amounts[row * width + slot] = parts[index] ?? 0;
      add(dayAmounts, row, parts[index]);
    }
  }
}

function add(sums: Float64Array, at: number, amount = 0): void {
  sums[at] = (sums[at] ?? 0) + amount;
}
