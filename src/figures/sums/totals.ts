import { BASES, BASIS_CODES } from '../../shared/basis.ts';
import { DIMENSIONS, type Dimension } from '../../shared/dimensions.ts';
import type { Totals, Value } from '../../shared/explorer.ts';
import { mapValues } from '../../shared/mapValues.ts';
import type { Measure } from '../../shared/measures.ts';
import { in64Bits } from '../../shared/money.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { ITEMS } from '../../spend/kind.ts';
import type { CountedItems } from './countedItems.ts';
import { valueIdOf } from './dimensions.ts';
import { ExactSums } from './exactSums.ts';
import { plus, type Rollup } from './rollup.ts';

/** The values of a dimension among some keys, and the one that each key is of. */
export interface DimensionGroups {
  readonly ids: readonly string[];
  /** By key; -1 where it is left out. */
  readonly of: Int32Array;
}

/** Groups the wanted keys by the id that each has. */
export function groupKeys(
  keys: readonly DimensionKey[],
  idOf: (key: DimensionKey) => string,
  wanted: (key: number) => boolean,
): DimensionGroups {
  const index = new Map<string, number>();
  const of = new Int32Array(keys.length).fill(-1);
  for (const [number, key] of keys.entries()) {
    if (!wanted(number)) continue;
    const id = idOf(key);
    const at = index.get(id) ?? index.size;
    index.set(id, at);
    of[number] = at;
  }
  return { ids: [...index.keys()], of };
}

/** Sums by group, over all that is available of a span. */
export interface GroupSums {
  readonly amounts: readonly ExactSums[];
  readonly unpriced: Float64Array;
  /** Units by group and item. */
  readonly counts: Float64Array;
  /** 1 for a group that anything is known of. */
  readonly seen: Uint8Array;
}

/** Adds the sums of keys up to those of their groups. */
export function sumGroups(rollup: Rollup, keys: readonly DimensionKey[], { ids, of }: DimensionGroups): GroupSums {
  const sums: GroupSums = {
    amounts: BASES.map(() => new ExactSums(ids.length)),
    unpriced: new Float64Array(ids.length),
    counts: new Float64Array(ids.length * ITEMS.length),
    seen: new Uint8Array(ids.length),
  };
  for (const [number, { item }] of keys.entries()) {
    const at = of[number] ?? -1;
    if (at < 0) continue;
    if (rollup.counts[number] !== 0 || rollup.hasAmount(number)) sums.seen[at] = 1;
    for (const [basis, amounts] of rollup.amounts.entries()) sums.amounts[basis]?.addFrom(at, amounts, number);
    plus(sums.unpriced, at, rollup.unpriced[number]);
    if (item >= 0) plus(sums.counts, at * ITEMS.length + item, rollup.counts[number]);
  }
  return sums;
}

/** Cost of a group, in millionths of a cent. */
function costOf({ amounts }: GroupSums, at: number): bigint {
  return amounts.reduce((sum, column) => sum + column.at(at), 0n);
}

/** Groups, dearest first: by cost where nothing is counted, else by units, or a share's denominator. Ties by id. */
export function rankGroups(sums: GroupSums, ids: readonly string[], counted: CountedItems | null): number[] {
  const items = counted?.wholes ?? counted?.parts ?? [true, true, true, true, true, true];
  const units = ids.map((_, at) =>
    items.reduce((sum, isOf, item) => sum + (isOf ? (sums.counts[at * ITEMS.length + item] ?? 0) : 0), 0),
  );
  const costs = ids.map((_, at) => (counted === null ? costOf(sums, at) : 0n));
  return ids
    .map((_, at) => at)
    .sort((a, b) => {
      const [cost, other] = [costs[a] ?? 0n, costs[b] ?? 0n];
      if (cost !== other) return cost > other ? -1 : 1;
      return (units[b] ?? 0) - (units[a] ?? 0) || ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1);
    });
}

/** Groups in an order as columns, beside the previous period. `values` are by group. */
export function totalsOf(
  order: readonly number[],
  values: readonly Value[],
  sums: GroupSums,
  before: GroupSums | null,
): Totals {
  const money = (column: ExactSums | undefined) => BigInt64Array.from(order, (at) => in64Bits(column?.at(at) ?? 0n));
  const countsOf = ({ counts }: GroupSums) => {
    const ordered = new Float64Array(order.length * ITEMS.length);
    for (const [index, at] of order.entries()) {
      ordered.set(counts.subarray(at * ITEMS.length, (at + 1) * ITEMS.length), index * ITEMS.length);
    }
    return ordered;
  };
  return {
    values: order.flatMap((at) => values[at] ?? []),
    billed: money(sums.amounts[BASIS_CODES.billed]),
    mixed: money(sums.amounts[BASIS_CODES.mixed]),
    estimated: money(sums.amounts[BASIS_CODES.estimated]),
    unpricedTokens: Float64Array.from(order, (at) => sums.unpriced[at] ?? 0),
    counts: countsOf(sums),
    before: before && {
      cost: BigInt64Array.from(order, (at) => in64Bits(costOf(before, at))),
      unpricedTokens: Float64Array.from(order, (at) => before.unpriced[at] ?? 0),
      counts: countsOf(before),
    },
  };
}

/** Values that each dimension can be filtered by, as `named` makes them: all of a span, whatever the filters, dearest first. */
export function keptValues<Named>(
  rollup: Rollup,
  keys: readonly DimensionKey[],
  measure: Measure,
  named: (dimension: Dimension) => (id: string) => Named,
): Readonly<Record<Dimension, readonly Named[]>> {
  const isThere = keys.map((_, number) => rollup.counts[number] !== 0 || rollup.amountOf(number) !== 0n);
  const of = (dimension: Dimension): Named[] => {
    const grouping = groupKeys(
      keys,
      (key) => valueIdOf(key, dimension, measure),
      (number) => isThere[number] === true,
    );
    const order = rankGroups(sumGroups(rollup, keys, grouping), grouping.ids, null);
    return order.flatMap((at) => grouping.ids.slice(at, at + 1)).map(named(dimension));
  };
  return mapValues(DIMENSIONS, (_, dimension) => of(dimension));
}
