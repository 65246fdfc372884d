/** The average hours of a week, by weekday and hour of the day. */
import { BASIS_CODES, type Basis } from './basis.ts';
import type { Chart, Explorer } from './explorer.ts';
import { mulDiv } from './money.ts';

/** Of a day. */
export const HOURS = 24;

/** Parts of an answer that the hours of a week are made of. */
export type WeekSource = Pick<Explorer, 'week' | 'chart'>;

/** `14:00` */
export const hourName = (hour: number): string => `${`${hour}`.padStart(2, '0')}:00`;

/** Returns whether the cost of a cell is known: zero dollars may be those of tokens without a price. */
export function hasPrices({ week, chart }: WeekSource): (cell: number) => boolean {
  const isAllPriced = chart.kind !== 'cost' || chart.unpricedTokens.every((tokens) => tokens === 0);
  return (cell) => isAllPriced || week.amounts?.[cell] !== 0n;
}

/** Returns true where no amount of a chart is an estimate, not even in part. */
export function isAllBilled(chart: Chart): boolean {
  return (
    chart.kind !== 'cost' || chart.bases.every((code, cell) => code <= BASIS_CODES.billed || chart.amounts[cell] === 0n)
  );
}

/** Basis of the hours of a week, which have none of their own: billed only where all of the chart is. */
export const weekBasis = (chart: Chart): Basis => (isAllBilled(chart) ? 'billed' : 'mixed');

/** Money of an average hour, in millionths of a cent. */
export function averageMoney(amount: bigint, hours: number): bigint {
  return hours === 0 ? 0n : mulDiv(amount, 1n, BigInt(hours));
}

/** Units of an average hour, below 100 with one decimal, so that few are not shown as none. */
export function averageUnits(units: number, hours: number): number {
  const exact = units / hours;
  return exact < 100 ? Math.round(exact * 10) / 10 : Math.round(exact);
}
