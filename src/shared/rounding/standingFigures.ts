/** What of a table of cost is shown elsewhere too, and so has its own cents: see `roundGrid`. */
import { BASIS_CODES } from '../basis.ts';
import { splitAt } from '../costSplit.ts';
import type { ChartFrame, Explorer } from '../explorer.ts';
import { type Money, sumOfAmounts, toCents } from '../money.ts';
import type { CostChart } from '../panelView.ts';
import type { FixedTotals } from './holdTotals.ts';
import { partsToCents } from './partsToCents.ts';

const STANDING_UNITS: ReadonlySet<CostChart['unit']> = new Set(['day', 'month']);

/**
 * Cents of the buckets that are figures of their own: today and yesterday, this month and the last one. The oldest bucket
 * with an amount is none of them: something has to take the difference to the total.
 */
export function standingBuckets(unit: CostChart['unit'], amounts: readonly Money[]): FixedTotals['rows'] {
  if (!STANDING_UNITS.has(unit)) return undefined;
  const oldest = amounts.findIndex((amount) => amount !== 0n);
  const newest = amounts.length - 2;
  return amounts.map((amount, at) => (at >= newest && at > oldest ? toCents(amount) : undefined));
}

/** Cents of all that is billed, of what is mixed and of what is estimated: the same wherever a choice is told in a table. */
export function basisTotals({ totals, chart }: Pick<Explorer, 'totals' | 'chart'>): [bigint, bigint, bigint] {
  const sums = [totals.billed, totals.mixed, totals.estimated].map(sumOfAmounts);
  const estimated = chart.kind === 'cost' ? estimatedDays(chart, sums[2] ?? 0n) : undefined;
  const [billed = 0n, mixed = 0n, rest = 0n] = partsToCents(sums, [undefined, undefined, estimated]);
  return [billed, mixed, rest];
}

/** Cents of an estimate that is made of days which are figures of their own, as long as it is of no others. */
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

/** How many buckets have begun: those after the running one lie ahead. */
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
