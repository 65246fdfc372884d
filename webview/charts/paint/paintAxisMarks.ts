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
      SHAPES[kind](ctx, first + at * ROOM, top + height + BELOW);
      ctx.fillStyle = kind === 'note' ? inks.theme.foreground : inks.theme.warning;
      ctx.fill();
    }
  }
  ctx.restore();
}

const SHAPES: Readonly<Record<Kind, (ctx: CanvasRenderingContext2D, x: number, y: number) => void>> = {
  alert: (ctx, x, y) => ctx.arc(x, y, HALF, 0, 2 * Math.PI),
  unusual: (ctx, x, y) => ctx.rect(x - HALF, y - HALF, 2 * HALF, 2 * HALF),
  note: (ctx, x, y) => {
    ctx.moveTo(x, y - HALF);
    ctx.lineTo(x + HALF, y + HALF);
    ctx.lineTo(x - HALF, y + HALF);
    ctx.closePath();
  },
};
