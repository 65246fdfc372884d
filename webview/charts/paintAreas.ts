import type { BucketState } from './bucketState.ts';
import type { Frame } from './frame.ts';
import type { Layer } from './layers.ts';
import { stretches } from './stretches.ts';

const DASH = [4, 3];

/**
 * Running totals as stacked areas under the line of their sum. A bucket's total is reached at its end, so it is drawn from
 * edge to edge. `increments` are the same layers bucket by bucket: they say what of a stretch is billed.
 */
export function paintAreas(
  frame: Frame,
  running: readonly Layer[],
  increments: readonly Layer[],
  states: readonly BucketState[],
): void {
  const { ctx, inks } = frame;
  const ahead = states.indexOf('ahead');
  const count = ahead < 0 ? states.length : ahead;
  // Level i is that of the edge before bucket i.
  let below = new Float64Array(count + 1);
  ctx.save();
  for (const [at, { values, slot }] of running.entries()) {
    const above = below.map((level, edge) => level + (edge === 0 ? 0 : values[edge - 1] || 0));
    for (const [from, to, code] of stretches(increments[at]?.bases ?? null, count)) {
      ctx.fillStyle = inks.fill(slot, code);
      ctx.beginPath();
      trace(frame, above, from, to, true);
      trace(frame, below, to, from, false);
      ctx.fill();
    }
    ctx.beginPath();
    trace(frame, above, 0, count, true);
    ctx.strokeStyle = inks.theme.background;
    ctx.lineWidth = inks.theme.highContrast ? 2 : 1;
    ctx.stroke();
    below = above;
  }
  ctx.strokeStyle = inks.theme.foreground;
  ctx.lineWidth = 1.5;
  ctx.lineJoin = 'round';
  for (const [from, to, code] of stretches(together(increments, count), count)) {
    ctx.setLineDash(code > 1 ? DASH : []);
    ctx.beginPath();
    trace(frame, below, from, to, true);
    ctx.stroke();
  }
  ctx.restore();
}

function together(layers: readonly Layer[], count: number): Uint8Array {
  const bits = new Uint8Array(count);
  for (const { bases } of layers) {
    for (let bucket = 0; bucket < count; bucket++) bits[bucket] = (bits[bucket] ?? 0) | (bases?.[bucket] ?? 1);
  }
  return bits;
}

function trace({ ctx, left, band, y }: Frame, levels: Float64Array, from: number, to: number, isFirst: boolean): void {
  const step = from <= to ? 1 : -1;
  for (let edge = from; edge !== to + step; edge += step) {
    const [x, height] = [left + band * edge, y(levels[edge] ?? 0)];
    if (isFirst && edge === from) ctx.moveTo(x, height);
    else ctx.lineTo(x, height);
  }
}
