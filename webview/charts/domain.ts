import type { Layer } from './layers.ts';

export interface Domain {
  readonly min: number;
  readonly max: number;
}

/** Part of the height that has no round figure of its own. */
const SLIGHT = 0.1;

/** From nothing to the highest stack, and to whatever else is drawn. */
export function stackedDomain(layers: readonly Layer[], others: readonly (Float64Array | null)[]): Domain {
  const width = layers[0]?.values.length ?? 0;
  const stacks = new Float64Array(width);
  for (const { values } of layers) {
    for (let bucket = 0; bucket < width; bucket++) stacks[bucket] = (stacks[bucket] ?? 0) + (values[bucket] ?? 0);
  }
  return domainOf([stacks, ...others]);
}

/** From nothing to the highest of the lines. NaN is no height. */
export function domainOf(lines: readonly (Float64Array | null)[]): Domain {
  let min = 0;
  let max = 0;
  for (const line of lines) {
    if (!line) continue;
    for (const value of line) {
      if (value > max) max = value;
      if (value < min) min = value;
    }
  }
  // With nothing to show the axis still needs a length.
  return { min, max: max === min ? min + 1 : max };
}

/** A little below nothing gets as much room as it takes: down to the next round figure the axis would be mostly empty. */
export function lowestOf({ min, max }: Domain): { min?: number } {
  return min < 0 && -min < SLIGHT * max ? { min } : {};
}
