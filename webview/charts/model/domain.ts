import type { Layer } from './layers.ts';
import { stacksOf } from './stacks.ts';

export interface Domain {
  readonly min: number;
  readonly max: number;
}

/** Part of the height that has no round figure of its own. */
const SLIGHT = 0.1;

/** From the lowest end of a stack to the highest, and to whatever else is drawn. */
export function stackedDomain(layers: readonly Layer[], others: readonly (Float64Array | null)[]): Domain {
  const { high, low } = stacksOf(layers);
  return domainOf([high, low, ...others]);
}

/** From nothing, or below it the lowest of the lines, to the highest. NaN is no height. */
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

/** The same of a little above it. */
export function highestOf({ min, max }: Domain): { max?: number } {
  return max > 0 && max < SLIGHT * -min ? { max } : {};
}
