import type { Layer } from '../model/layers.ts';
import { type Band, isReduced, type Stacks, stacksOf } from '../model/stacks.ts';
import { NARROW } from './narrowBars.ts';
import type { PaintContext } from './paintContext.ts';

/** Narrower buckets are drawn without gaps between them, which would be lost or flicker. */
export const DENSE = 4;
const WIDEST = 56;
const FULL = 0.74;
/** Pixels that the mark of a sum stands out on both sides of its bar, and that it is wide at least. */
const BEYOND = 4;
const LEAST_MARK = 9;

/** Half the size of the mark over a bar, and the distance of its middle from it, pixels. */
const MARK = 3;
const MARK_ABOVE = 7;

/** Horizontal edges of the bars, in whole pixels of the device. */
interface Row {
  readonly layerGap: number;
  readonly edges: (bucket: number) => readonly [from: number, to: number];
}

export interface BarOptions {
  readonly plain?: boolean;
  /** Buckets with a mark over their bar. */
  readonly isMarked?: (bucket: number) => boolean;
}

/**
 * Stacked bars, one path for each colour, as an object for each bucket would cost too much. Parts below zero, such as a
 * credit, hang from the axis, and the sum of such a bucket is marked. `plain` bars are not hatched, for where all have one
 * basis and are too narrow for it.
 */
export function paintBars(
  context: PaintContext,
  layers: readonly Layer[],
  { plain = false, isMarked }: BarOptions = {},
): void {
  const { ctx, band, inks } = context;
  const stacks = stacksOf(layers);
  const row = rowOf(context);
  ctx.save();
  for (const { layer, up, down } of stacks.layers) {
    const codeAt = (bucket: number) => (plain ? 1 : (layer.bases?.[bucket] ?? 1));
    for (let code = 0; code < 4; code++) {
      ctx.beginPath();
      const sides = [up, down].filter(
        (side) => side !== null && addBars(context, row, side, (at) => codeAt(at) === code),
      );
      if (sides.length === 0) continue;
      ctx.fillStyle = inks.fill(layer.slot, code, band < NARROW);
      ctx.fill();
    }
  }
  paintSums(context, row, stacks);
  if (isMarked) paintMarks(context, row, stacks, isMarked);
  ctx.restore();
}

function rowOf({ band, left, inks }: PaintContext): Row {
  const scale = window.devicePixelRatio || 1;
  const snap = (pixels: number) => Math.round(pixels * scale) / scale;
  const width = band < DENSE ? band : Math.min(WIDEST, band * FULL);
  return {
    layerGap: band < DENSE ? 0 : inks.theme.highContrast ? 2 : 1,
    edges: (bucket) => {
      const from = snap(left + band * (bucket + 0.5) - width / 2);
      return [from, Math.max(snap(left + band * (bucket + 0.5) + width / 2), from + 1 / scale)];
    },
  };
}

/** Adds one side of a layer to the path, in the buckets that are asked for; false where there is nothing of it. */
function addBars(
  { ctx, y }: PaintContext,
  { layerGap, edges }: Row,
  side: Band,
  isAsked: (bucket: number) => boolean,
): boolean {
  let isAny = false;
  for (let bucket = 0; bucket < side.to.length; bucket++) {
    const [from = 0, to = 0] = [side.from[bucket], side.to[bucket]];
    if (from === to || !isAsked(bucket)) continue;
    isAny = true;
    const [start, end] = edges(bucket);
    const [near, far] = [y(from), y(to)];
    const length = Math.abs(near - far);
    // The gap is at the far end, so that bars stand on zero.
    const space = length > 0 ? Math.min(layerGap, length / 3) : 0;
    ctx.rect(start, far < near ? far + space : near, end - start, length - space);
  }
  return isAny;
}

/** A line across each bar that has parts below zero, at the sum of all. */
function paintSums({ ctx, band, y, inks }: PaintContext, { edges }: Row, stacks: Stacks): void {
  const room = Math.min(BEYOND, (band * (1 - FULL)) / 3);
  const marks = [...stacks.net].flatMap((sum, bucket) => {
    if (!isReduced(stacks, bucket)) return [];
    const [from, to] = edges(bucket);
    const beyond = Math.max(room, (LEAST_MARK - (to - from)) / 2);
    return [{ left: from - beyond, width: to - from + 2 * beyond, height: y(sum) }];
  });
  for (const [colour, thickness] of [
    [inks.theme.background, 4],
    [inks.theme.foreground, 2],
  ] as const) {
    if (marks.length === 0) return;
    ctx.beginPath();
    for (const { left, width, height } of marks) ctx.rect(left, height - thickness / 2, width, thickness);
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

/** A small diamond over a bar, inside the plot. */
function paintMarks(
  { ctx, top, y, inks }: PaintContext,
  { edges }: Row,
  { high }: Stacks,
  isMarked: (bucket: number) => boolean,
): void {
  ctx.beginPath();
  for (const [bucket, above] of high.entries()) {
    if (!isMarked(bucket)) continue;
    const [from, to] = edges(bucket);
    const [middle, height] = [(from + to) / 2, Math.max(y(above) - MARK_ABOVE, top + MARK)];
    ctx.moveTo(middle, height - MARK);
    ctx.lineTo(middle + MARK, height);
    ctx.lineTo(middle, height + MARK);
    ctx.lineTo(middle - MARK, height);
    ctx.closePath();
  }
  ctx.fillStyle = inks.theme.foreground;
  ctx.fill();
}
