import type { Frame } from './frame.ts';
import type { Layer } from './layers.ts';
import { THIN } from './thin.ts';

/** Narrower buckets are drawn without gaps between them, which would be lost or flicker. */
export const DENSE = 4;
const WIDEST = 56;
const FULL = 0.74;

/**
 * Stacked bars, a path a colour: a bucket is too cheap a thing to be an object. `plain` bars are not hatched, for where all
 * of them came about alike and are too narrow for it.
 */
export function paintBars(frame: Frame, layers: readonly Layer[], plain = false): void {
  const { ctx, band, left, y, inks } = frame;
  const scale = window.devicePixelRatio || 1;
  const snap = (pixels: number) => Math.round(pixels * scale) / scale;
  const width = band < DENSE ? band : Math.min(WIDEST, band * FULL);
  const gap = band < DENSE ? 0 : inks.theme.highContrast ? 2 : 1;
  const count = layers[0]?.values.length ?? 0;
  const bases = new Float64Array(count);
  ctx.save();
  for (const { values, bases: codes, slot } of layers) {
    for (let code = 0; code < 4; code++) {
      let isEmpty = true;
      for (let bucket = 0; bucket < count; bucket++) {
        const value = values[bucket] ?? 0;
        const base = bases[bucket] ?? 0;
        // A credit lowers what it stands on, and is seen where that is nothing.
        const isSeen = value > 0 || (value < 0 && base <= 0);
        if ((plain ? 1 : (codes?.[bucket] ?? 1)) !== code || !isSeen) continue;
        if (isEmpty) ctx.beginPath();
        isEmpty = false;
        const from = snap(left + band * (bucket + 0.5) - width / 2);
        const to = Math.max(snap(left + band * (bucket + 0.5) + width / 2), from + 1 / scale);
        const bottom = y(base);
        const length = bottom - y(base + value);
        const space = length > 0 ? Math.min(gap, length / 3) : 0;
        ctx.rect(from, bottom - length + space, to - from, length - space);
      }
      if (isEmpty) continue;
      ctx.fillStyle = inks.fill(slot, code, band < THIN);
      ctx.fill();
    }
    for (let bucket = 0; bucket < count; bucket++) bases[bucket] = (bases[bucket] ?? 0) + (values[bucket] ?? 0);
  }
  ctx.restore();
}
