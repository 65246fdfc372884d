import type { OutlookModel } from '../model/outlookModel.ts';
import type { PaintContext } from './paintContext.ts';

const DASH = [5, 4];
/** Share of its colour that the range of a forecast has. */
const FAINT = 0.16;
/** Distance of the budget's name from its line and the plot's edge, pixels. */
const AWAY = 4;

/** Paints where a running total leads to: the range of its forecast, the middle of it, and the budget as a line. */
export function paintOutlook(context: PaintContext, { from, line, course }: OutlookModel, name: string): void {
  const { ctx, left, top, width, band, y, inks } = context;
  const { theme } = inks;
  const [begin, end] = [left + band * from, left + width];
  ctx.save();
  if (course?.range) {
    ctx.beginPath();
    ctx.moveTo(begin, y(course.start));
    ctx.lineTo(end, y(course.range.high));
    ctx.lineTo(end, y(course.range.low));
    ctx.closePath();
    ctx.globalAlpha = FAINT;
    ctx.fillStyle = theme.foreground;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = theme.foreground;
  if (course) {
    ctx.setLineDash(DASH);
    ctx.beginPath();
    ctx.moveTo(begin, y(course.start));
    ctx.lineTo(end, y(course.middle));
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (line !== null) {
    const height = y(line);
    ctx.beginPath();
    ctx.moveTo(left, height);
    ctx.lineTo(end, height);
    ctx.stroke();
    ctx.font = `${Math.max(11, theme.fontSize - 2)}px ${theme.fontFamily}`;
    const isBelow = height - theme.fontSize - AWAY < top;
    ctx.textBaseline = isBelow ? 'top' : 'bottom';
    const [x, base] = [left + AWAY, isBelow ? height + AWAY : height - AWAY];
    // Over colours and lines words need some of the page around them to be read.
    ctx.lineWidth = 4;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = theme.background;
    ctx.fillStyle = theme.foreground;
    const text = fitted(ctx, name, width - 2 * AWAY);
    ctx.strokeText(text, x, base);
    ctx.fillText(text, x, base);
  }
  ctx.restore();
}

/** A text cut short to a width, with an ellipsis. */
function fitted(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && ctx.measureText(`${characters.join('')}…`).width > width) characters.pop();
  return `${characters.join('')}…`;
}
