import type { CostChart } from '../../src/shared/panelView.ts';

type Costs = Pick<CostChart, 'buckets' | 'series' | 'amounts'>;

/** Colours there are; what is drawn beyond them shares one, as "Other". */
export const SLOTS = 8;

/**
 * Ids of the series that are drawn by name, dearest first: the ones with the largest share in any of the charts, so that
 * all charts of a page name the same. Ties go by id.
 */
export function chartedIds(charts: readonly Costs[]): string[] {
  const shares = new Map<string, number>();
  for (const chart of charts) {
    const amounts = seriesTotals(chart);
    let total = 0;
    for (const amount of amounts) total += Number(amount);
    for (const [index, { id }] of chart.series.entries()) {
      const share = total > 0 ? Number(amounts[index] ?? 0n) / total : 0;
      shares.set(id, Math.max(shares.get(id) ?? 0, share));
    }
  }
  return [...shares]
    .sort(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .slice(0, SLOTS)
    .map(([id]) => id);
}

/** Amount of each series over all buckets, in millionths of a cent. */
export function seriesTotals(chart: Costs): bigint[] {
  const width = chart.buckets.length;
  return chart.series.map((_, series) => {
    let total = 0n;
    for (const amount of chart.amounts.subarray(series * width, (series + 1) * width)) total += amount;
    return total;
  });
}

/** Amount of each bucket over all series, in millionths of a cent. */
export function bucketTotals(chart: Costs): bigint[] {
  const width = chart.buckets.length;
  const totals = new Array<bigint>(width).fill(0n);
  for (const [index, amount] of chart.amounts.entries()) {
    if (width > 0) totals[index % width] = (totals[index % width] ?? 0n) + amount;
  }
  return totals;
}
