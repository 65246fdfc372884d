import { type Basis, basisOfParts, COST_PARTS, type CostPart } from '../basis.ts';
import type { RoundedCost } from '../cost.ts';
import type { Explorer, Value } from '../explorer.ts';
import { roundedShares } from '../rounding/roundedShares.ts';
import { roundGrid } from '../rounding/roundGrid.ts';
import { basisTotals } from '../rounding/standingFigures.ts';

/** The cost of a value of the dimension, or of all of them. Cents add up along the parts and over the values. */
export interface CostFigure extends RoundedCost {
  readonly unpricedTokens: number;
  readonly parts: Readonly<Record<CostPart, RoundedCost>>;
  /** Thousandths of the total; null where there is nothing to share. */
  readonly share: number | null;
  /** In the period before; null when that was not asked for. */
  readonly before: bigint | null;
}

export interface CostFigures {
  /** In the order of the explorer's values. */
  readonly values: readonly (Value & CostFigure)[];
  readonly total: CostFigure;
  /** Parts that have an amount in any value. */
  readonly parts: readonly CostPart[];
}

/** Cost by value of the dimension, rounded so that what is printed adds up to the chart's total. */
export function costFigures({ totals, chart }: Pick<Explorer, 'totals' | 'chart'>): CostFigures {
  const sums = totals.values.map((_, at) => COST_PARTS.map((part) => totals[part][at] ?? 0n));
  const rounded = roundGrid(sums, { columns: basisTotals({ totals, chart }) });
  const shares = roundedShares(sums.map(sumOf));
  const isUnknown = chart.buckets.every(({ basis }) => basis === 'none');
  const width = totals.counts.length / (totals.values.length || 1);
  const isUsed = totals.values.map((_, at) =>
    totals.counts.subarray(at * width, (at + 1) * width).some((units) => units !== 0),
  );
  const figure = (
    exact: readonly bigint[],
    cents: readonly bigint[],
    sum: bigint,
    used: boolean,
    others: Pick<CostFigure, 'unpricedTokens' | 'share' | 'before'>,
  ): CostFigure => {
    const printed = (part: CostPart, column: number): RoundedCost => ({
      amount: exact[column] ?? 0n,
      cents: cents[column] ?? 0n,
      basis: part,
    });
    // What was not used is known to have cost nothing; what was used and is in no bill has no dollars, which is not zero.
    const ofNothing: Basis = isUnknown || used ? 'none' : 'billed';
    return {
      ...others,
      amount: sumOf(exact),
      cents: sum,
      basis: basisOfParts(exact, ofNothing),
      parts: { billed: printed('billed', 0), mixed: printed('mixed', 1), estimated: printed('estimated', 2) },
    };
  };
  const before = totals.before?.cost ?? null;
  return {
    values: totals.values.map((value, at) => ({
      ...value,
      ...figure(sums[at] ?? [], rounded.cells[at] ?? [], rounded.rows[at] ?? 0n, isUsed[at] ?? false, {
        unpricedTokens: totals.unpricedTokens[at] ?? 0,
        share: shares?.[at] ?? null,
        before: before && (before[at] ?? 0n),
      }),
    })),
    total: figure(
      COST_PARTS.map((part) => sumOf(totals[part])),
      // Without a value there are no columns to have sums of.
      COST_PARTS.map((_, column) => rounded.columns[column] ?? 0n),
      rounded.total,
      isUsed.includes(true),
      {
        unpricedTokens: totals.unpricedTokens.reduce((sum, tokens) => sum + tokens, 0),
        share: shares && 1000,
        before: before && sumOf(before),
      },
    ),
    parts: COST_PARTS.filter((part) => totals[part].some((amount) => amount !== 0n)),
  };
}

export function sumOf(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
