import { BASIS_CODES, type Basis } from '../../../src/shared/basis.ts';
import type { Chart, Explorer, Week } from '../../../src/shared/explorer.ts';
import { mulDiv } from '../../../src/shared/money.ts';
import { UNITS_A_DOLLAR } from './layers.ts';

export const WEEKDAYS = 7;
export const HOURS = 24;
/** Steps of the scale: few, so that they can be distinguished. */
export const LEVELS = 7;

export interface HeatCells {
  /** Average of an hour by weekday × 24 + hour: dollars, units or a fraction; NaN where nothing is known of it. */
  readonly averages: Float64Array;
  readonly greatest: number;
}

/** Parts of an answer that the heat map is made of. */
export type WeekSource = Pick<Explorer, 'week' | 'chart'>;

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

/** Tells of each cell whether its cost is known: zero dollars may be those of tokens without a price. */
export function hasPrices({ week, chart }: WeekSource): (cell: number) => boolean {
  const isAllPriced = chart.kind !== 'cost' || chart.unpricedTokens.every((tokens) => tokens === 0);
  return (cell) => isAllPriced || week.amounts?.[cell] !== 0n;
}

/** Tells whether no amount of a chart is an estimate, not even in part. */
export function isAllBilled(chart: Chart): boolean {
  return (
    chart.kind !== 'cost' || chart.bases.every((code, cell) => code <= BASIS_CODES.billed || chart.amounts[cell] === 0n)
  );
}

/** Basis of the hours of a week, which have none of their own: billed only where all of the chart is. */
export const weekBasis = (chart: Chart): Basis => (isAllBilled(chart) ? 'billed' : 'mixed');

function average({ amounts, counts, wholes }: Week, cell: number, hours: number): number {
  if (amounts) return Number(amounts[cell] ?? 0n) / UNITS_A_DOLLAR / hours;
  const count = counts?.[cell] ?? 0;
  return wholes ? count / (wholes[cell] || Number.NaN) : count / hours;
}

/** Money of an average hour, in millionths of a cent. */
export function averageMoney(amount: bigint, hours: number): bigint {
  return hours === 0 ? 0n : mulDiv(amount, 1n, BigInt(hours));
}

/** Units of an average hour: below 100 with one decimal, so that few are not shown as none. */
export function averageUnits(units: number, hours: number): number {
  const exact = units / hours;
  return exact < 100 ? Math.round(exact * 10) / 10 : Math.round(exact);
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
