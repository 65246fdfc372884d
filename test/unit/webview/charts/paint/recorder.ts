import type { PaintContext } from '../../../../../webview/charts/paint/paintContext.ts';

interface Rect {
  readonly left: number;
  readonly right: number;
  /** In the values of the scale, the lower first. */
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

/** A path that was filled or stroked: its corners as bucket edge and value. */
interface Path {
  readonly colour: string;
  readonly points: readonly (readonly [edge: number, value: number])[];
}

export interface Recorded {
  readonly context: PaintContext;
  readonly rects: Rect[];
  readonly filled: Path[];
  readonly stroked: Path[];
}

/** Pixels: so many that the one between two bars is no part of a figure. */
const HEIGHT = 10_000;
export const BAND = 20;

/** A frame of a scale from `min` to `max` that takes down what is painted in it, buckets 20 pixels wide from the left edge. */
export function recorder(columns: number, { min, max }: { readonly min: number; readonly max: number }): Recorded {
  const rects: Rect[] = [];
  const filled: Path[] = [];
  const stroked: Path[] = [];
  let path: (readonly [number, number])[] = [];
  let boxes: Omit<Rect, 'colour'>[] = [];
  const y = (value: number) => HEIGHT - ((value - min) / (max - min)) * HEIGHT;
  const value = (height: number) => min + ((HEIGHT - height) / HEIGHT) * (max - min);
  const point = (x: number, height: number) => path.push([x / BAND, value(height)]);
  const ctx = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    lineJoin: 'miter',
    globalAlpha: 1,
    save: () => {},
    restore: () => {},
    setLineDash: () => {},
    beginPath: () => {
      path = [];
      boxes = [];
    },
    moveTo: point,
    lineTo: point,
    closePath: () => {},
    roundRect: (left: number, top: number, width: number, height: number) => {
      point(left + width, top);
      point(left, top + height);
    },
    rect: (left: number, top: number, width: number, height: number) =>
      boxes.push({ left, right: left + width, from: value(top + height), to: value(top) }),
    fill: () => {
      for (const box of boxes) rects.push({ ...box, colour: String(ctx.fillStyle) });
      if (path.length > 0) filled.push({ colour: String(ctx.fillStyle), points: path });
    },
    stroke: () => {
      if (path.length > 0) stroked.push({ colour: String(ctx.strokeStyle), points: path });
    },
  };
  const theme = { foreground: 'foreground', background: 'background', muted: 'muted', highContrast: false };
  const context = {
    ctx,
    left: 0,
    top: 0,
    width: columns * BAND,
    height: HEIGHT,
    band: BAND,
    y,
    inks: { theme, solid: (slot: number | null) => `${slot}`, fill: (slot: number | null) => `${slot}` },
  };
  return { context: context as unknown as PaintContext, rects, filled, stroked };
}
