import { DIMENSIONS, type Dimension } from '../../shared/dimensions.ts';
import type { Value } from '../../shared/explorer.ts';
import { mapValues } from '../../shared/mapValues.ts';
import type { Measure } from '../../shared/measures.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { valueIdOf } from './dimensions.ts';
import type { Rollup } from './rollup.ts';
import { groupKeys, rankGroups, sumGroups } from './totals.ts';

/** What each dimension can be filtered by: all values of a span, whatever the filters, dearest first. */
export function filterValues(
  rollup: Rollup,
  keys: readonly DimensionKey[],
  measure: Measure,
  named: (dimension: Dimension) => (id: string) => Value,
): Readonly<Record<Dimension, readonly Value[]>> {
  const isThere = keys.map((_, number) => rollup.counts[number] !== 0 || rollup.amountOf(number) !== 0n);
  const of = (dimension: Dimension): Value[] => {
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
