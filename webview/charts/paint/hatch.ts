import type { CostPart } from '../../../src/shared/basis.ts';

/** Edge of the tile that repeats, in pixels of the page. */
const TILE = 8;

/**
 * Stripes for what is not billed: an estimate is mostly stripes on a faint ground, a mixed figure mostly solid. Null where
 * the browser gives no canvas to draw on.
 */
export function hatch(colour: string, background: string, basis: Exclude<CostPart, 'billed'>): CanvasPattern | null {
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
