import type { Layer } from './layers.ts';

/** Span of a layer in its stack by bucket, seen from zero. Where there is nothing of it both ends are the same. */
export interface Band {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Layer with its parts above and below zero; null where there is none in any bucket. */
interface StackedLayer {
  readonly layer: Layer;
  readonly up: Band | null;
  readonly down: Band | null;
}

/** Layers on top of each other: amounts above zero go up from there, those below it, such as a credit, go down. */
export interface Stacks {
  readonly layers: readonly StackedLayer[];
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Sum of all. */
  readonly net: Float64Array;
}

export function stacksOf(layers: readonly Layer[]): Stacks {
  const width = layers[0]?.values.length ?? 0;
  const high = new Float64Array(width);
  const low = new Float64Array(width);
  const stacked = layers.map((layer) => ({
    layer,
    up: grow(high, layer.values, (value) => value > 0),
    down: grow(low, layer.values, (value) => value < 0),
  }));
  return { layers: stacked, high, low, net: high.map((above, bucket) => above + (low[bucket] ?? 0)) };
}

/** Tells whether a bucket has parts below zero beside others, so that its sum is not where its stack ends. */
export function isReduced({ low, layers }: Stacks, bucket: number): boolean {
  return layers.length > 1 && (low[bucket] ?? 0) < 0;
}

function grow(end: Float64Array, values: Float64Array, isOurs: (value: number) => boolean): Band | null {
  if (!values.some(isOurs)) return null;
  const from = end.slice();
  for (const [bucket, value] of values.entries()) if (isOurs(value)) end[bucket] = (end[bucket] ?? 0) + value;
  return { from, to: end.slice() };
}
