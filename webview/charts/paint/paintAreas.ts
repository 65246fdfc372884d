import type { BucketState } from '../model/bucketState.ts';
import type { Layer } from '../model/layers.ts';
import { type Band, stacksOf } from '../model/stacks.ts';
import type { PaintContext } from './paintContext.ts';

const DASH = [4, 3];

/**
 * Running totals as stacked areas with the line of their sum; totals below zero, as after a credit, are below the axis. A
 * bucket's total is reached at its end, so it is drawn from edge to edge. `increments` are the same layers bucket by bucket:
 * their bases decide how each bucket is hatched.
 */
export function paintAreas(
  context: PaintContext,
  running: readonly Layer[],
  increments: readonly Layer[],
  states: readonly BucketState[],
): void {
  const { ctx, inks } = context;
  const ahead = states.indexOf('ahead');
  const count = ahead < 0 ? states.length : ahead;
  const stacks = stacksOf(running);
  ctx.save();
  for (const [at, { layer, up, down }] of stacks.layers.entries()) {
    for (const side of [up, down]) if (side) paintArea(context, layer.slot, side, increments[at]?.bases ?? null, count);
  }
  ctx.lineJoin = 'round';
  const sum = levelsOf(stacks.net, count);
  if (stacks.layers.some(({ down }) => down !== null)) {
    // The line runs over colours, and needs some of the page's background around it to be seen.
    ctx.beginPath();
    trace(context, sum, 0, count, true);
    ctx.strokeStyle = inks.theme.background;
    ctx.lineWidth = 4;
    ctx.stroke();
  }
  ctx.strokeStyle = inks.theme.foreground;
  ctx.lineWidth = 1.5;
  for (const [from, to, code] of basisRuns(together(increments, count), count)) {
    ctx.setLineDash(code > 1 ? DASH : []);
    ctx.beginPath();
    trace(context, sum, from, to, true);
    ctx.stroke();
  }
  ctx.restore();
}

function paintArea(
  context: PaintContext,
  slot: Layer['slot'],
  side: Band,
  bases: Uint8Array | null,
  count: number,
): void {
  const { ctx, inks } = context;
  const [near, far] = [levelsOf(side.from, count), levelsOf(side.to, count)];
  for (const [from, to, code] of basisRuns(bases, count)) {
    ctx.fillStyle = inks.fill(slot, code);
    ctx.beginPath();
    trace(context, far, from, to, true);
    trace(context, near, to, from, false);
    ctx.fill();
  }
  ctx.beginPath();
  trace(context, far, 0, count, true);
  ctx.strokeStyle = inks.theme.background;
  ctx.lineWidth = inks.theme.highContrast ? 2 : 1;
  ctx.stroke();
}

/** Levels of the edges: the one before a bucket is that of the bucket before it, and the first is nothing. */
function levelsOf(values: Float64Array, count: number): Float64Array {
  const levels = new Float64Array(count + 1);
  for (let bucket = 0; bucket < count; bucket++) levels[bucket + 1] = values[bucket] || 0;
  return levels;
}

function together(layers: readonly Layer[], count: number): Uint8Array {
  const bits = new Uint8Array(count);
  for (const { bases } of layers) {
    for (let bucket = 0; bucket < count; bucket++) bits[bucket] = (bits[bucket] ?? 0) | (bases?.[bucket] ?? 1);
  }
  return bits;
}

function trace(
  { ctx, left, band, y }: PaintContext,
  levels: Float64Array,
  from: number,
  to: number,
  isFirst: boolean,
): void {
  const step = from <= to ? 1 : -1;
  for (let edge = from; edge !== to + step; edge += step) {
    const [x, height] = [left + band * edge, y(levels[edge] ?? 0)];
    if (isFirst && edge === from) ctx.moveTo(x, height);
    else ctx.lineTo(x, height);
  }
}

/** Splits buckets into runs of one basis, from edge to edge. A bucket without an amount joins the run before it. */
export function basisRuns(bases: Uint8Array | null, count: number): [from: number, to: number, code: number][] {
  if (count === 0) return [];
  const found: [number, number, number][] = [];
  for (let bucket = 0; bucket < count; bucket++) {
    const last = found.at(-1);
    const code = bases ? bases[bucket] || (last?.[2] ?? 1) : 1;
    if (last && last[2] === code) last[1] = bucket + 1;
    else found.push([bucket, bucket + 1, code]);
  }
  return found;
}
