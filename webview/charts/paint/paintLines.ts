import type { BucketState } from '../model/bucketState.ts';
import type { PaintContext } from './paintContext.ts';

const DASH = [6, 4];

export interface PlottedLine {
  readonly colour: string;
  /** NaN breaks it. */
  readonly values: Float64Array;
  /** Codes of `BASES`; null for counts and shares. */
  readonly bases: Uint8Array | null;
}

/** Paints a line for each series, broken where nothing is known and dashed where it is not billed. */
export function paintLines(context: PaintContext, lines: readonly PlottedLine[], states: readonly BucketState[]): void {
  const { ctx } = context;
  ctx.save();
  ctx.lineWidth = 2;
  ctx.lineJoin = 'round';
  for (const line of lines.toReversed()) {
    ctx.strokeStyle = ctx.fillStyle = line.colour;
    for (const isDashed of [false, true]) {
      ctx.setLineDash(isDashed ? DASH : []);
      ctx.beginPath();
      traceLine(context, line, states, isDashed);
      ctx.stroke();
    }
    ctx.beginPath();
    for (const bucket of dots(line, states)) {
      const [x, y] = pointOf(context, line, bucket);
      ctx.moveTo(x + 3, y);
      ctx.arc(x, y, 3, 0, 2 * Math.PI);
    }
    ctx.fill();
  }
  ctx.restore();
}

function traceLine(context: PaintContext, line: PlottedLine, states: readonly BucketState[], isDashed: boolean): void {
  let isDrawing = false;
  for (let bucket = 1; bucket < line.values.length; bucket++) {
    const isOurs = has(line, states, bucket - 1) && has(line, states, bucket) && isGuess(line, bucket) === isDashed;
    if (isOurs && !isDrawing) context.ctx.moveTo(...pointOf(context, line, bucket - 1));
    if (isOurs) context.ctx.lineTo(...pointOf(context, line, bucket));
    isDrawing = isOurs;
  }
}

/** Finds buckets that no line leads to, which are drawn as dots. */
function dots(line: PlottedLine, states: readonly BucketState[]): number[] {
  const found: number[] = [];
  for (let bucket = 0; bucket < line.values.length; bucket++) {
    const isAlone = !has(line, states, bucket - 1) && !has(line, states, bucket + 1);
    if (has(line, states, bucket) && isAlone) found.push(bucket);
  }
  return found;
}

function has(line: PlottedLine, states: readonly BucketState[], bucket: number): boolean {
  return states[bucket] === 'known' && !Number.isNaN(line.values[bucket] ?? Number.NaN);
}

function isGuess({ bases }: PlottedLine, bucket: number): boolean {
  return (bases?.[bucket] ?? 1) > 1;
}

function pointOf({ left, band, y }: PaintContext, { values }: PlottedLine, bucket: number): [x: number, y: number] {
  return [left + band * (bucket + 0.5), y(values[bucket] ?? 0)];
}
