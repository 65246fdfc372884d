import { basisAt, hasEstimate } from '../../../src/shared/basis.ts';
import type { ChartTheme } from './chartTheme.ts';
import { hatch } from './hatch.ts';
import { paler } from './narrowBars.ts';

/** Where and with what to draw, in pixels of the page. */
export interface PaintContext {
  readonly ctx: CanvasRenderingContext2D;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Width of a bucket with its share of the gaps. */
  readonly band: number;
  readonly y: (value: number) => number;
  readonly inks: Inks;
}

/** The colours of a theme as the chart uses them. */
export interface Inks {
  readonly theme: ChartTheme;
  readonly solid: (slot: number | null) => string;
  /** Of what came about so (a code of `BASES`): hatched where it is not all billed, paler where that would be lost. */
  readonly fill: (slot: number | null, basis: number, isThin?: boolean) => string | CanvasPattern;
}

/** Makes each hatching once a theme. */
export function inksOf(theme: ChartTheme): Inks {
  const made = new Map<string, string | CanvasPattern>();
  const solid = (slot: number | null) => (slot === null ? theme.other : (theme.slots[slot] ?? theme.other));
  return {
    theme,
    solid,
    fill: (slot, code, isThin = false) => {
      const basis = basisAt(code);
      if (!hasEstimate(basis)) return solid(slot);
      if (isThin) return paler(solid(slot), theme.background, basis);
      const key = `${slot} ${basis}`;
      const known = made.get(key);
      if (known) return known;
      const pattern = hatch(solid(slot), theme.background, basis) ?? solid(slot);
      made.set(key, pattern);
      return pattern;
    },
  };
}
