/** Figures in tables of cost that are shown elsewhere too, and so have their own cents: see `roundGrid`. */
import { BASIS_CODES } from '../basis.ts';
import { splitAt } from '../costSplit.ts';
import type { ChartFrame, Explorer } from '../explorer.ts';
import { type Money, sumOfAmounts, toCents } from '../money.ts';
import type { CostChart } from '../panelView.ts';
import type { FixedTotals } from './movingCents.ts';
import { partsToCents } from './partsToCents.ts';

const STANDING_UNITS: ReadonlySet<CostChart['unit']> = new Set(['day', 'month']);

/**
 * Cents of the buckets that are shown elsewhere too: today and yesterday, this month and the last one. Never of the oldest
 * bucket with an amount: something has to take the difference to the total.
 */
export function standingBuckets(unit: CostChart['unit'], amounts: readonly Money[]): FixedTotals['rows'] {
  if (!STANDING_UNITS.has(unit)) return undefined;
  const oldest = amounts.findIndex((amount) => amount !== 0n);
  const newest = amounts.length - 2;
  return amounts.map((amount, at) => (at >= newest && at > oldest ? toCents(amount) : undefined));
}

/** Cents of the billed, the mixed and the estimated total: the same in every table of a choice. */
export function basisTotals({ totals, chart }: Pick<Explorer, 'totals' | 'chart'>): [bigint, bigint, bigint] {
  const sums = [totals.billed, totals.mixed, totals.estimated].map(sumOfAmounts);
  const estimated = chart.kind === 'cost' ? estimatedDays(chart, sums[2] ?? 0n) : undefined;
  const [billed = 0n, mixed = 0n, rest = 0n] = partsToCents(sums, [undefined, undefined, estimated]);
  return [billed, mixed, rest];
}

/** Cents of an estimated total, where it consists only of buckets that are shown elsewhere too. */
function estimatedDays(chart: CostChart, whole: Money): bigint | undefined {
  if (!STANDING_UNITS.has(chart.unit)) return undefined;
  const begun = begunBuckets(chart);
  const amounts = Array.from({ length: begun }, (_, bucket) => bucketSum(chart, bucket, (at) => chart.amounts[at]));
  const standing = standingBuckets(chart.unit, amounts) ?? [];
  const estimates = standing.flatMap((cents, bucket) =>
    cents === undefined ? [] : [bucketSum(chart, bucket, (at) => estimateAt(chart, at))],
  );
  return estimates.length > 0 && sumOfAmounts(estimates) === whole ? sumOfAmounts(estimates.map(toCents)) : undefined;
}

/** Number of buckets that have begun: those after the running one are in the future. */
export function begunBuckets({ buckets }: Pick<ChartFrame, 'buckets'>): number {
  const running = buckets.findIndex((bucket) => bucket.running);
  return running < 0 ? buckets.length : running + 1;
}

function estimateAt(chart: CostChart, at: number): Money | undefined {
  return chart.bases[at] === BASIS_CODES.estimated ? chart.amounts[at] : splitAt(chart, at)?.estimated;
}

function bucketSum({ series, buckets }: CostChart, bucket: number, amountAt: (at: number) => Money | undefined): Money {
  return sumOfAmounts(series.map((_, each) => amountAt(each * buckets.length + bucket) ?? 0n));
}
