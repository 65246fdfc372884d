import type { Mark } from '../../../src/shared/alert.ts';
import type { PaintContext } from './paintContext.ts';

type Kind = Mark['kind'];

/** The gravest first: it is the one that is drawn where there is room for one alone. */
const KINDS: readonly Kind[] = ['alert', 'unusual', 'note'];
/** Half the size of a mark, its middle below the axis, and the room that it takes, pixels. */
const HALF = 3;
const BELOW = 6;
const ROOM = 9;

/** Paints a small mark below the axis for each kind of a bucket's marks: they differ in shape, not in colour alone. */
export function paintAxisMarks(context: PaintContext, marks: readonly (readonly Mark[])[]): void {
  const { ctx, left, top, height, band, inks } = context;
  ctx.save();
  for (const [bucket, own] of marks.entries()) {
    const kinds = KINDS.filter((kind) => own.some((mark) => mark.kind === kind));
    const shown = kinds.slice(0, Math.max(1, Math.floor(band / ROOM)));
    const first = left + band * (bucket + 0.5) - ((shown.length - 1) * ROOM) / 2;
    for (const [at, kind] of shown.entries()) {
      ctx.beginPath();
      traceMark(ctx, kind, { x: first + at * ROOM, y: top + height + BELOW, half: HALF });
      ctx.fillStyle = kind === 'note' ? inks.theme.foreground : inks.theme.warning;
      ctx.fill();
    }
  }
  ctx.restore();
}

/** Traces the shape of a mark around its middle: a circle, a square or a triangle. */
export function traceMark(
  ctx: CanvasRenderingContext2D,
  kind: Kind,
  { x, y, half }: { readonly x: number; readonly y: number; readonly half: number },
): void {
  switch (kind) {
    case 'alert':
      ctx.arc(x, y, half, 0, 2 * Math.PI);
      break;
    case 'unusual':
      ctx.rect(x - half, y - half, 2 * half, 2 * half);
      break;
    case 'note':
      ctx.moveTo(x, y - half);
      ctx.lineTo(x + half, y + half);
      ctx.lineTo(x - half, y + half);
      ctx.closePath();
  }
}
