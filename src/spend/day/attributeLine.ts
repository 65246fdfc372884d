import { apportionColumn, apportionColumnFrom } from './apportionColumn.ts';

/** Rows and cells of a day while it is priced. */
export interface Rows {
  /** Slots of a day. */
  readonly width: number;
  /** Units of the day, by row. */
  readonly units: Float64Array;
  /** Number of the API key, by row. */
  readonly apiKeys: Uint32Array;
  /** Index of the first cell of each row, and the end of the last. */
  readonly firsts: Uint32Array;
  /** By cell. */
  readonly cellSlots: Uint8Array;
  readonly counts: Float64Array;
  readonly amounts: Float64Array;
  /** Sums over the day, by row. */
  readonly dayAmounts: Float64Array;
}

/** Used again for each line: a day has hundreds. */
let ofGroups = { weights: new Float64Array(64), parts: new Float64Array(64) };

/**
 * Apportions a day's amount of one kind to its rows: to the keys by their units, a key's to the slots by theirs, a
 * slot's to its series. `members` are in the order of ties: by key, then by series.
 */
export function attributeLine(amount: number, members: readonly number[], rows: Rows): void {
  const groups: number[] = [];
  for (let at = 0, before = -1; at < members.length; at++) {
    const key = rows.apiKeys[members[at] ?? 0] ?? 0;
    if (key !== before) groups.push(at);
    before = key;
  }
  if (ofGroups.weights.length < groups.length) {
    ofGroups = { weights: new Float64Array(2 * groups.length), parts: new Float64Array(2 * groups.length) };
  }
  const { weights, parts } = ofGroups;
  weights.fill(0, 0, groups.length);
  for (let group = 0; group < groups.length; group++) {
    const end = groups[group + 1] ?? members.length;
    for (let at = groups[group] ?? 0; at < end; at++) add(weights, group, rows.units[members[at] ?? 0]);
  }
  apportionColumn(amount, weights, groups.length, parts);
  for (let group = 0; group < groups.length; group++) {
    const first = groups[group] ?? 0;
    const end = groups[group + 1] ?? members.length;
    if (end - first > 1) toSlots(parts[group] ?? 0, members.slice(first, end), rows);
    else toOwnSlots(parts[group] ?? 0, members[first] ?? 0, rows);
  }
}

function toOwnSlots(amount: number, row: number, { firsts, counts, amounts, dayAmounts }: Rows): void {
  const first = firsts[row] ?? 0;
  apportionColumnFrom(amount, counts, first, (firsts[row + 1] ?? first) - first, amounts);
  dayAmounts[row] = amount;
}

function toSlots(amount: number, group: readonly number[], rows: Rows): void {
  const { width, firsts, cellSlots, counts, amounts, dayAmounts } = rows;
  const weights = new Float64Array(width);
  for (const row of group) {
    const end = firsts[row + 1] ?? 0;
    for (let cell = firsts[row] ?? 0; cell < end; cell++) add(weights, cellSlots[cell] ?? 0, counts[cell]);
  }
  const ofSlots = new Float64Array(width);
  apportionColumn(amount, weights, width, ofSlots);
  // The next cell of each row: they come in the order of their slots.
  const next = Uint32Array.from(group, (row) => firsts[row] ?? 0);
  const units = new Float64Array(group.length);
  const parts = new Float64Array(group.length);
  for (let slot = 0; slot < width; slot++) {
    if (weights[slot] === 0) continue;
    for (const [index, row] of group.entries()) {
      const cell = next[index] ?? 0;
      units[index] = cell < (firsts[row + 1] ?? 0) && cellSlots[cell] === slot ? (counts[cell] ?? 0) : 0;
    }
    apportionColumn(ofSlots[slot] ?? 0, units, group.length, parts);
    for (const [index, row] of group.entries()) {
      if (units[index] === 0) continue;
      const cell = next[index] ?? 0;
      next[index] = cell + 1;
      amounts[cell] = parts[index] ?? 0;
      add(dayAmounts, row, parts[index]);
    }
  }
}

function add(sums: Float64Array, at: number, amount = 0): void {
  sums[at] = (sums[at] ?? 0) + amount;
}
