import { BASES, BASIS_CODES, type Basis } from '../../shared/basis.ts';
import type { Unit } from '../../shared/choice.ts';
import type { CostSplit } from '../../shared/costSplit.ts';
import { type Chart, REST, type Value } from '../../shared/explorer.ts';
import { isCost, isShare, type Measure } from '../../shared/measures.ts';
import { in64Bits } from '../../shared/money.ts';
import type { ChartBucket } from '../../shared/panelView.ts';
import * as terms from '../../shared/terms.ts';
import { seriesNames } from '../namesakes.ts';
import type { Grid } from '../sums/grid.ts';

/** As many cells as a message has room for. */
const MOST_CELLS = 60_000;

export interface ChartInput {
  readonly measure: Measure;
  readonly unit: Unit;
  readonly zone: string;
  readonly buckets: readonly ChartBucket[];
  readonly grid: Grid;
  /** The groups of the grid in the order of their series. */
  readonly order: readonly number[];
  /** By group. */
  readonly values: readonly Value[];
}

/** The largest series that there is room for, and all the others in one. What is nowhere to be seen has no series. */
export function buildChart({ measure, unit, zone, buckets, grid, order, values }: ChartInput): Chart {
  const shown = order.filter((group) => isSeen(grid, group));
  const room = Math.max(Math.floor(MOST_CELLS / Math.max(buckets.length, 1)), 2);
  const kept = shown.length > room ? shown.slice(0, room - 1) : shown;
  const rest = shown.slice(kept.length);
  const columns = rest.length > 0 ? [...kept.map((group) => [group]), rest] : kept.map((group) => [group]);
  const series = seriesNames(kept.flatMap((group) => values.slice(group, group + 1)));
  const frame = {
    unit,
    zone,
    buckets,
    series: rest.length > 0 ? [...series, { id: REST, name: terms.OTHER }] : series,
  };
  const size = columns.length * buckets.length;
  const summed = (cells: Float64Array) => {
    const sums = new Float64Array(size);
    each(columns, buckets.length, (at, from) => {
      sums[at] = (sums[at] ?? 0) + (cells[from] ?? 0);
    });
    return sums;
  };
  if (isCost(measure)) {
    const amounts = new BigInt64Array(size);
    const bases = new Uint8Array(size);
    each(columns, buckets.length, (at, from) => {
      amounts[at] = (amounts[at] ?? 0n) + (grid.amounts[from] ?? 0n);
      bases[at] = (bases[at] ?? 0) | (grid.bases[from] ?? 0);
    });
    const split = splitOf(bases, columns, grid);
    return { kind: 'cost', ...frame, amounts, bases, ...(split && { split }), unpricedTokens: summed(grid.unpriced) };
  }
  if (!isShare(measure)) return { kind: 'count', ...frame, amounts: summed(grid.parts) };
  return { kind: 'share', ...frame, parts: summed(grid.parts), wholes: summed(grid.wholes) };
}

/** Parts of the mixed cells of columns of groups; null where each cell is of one basis. */
function splitOf(bases: Uint8Array, columns: readonly (readonly number[])[], grid: Grid): CostSplit | null {
  const found: { readonly cell: number; readonly parts: readonly bigint[] }[] = [];
  for (const [cell, basis] of bases.entries()) {
    if (basis !== BASIS_CODES.mixed) continue;
    const groups = columns[Math.floor(cell / grid.buckets)] ?? [];
    const all = groups.map((group) => grid.partsOf(group * grid.buckets + (cell % grid.buckets)));
    const parts = BASES.map((_, at) => all.reduce((sum, own) => sum + (own[at] ?? 0n), 0n));
    if (parts.filter((part) => part !== 0n).length > 1) found.push({ cell, parts });
  }
  if (found.length === 0) return null;
  const of = (basis: Basis) => BigInt64Array.from(found, ({ parts }) => in64Bits(parts[BASIS_CODES[basis]] ?? 0n));
  return { cells: Uint32Array.from(found, ({ cell }) => cell), billed: of('billed'), estimated: of('estimated') };
}

function isSeen({ bases, parts, wholes, buckets }: Grid, group: number): boolean {
  const isAny = (column: Uint8Array | Float64Array) =>
    column.subarray(group * buckets, (group + 1) * buckets).some((cell) => cell !== 0);
  return isAny(bases) || isAny(parts) || isAny(wholes);
}

/** Visits the cells of columns of groups: where a cell goes, and where it comes from. */
function each(
  columns: readonly (readonly number[])[],
  buckets: number,
  visit: (at: number, from: number) => void,
): void {
  for (const [series, groups] of columns.entries()) {
    for (const group of groups) {
      for (let bucket = 0; bucket < buckets; bucket++) visit(series * buckets + bucket, group * buckets + bucket);
    }
  }
}
