import { BASES, type Basis, type CostChart } from '../../src/shared/panelView.ts';
import type { Slots } from './slots.ts';

/** One colour of a stacked chart: a series, or all that are not charted by name together. */
export interface Layer {
  readonly name: string;
  /** Series it is made of. */
  readonly ids: readonly string[];
  /** `null` is "Other". */
  readonly slot: number | null;
  /** By bucket, in millionths of a cent. */
  readonly amounts: readonly bigint[];
  readonly bases: readonly Basis[];
}

/** The layers of a chart from the bottom up: the charted series in their order, then "Other" if there is any. */
export function layersOf(chart: CostChart, charted: readonly string[], slots: Slots): Layer[] {
  const index = new Map(chart.series.map(({ id }, position) => [id, position]));
  const layers: Layer[] = [];
  for (const id of charted) {
    const position = index.get(id);
    if (position === undefined) continue;
    const name = chart.series[position]?.name ?? id;
    layers.push({ name, ids: [id], slot: slots[id] ?? null, ...together(chart, [position]) });
  }
  const rest = [...index].filter(([id]) => !charted.includes(id));
  if (rest.length > 0) {
    const positions = rest.map(([, position]) => position);
    layers.push({ name: 'Other', ids: rest.map(([id]) => id), slot: null, ...together(chart, positions) });
  }
  return layers;
}

/** How a sum came about whose parts came about so; parts of which nothing is known do not count. */
export function commonBasis(bases: Iterable<Basis>): Basis {
  let common: Basis = 'none';
  for (const basis of bases) {
    if (basis === 'none' || basis === common) continue;
    if (common !== 'none') return 'mixed';
    common = basis;
  }
  return common;
}

/** Basis of the cell of a series and a bucket. */
export function basisAt(chart: CostChart, series: number, bucket: number): Basis {
  return BASES[chart.bases[series * chart.buckets.length + bucket] ?? 0] ?? 'none';
}

function together(chart: CostChart, series: readonly number[]): Pick<Layer, 'amounts' | 'bases'> {
  const width = chart.buckets.length;
  const amounts: bigint[] = [];
  const bases: Basis[] = [];
  for (let bucket = 0; bucket < width; bucket++) {
    let sum = 0n;
    const found: Basis[] = [];
    for (const position of series) {
      const amount = chart.amounts[position * width + bucket] ?? 0n;
      sum += amount;
      if (amount !== 0n) found.push(basisAt(chart, position, bucket));
    }
    amounts.push(sum);
    bases.push(commonBasis(found));
  }
  return { amounts, bases };
}
