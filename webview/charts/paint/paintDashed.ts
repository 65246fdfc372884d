import type { PaintContext } from './paintContext.ts';

/** Course of a line over the buckets: a level across each alone, from middle to middle, or from end to end. */
export type Run = 'levels' | 'middles' | 'ends';

export interface Dashes {
  readonly colour: string;
  /** Pixels of dash and gap. */
  readonly dash: readonly number[];
  readonly width: number;
  /** Colour around it; null for none. */
  readonly halo: string | null;
}

/** Paints a line that is not of a series, such as the previous period. NaN breaks it. */
export function paintDashed(
  context: PaintContext,
  values: Float64Array,
  run: Run,
  { colour, dash, width, halo }: Dashes,
): void {
  const { ctx } = context;
  ctx.save();
  ctx.beginPath();
  let isDrawing = false;
  for (const [bucket, value] of values.entries()) {
    const isKnown = !Number.isNaN(value);
    if (isKnown) extend(context, values, bucket, run, isDrawing);
    isDrawing = isKnown;
  }
  if (halo !== null) {
    ctx.strokeStyle = halo;
    ctx.lineWidth = width + 2;
    ctx.stroke();
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash([...dash]);
  ctx.stroke();
  ctx.restore();
}

function extend(
  { ctx, left, band, y }: PaintContext,
  values: Float64Array,
  bucket: number,
  run: Run,
  isDrawing: boolean,
): void {
  const start = left + band * bucket;
  const height = y(values[bucket] ?? 0);
  const to = (x: number, level: number, isLine: boolean) => (isLine ? ctx.lineTo(x, level) : ctx.moveTo(x, level));
  // A running total begins at nothing.
  if (run === 'ends' && !isDrawing) to(start, bucket === 0 ? y(0) : height, false);
  if (run === 'levels') to(start + band * 0.06, height, false);
  if (run === 'middles') to(start + band / 2, height, isDrawing);
  else to(start + (run === 'levels' ? band * 0.94 : band), height, true);
}
