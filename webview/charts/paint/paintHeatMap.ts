import { HOURS } from '../../../src/shared/weekHours.ts';
import { type HeatCells, heatLevel, levelAlpha, WEEKDAYS } from '../model/heatMap.ts';
import type { PaintContext } from './paintContext.ts';

/**
 * Paints the hours of a week, a field each; those that did not occur or are not known are empty, and those below zero, of
 * which more was credited than paid, have no colour but an outline.
 */
export function paintHeatMap(
  { ctx, left, top, band, height, inks }: PaintContext,
  { averages, greatest }: HeatCells,
): void {
  const row = height / WEEKDAYS;
  const gap = Math.min(3, band * 0.14, row * 0.14);
  ctx.save();
  for (const [cell, average] of averages.entries()) {
    const x = left + band * (cell % HOURS) + gap / 2;
    const y = top + row * Math.floor(cell / HOURS) + gap / 2;
    ctx.beginPath();
    ctx.roundRect(x, y, band - gap, row - gap, 2);
    if (Number.isNaN(average)) {
      ctx.globalAlpha = 0.6;
      ctx.strokeStyle = inks.theme.muted;
      ctx.setLineDash([2, 3]);
      ctx.stroke();
      continue;
    }
    const level = heatLevel(average, greatest);
    ctx.globalAlpha = levelAlpha(level);
    ctx.fillStyle = level === 0 ? inks.theme.muted : inks.solid(0);
    ctx.fill();
    if (average >= 0) continue;
    ctx.globalAlpha = 1;
    ctx.strokeStyle = inks.theme.foreground;
    ctx.setLineDash([]);
    ctx.stroke();
  }
  ctx.restore();
}
