import type { Explorer } from '../explorer.ts';
import { toCents } from '../money.ts';
import { averageMoney, HOURS, hasPrices, hourName, weekBasis } from '../weekHours.ts';
import { countCell, EMPTY, moneyCell, rateCell } from './cells.ts';
import { nameColumn } from './columns.ts';
import type { Cell, Column, Table } from './table.ts';

const KINDS = { cost: 'money', count: 'count', share: 'share' } as const;

/** Averages by hour of the week, one row for each hour of the day. `weekdays` are names, Monday first. */
export function weekTable(explorer: Explorer, weekdays: readonly string[]): Table {
  const { chart, week } = explorer;
  const { amounts, counts, wholes, hours } = week;
  const kind = KINDS[chart.kind];
  const basis = weekBasis(chart);
  const hasPrice = hasPrices(explorer);
  const average = (at: number): Cell => {
    const count = hours[at] ?? 0;
    if (count === 0 || !hasPrice(at)) return EMPTY[kind];
    if (amounts) {
      const amount = averageMoney(amounts[at] ?? 0n, count);
      return moneyCell({ amount, basis, cents: toCents(amount) });
    }
    const units = counts?.[at] ?? 0;
    return wholes ? rateCell(units, wholes[at] ?? 0) : countCell(units / count);
  };
  return {
    key: 'week',
    columns: [
      nameColumn('Hour'),
      ...weekdays.map(
        (title, day): Column => ({
          key: `${day}`,
          title,
          longTitle: title,
          kind,
          short: true,
          ...(kind === 'money' && { unit: 'USD per hour' }),
        }),
      ),
    ],
    rows: Array.from({ length: HOURS }, (_, hour): Cell[] => [
      { kind: 'text', text: hourName(hour), id: hourName(hour), order: hour },
      ...weekdays.map((_day, day) => average(day * HOURS + hour)),
    ]),
    total: null,
    sorted: { by: 'name', descending: false },
  };
}
