import { basisOfParts, COST_PARTS, type CostPart } from '../basis.ts';
import type { RoundedCost } from '../cost.ts';
import type { Explorer, Value } from '../explorer.ts';
import { ITEM_COUNT } from '../measures.ts';
import { sumOfAmounts } from '../money.ts';
import { roundGrid } from '../rounding/roundGrid.ts';
import { basisTotals } from '../rounding/standingFigures.ts';

/** A cost as it is printed, whose parts add up. */
interface CostInParts {
  readonly cents: bigint;
  readonly parts: Readonly<Record<CostPart, RoundedCost>>;
}

/** The cost of a value of the dimension. */
export interface CostFigure extends CostInParts, RoundedCost {
  readonly cents: bigint;
  readonly unpricedTokens: number;
}

export interface CostFigures {
  /** In the order of the explorer's values. */
  readonly values: readonly (Value & CostFigure)[];
  /** All of them together; cents add up over the values, too. */
  readonly total: CostInParts;
  /** Parts that have an amount in any value. */
  readonly parts: readonly CostPart[];
}

/** Cost by value of the dimension, rounded so that the printed cents add up to the chart's total. */
export function costFigures({ totals, chart }: Pick<Explorer, 'totals' | 'chart'>): CostFigures {
  const sums = totals.values.map((_, at) => COST_PARTS.map((part) => totals[part][at] ?? 0n));
  const rounded = roundGrid(sums, { columns: basisTotals({ totals, chart }) });
  const isUnknown = chart.buckets.every(({ basis }) => basis === 'none');
  const partsOf = (exact: readonly bigint[], cents: readonly bigint[]) => {
    const part = (basis: CostPart, at: number) => ({ amount: exact[at] ?? 0n, cents: cents[at] ?? 0n, basis });
    return { billed: part('billed', 0), mixed: part('mixed', 1), estimated: part('estimated', 2) };
  };
  return {
    values: totals.values.map((value, at) => {
      const exact = sums[at] ?? [];
      const units = totals.counts.subarray(at * ITEM_COUNT, (at + 1) * ITEM_COUNT);
      return {
        ...value,
        amount: sumOfAmounts(exact),
        cents: rounded.rows[at] ?? 0n,
        // Without usage the cost is known to be zero; usage that is in no bill has no dollars, which is not zero.
        basis: basisOfParts(exact, isUnknown || units.some((each) => each !== 0) ? 'none' : 'billed'),
        unpricedTokens: totals.unpricedTokens[at] ?? 0,
        parts: partsOf(exact, rounded.cells[at] ?? []),
      };
    }),
    total: {
      cents: rounded.total,
      parts: partsOf(
        COST_PARTS.map((part) => sumOfAmounts(totals[part])),
        rounded.columns,
      ),
    },
    parts: COST_PARTS.filter((part) => totals[part].some((amount) => amount !== 0n)),
  };
}
