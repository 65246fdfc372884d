import { type Chart, REST } from './explorer.ts';
import type { CostChart } from './panelView.ts';
import { COLOR_COUNT } from './seriesColors.ts';

/**
 * Ids of the series that are drawn by name: the largest, which come first in an answer, and those as large below zero, such
 * as a credit, which come last. In "Other" a credit would be hidden behind the cost that it reduces.
 */
export function chartedSeries(chart: Chart): string[] {
  const named = chart.series.flatMap(({ id }, position) => (id === REST ? [] : [{ id, position }]));
  const first = named.slice(0, COLOR_COUNT);
  if (chart.kind !== 'cost' || named.length <= COLOR_COUNT) return first.map(({ id }) => id);
  const sizeAt = ({ position }: { readonly position: number }) => Number(sumOf(chart, position));
  const reduced = named.slice(named.findLastIndex((each) => sizeAt(each) >= 0) + 1);
  if (reduced.length === 0) return first.map(({ id }) => id);
  const all = [...new Set([...first, ...reduced])].map((each) => ({ ...each, weight: Math.abs(sizeAt(each)) }));
  const heaviest = all.toSorted((a, b) => b.weight - a.weight).slice(0, COLOR_COUNT);
  return heaviest.toSorted((a, b) => a.position - b.position).map(({ id }) => id);
}

function sumOf({ amounts, buckets }: CostChart, position: number): bigint {
  let sum = 0n;
  for (const amount of amounts.subarray(position * buckets.length, (position + 1) * buckets.length)) sum += amount;
  return sum;
}
