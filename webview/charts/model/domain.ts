import type { Layer } from './layers.ts';
import { stacksOf } from './stacks.ts';

export interface Domain {
  readonly min: number;
  readonly max: number;
}

/** Fraction of the height below which a side of the axis gets no round figure of its own. */
const SLIGHT = 0.1;

/** Domain from the lowest end of a stack to the highest, widened to the other lines. */
export function stackedDomain(layers: readonly Layer[], others: readonly (Float64Array | null)[]): Domain {
  const { high, low } = stacksOf(layers);
  return domainOf([high, low, ...others]);
}

/** Domain from zero, or the lowest value below it, to the highest value. NaN is no value. */
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

/** Fixes the axis at a minimum slightly below zero: down to the next round figure it would be mostly empty. */
export function lowestOf({ min, max }: Domain): { min?: number } {
  return min < 0 && -min < SLIGHT * max ? { min } : {};
}

/** Fixes the axis at a maximum slightly above zero, as `lowestOf` does below it. */
export function highestOf({ min, max }: Domain): { max?: number } {
  return max > 0 && max < SLIGHT * -min ? { max } : {};
}
