import { dollarsText, UNKNOWN } from '../../../src/shared/cost.ts';
import { averageMoney, averageUnits, HOURS, hasPrices, weekBasis } from '../../../src/shared/weekHours.ts';
import type { ExplorerChartModel } from '../model/chartModel.ts';

export interface HeatFigures {
  /** `$41.20 an hour` */
  readonly average: string;
  /** `$164.80 in 4 hours` */
  readonly sum: string;
}

/** Words the figures of a cell of the week. */
export function heatFigures({ explorer, format, chart }: ExplorerChartModel, cell: number): HeatFigures {
  const { amounts, counts, wholes, hours } = explorer.week;
  const count = hours[cell] ?? 0;
  if (count === 0 || !hasPrices(explorer)(cell)) return { average: UNKNOWN, sum: '' };
  const during = `in ${format.count(count)} ${count === 1 ? 'hour' : 'hours'}`;
  if (amounts) {
    const amount = amounts[cell] ?? 0n;
    const basis = weekBasis(chart);
    const text = (money: bigint) => dollarsText(format, { amount: money, basis });
    return { average: `${text(averageMoney(amount, count))} per hour`, sum: `${text(amount)} ${during}` };
  }
  const units = counts?.[cell] ?? 0;
  if (wholes) {
    const whole = wholes[cell] ?? 0;
    return whole > 0
      ? { average: format.share(units / whole), sum: `of ${format.count(whole)} tokens ${during}` }
      : { average: UNKNOWN, sum: `no usage ${during}` };
  }
  return { average: `${format.count(averageUnits(units, count))} per hour`, sum: `${format.count(units)} ${during}` };
}

/** `Mon, 14:00–15:00` */
export function heatTitle(cell: number, weekdays: readonly string[], hourName: (hour: number) => string): string {
  const hour = cell % HOURS;
  return `${weekdays[Math.floor(cell / HOURS)] ?? ''}, ${hourName(hour)}–${hourName((hour + 1) % HOURS)}`;
}
