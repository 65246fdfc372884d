import { BASIS_CODES } from '../../../src/shared/basis.ts';
import { splitAt } from '../../../src/shared/costSplit.ts';
import { type Chart, REST } from '../../../src/shared/explorer.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import type { CostChart } from '../../../src/shared/panelView.ts';
import { COLOR_COUNT, type SeriesColors } from '../../../src/shared/seriesColors.ts';
import * as terms from '../../../src/shared/terms.ts';

/** Exact figures of a layer by bucket: money in millionths of a cent, units, or the two parts of a share. */
type Tally =
  | { readonly kind: 'cost'; readonly amounts: BigInt64Array; readonly byBasis: readonly bigint[] }
  | { readonly kind: 'count'; readonly amounts: Float64Array }
  | { readonly kind: 'share'; readonly parts: Float64Array; readonly wholes: Float64Array };

/** Layer of a chart in one colour: a series, or "Other" with all that are not drawn by name. */
export interface Layer {
  /** `REST` for the others together. */
  readonly id: string;
  readonly name: string;
  /** `null` is "Other". */
  readonly slot: number | null;
  /** Positions of the series it is made of. */
  readonly series: readonly number[];
  /** Height by bucket: dollars, units, or a fraction, which is NaN where there is nothing to have a share of. */
  readonly values: Float64Array;
  /** Codes of `BASES` by bucket; null for counts and shares. */
  readonly bases: Uint8Array | null;
  readonly tally: Tally;
}

const { billed: BILLED, estimated: ESTIMATED, mixed: MIXED } = BASIS_CODES;
export const UNITS_A_DOLLAR = Number(DOLLAR);

/** Makes the layers of a chart from the bottom up: the charted series in their order, then "Other" if there is any. */
export function layersOf(chart: Chart, charted: readonly string[], slots: SeriesColors): Layer[] {
  const positions = new Map(chart.series.map(({ id }, position) => [id, position]));
  const named = charted.slice(0, COLOR_COUNT).flatMap((id) => {
    const position = positions.get(id);
    return position === undefined || id === REST ? [] : [{ id, position }];
  });
  const layers = named.map(({ id, position }) =>
    layerOf(chart, { id, name: chart.series[position]?.name ?? id, slot: slots[id] ?? null, series: [position] }),
  );
  const taken = new Set(named.map(({ position }) => position));
  const rest = chart.series.flatMap((_, position) => (taken.has(position) ? [] : [position]));
  if (rest.length > 0) layers.push(layerOf(chart, { id: REST, name: terms.OTHER, slot: null, series: rest }));
  return layers.filter(hasFigures);
}

/** Makes one series a layer of its own, also one that is drawn within "Other"; null where the chart has no such series. */
export function layerOfSeries(chart: Chart, id: string, layers: readonly Layer[], slots: SeriesColors): Layer | null {
  const drawn = layers.find((layer) => layer.id === id);
  const position = chart.series.findIndex((series) => series.id === id);
  if (drawn || position < 0) return drawn ?? null;
  return layerOf(chart, { id, name: chart.series[position]?.name ?? id, slot: slots[id] ?? null, series: [position] });
}

function hasFigures({ tally }: Layer): boolean {
  switch (tally.kind) {
    case 'cost':
      return tally.amounts.some((amount) => amount !== 0n);
    case 'count':
      return tally.amounts.some((amount) => amount !== 0);
    case 'share':
      return tally.wholes.some((whole) => whole !== 0);
  }
}

type Named = Pick<Layer, 'id' | 'name' | 'slot' | 'series'>;

function layerOf(chart: Chart, named: Named): Layer {
  const width = chart.buckets.length;
  switch (chart.kind) {
    case 'cost':
      return costLayer(chart, named);
    case 'count': {
      const amounts = together(chart.amounts, named.series, width);
      return { ...named, values: amounts, bases: null, tally: { kind: 'count', amounts } };
    }
    case 'share': {
      const parts = together(chart.parts, named.series, width);
      const wholes = together(chart.wholes, named.series, width);
      const values = parts.map((part, bucket) => part / (wholes[bucket] || Number.NaN));
      return { ...named, values, bases: null, tally: { kind: 'share', parts, wholes } };
    }
  }
}

function costLayer(chart: CostChart, named: Named): Layer {
  const width = chart.buckets.length;
  const amounts = new BigInt64Array(width);
  const bases = new Uint8Array(width);
  const byBasis = [0n, 0n, 0n, 0n];
  for (const position of named.series) {
    for (let bucket = 0; bucket < width; bucket++) {
      const amount = chart.amounts[position * width + bucket] ?? 0n;
      if (amount === 0n) continue;
      const basis = chart.bases[position * width + bucket] ?? 0;
      amounts[bucket] = (amounts[bucket] ?? 0n) + amount;
      bases[bucket] = (bases[bucket] ?? 0) | basis;
      const split = basis === MIXED ? splitAt(chart, position * width + bucket) : null;
      const { billed = 0n, estimated = 0n } = split ?? {};
      byBasis[BILLED] = (byBasis[BILLED] ?? 0n) + billed;
      byBasis[ESTIMATED] = (byBasis[ESTIMATED] ?? 0n) + estimated;
      byBasis[basis] = (byBasis[basis] ?? 0n) + amount - billed - estimated;
    }
  }
  // The one place where money becomes a double: its length in pixels.
  const values = Float64Array.from(amounts, (amount) => Number(amount) / UNITS_A_DOLLAR);
  return { ...named, values, bases, tally: { kind: 'cost', amounts, byBasis } };
}

function together(columns: Float64Array, series: readonly number[], width: number): Float64Array {
  const sums = new Float64Array(width);
  for (const position of series) {
    for (let bucket = 0; bucket < width; bucket++) {
      sums[bucket] = (sums[bucket] ?? 0) + (columns[position * width + bucket] ?? 0);
    }
  }
  return sums;
}

/** Sums all layers: their heights, or the share of their sums, and their bases. */
export function sumLayers(layers: readonly Layer[]): Pick<Layer, 'values' | 'bases'> {
  const width = layers[0]?.values.length ?? 0;
  const parts = new Float64Array(width);
  const wholes = new Float64Array(width);
  const add = (sums: Float64Array, values: Float64Array) => {
    for (let bucket = 0; bucket < width; bucket++) sums[bucket] = (sums[bucket] ?? 0) + (values[bucket] ?? 0);
  };
  for (const { tally, values } of layers) {
    add(parts, tally.kind === 'share' ? tally.parts : values);
    if (tally.kind === 'share') add(wholes, tally.wholes);
  }
  const isShare = layers[0]?.tally.kind === 'share';
  const values = isShare ? parts.map((part, bucket) => part / (wholes[bucket] || Number.NaN)) : parts;
  const known = layers.flatMap((layer) => layer.bases ?? []);
  const bases = known[0]?.map((_, bucket) => known.reduce((bits, codes) => bits | (codes[bucket] ?? 0), 0)) ?? null;
  return { values, bases };
}
