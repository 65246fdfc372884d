import type { Week } from '../../../src/shared/explorer.ts';
import { HOURS, hasPrices, type WeekSource } from '../../../src/shared/weekHours.ts';
import { UNITS_A_DOLLAR } from './layers.ts';

export const WEEKDAYS = 7;
/** Steps of the scale: few, so that they can be distinguished. */
export const LEVELS = 7;

export interface HeatCells {
  /** Average of an hour by weekday × 24 + hour: dollars, units or a fraction; NaN where nothing is known of it. */
  readonly averages: Float64Array;
  readonly greatest: number;
}

/** Computes the average hour of each cell of the week. */
export function heatCells(explorer: WeekSource): HeatCells {
  const { week } = explorer;
  const hasPrice = hasPrices(explorer);
  const averages = new Float64Array(WEEKDAYS * HOURS).fill(Number.NaN);
  let greatest = 0;
  for (const [cell, hours] of week.hours.entries()) {
    if (hours === 0 || !hasPrice(cell)) continue;
    averages[cell] = average(week, cell, hours);
    if ((averages[cell] ?? 0) > greatest) greatest = averages[cell] ?? 0;
  }
  return { averages, greatest };
}

function average({ amounts, counts, wholes }: Week, cell: number, hours: number): number {
  if (amounts) return Number(amounts[cell] ?? 0n) / UNITS_A_DOLLAR / hours;
  const count = counts?.[cell] ?? 0;
  return wholes ? count / (wholes[cell] || Number.NaN) : count / hours;
}

/**
 * Step of the scale, 0 to `LEVELS`: 0 is nothing at all and any amount at least 1. The scale goes by the square root,
 * which leaves the quiet hours of a busy week apart from each other.
 */
export function heatLevel(value: number, greatest: number): number {
  if (!(value > 0) || greatest <= 0) return 0;
  return Math.max(1, Math.min(LEVELS, Math.ceil(Math.sqrt(value / greatest) * LEVELS)));
}

/** Opacity of a step over the page: the first already differs from none, the last is the full colour. */
export function levelAlpha(level: number): number {
  return level === 0 ? 0.07 : 0.16 + (0.84 * (level - 1)) / (LEVELS - 1);
}
