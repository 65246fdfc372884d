import type { Basis } from '../../src/shared/basis.ts';
import { capital } from '../../src/shared/capital.ts';
import type { Explorer, Week } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { toCents } from '../../src/shared/money.ts';
import { averageMoney, averageUnits, HOURS, hasPrices, weekBasis } from '../charts/model/heatMap.ts';
import { hourName } from '../text/axisNames.ts';
import { rangeText } from '../text/rangeText.ts';
import { compactCell, moneyCell, NO_CELL, rateCell } from './cells.ts';
import { type Cell, type Line, NAME, type Sheet } from './sheet.ts';

/** The average hour of a week, a row an hour of the day; `weekdays` are their names, Monday first. */
export function weekSheet(explorer: Explorer, weekdays: readonly string[], format: Format): Sheet {
  const { choice, chart, week } = explorer;
  const basis = weekBasis(chart);
  const hasPrice = hasPrices(explorer);
  const range = rangeText(choice.range, { format, zone: chart.zone });
  const unit = choice.measure === 'cost' ? ' (USD an hour)' : '';
  return {
    caption: `${capital(MEASURE_WORDS[choice.measure])} by hour and weekday, ${range}, the average hour`,
    head: 'Hour',
    ids: null,
    columns: weekdays.map((name, day) => ({ key: `${day}`, name, copied: `${name}${unit}` })),
    lines: Array.from({ length: HOURS }, (_, hour): Line => {
      const name = hourName(hour);
      return {
        id: name,
        name,
        detail: '',
        order: hour,
        cells: weekdays.map((_day, day) => {
          const at = day * HOURS + hour;
          return hasPrice(at) ? averageCell(week, at, basis, format) : NO_CELL;
        }),
      };
    }),
    sorted: { by: NAME, descending: false },
    total: null,
  };
}

function averageCell({ amounts, counts, wholes, hours }: Week, at: number, basis: Basis, format: Format): Cell {
  const count = hours[at] ?? 0;
  if (count === 0) return NO_CELL;
  if (amounts) {
    const amount = averageMoney(amounts[at] ?? 0n, count);
    return moneyCell(format, { amount, cents: toCents(amount), basis });
  }
  if (wholes) return rateCell(format, counts?.[at] ?? 0, wholes[at] ?? 0);
  const units = counts?.[at] ?? 0;
  return { ...compactCell(format, averageUnits(units, count)), copied: () => (units / count).toFixed(6) };
}
