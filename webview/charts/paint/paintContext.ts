import { basisAt, type CostPart, hasEstimate } from '../../../src/shared/basis.ts';
import type { ChartTheme } from './chartTheme.ts';
import { paler } from './narrowBars.ts';

/** Area and inks to paint with, in pixels of the page. */
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
  /** Fill for a basis (a code of `BASES`): hatched where it is not all billed, paler where a hatching would be lost. */
  readonly fill: (slot: number | null, basis: number, isThin?: boolean) => string | CanvasPattern;
}

/** Makes the inks of a theme, each hatching once. */
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

/** Edge of the tile that repeats, in pixels of the page. */
const TILE = 8;

/**
 * Stripes for what is not billed: an estimate is mostly stripes on a faint ground, a mixed figure mostly solid. Null where
 * the browser gives no canvas to draw on.
 */
function hatch(colour: string, background: string, basis: Exclude<CostPart, 'billed'>): CanvasPattern | null {
  const scale = window.devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.max(1, Math.round(TILE * scale));
  const context = canvas.getContext('2d');
  if (!context) return null;
  const edge = canvas.width;

  context.fillStyle = background;
  context.fillRect(0, 0, edge, edge);
  context.fillStyle = colour;
  context.globalAlpha = basis === 'estimated' ? 0.28 : 1;
  context.fillRect(0, 0, edge, edge);
  context.globalAlpha = 1;
  context.strokeStyle = basis === 'estimated' ? colour : background;
  context.lineWidth = (basis === 'estimated' ? 2.6 : 1) * scale;
  context.beginPath();
  for (const shift of [-edge, 0, edge]) {
    context.moveTo(shift - edge, edge * 2);
    context.lineTo(shift + edge * 2, -edge);
  }
  context.stroke();

  const pattern = context.createPattern(canvas, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(TILE / edge));
  return pattern;
}
