import type { Format } from '../../src/shared/format.ts';
import { BASES, type CostChart } from '../../src/shared/panelView.ts';
import { roundGrid } from '../../src/shared/rounding/roundGrid.ts';
import { moneyCell, partCell } from './cells.ts';
import { type Cell, type Line, NAME, type Sheet } from './sheet.ts';

const ESTIMATED = 'estimated';

/** The newest sixty minutes, newest first, with a column for each model: the twin of the small chart. */
export function nowSheet({ buckets, series, amounts, bases, unpricedTokens }: CostChart, format: Format): Sheet {
  const width = buckets.length;
  const grid = buckets.map((_, bucket) => series.map((_series, at) => amounts[at * width + bucket] ?? 0n));
  const rounded = roundGrid(grid);
  const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
  const unpricedIn = (bucket: number) =>
    series.reduce((all, _, at) => all + (unpricedTokens[at * width + bucket] ?? 0), 0);
  const lines = buckets.map(({ start }, bucket): Line => {
    const parts = series.map((_, at): Cell => {
      const basis = BASES[bases[at * width + bucket] ?? 0] ?? 'none';
      const exact = grid[bucket]?.[at] ?? 0n;
      return partCell(format, { exact, cents: rounded.cells[bucket]?.[at] ?? 0n, basis });
    });
    const exact = sum(grid[bucket] ?? []);
    const total = {
      exact,
      cents: rounded.rows[bucket] ?? 0n,
      basis: ESTIMATED,
      unpricedTokens: unpricedIn(bucket),
    } as const;
    const name = format.time(start);
    return {
      id: new Date(start).toISOString(),
      name,
      detail: '',
      order: start,
      cells: [moneyCell(format, total), ...parts],
    };
  });
  const columnSums = series.map((_, at) => sum(grid.map((line) => line[at] ?? 0n)));
  const totals = columnSums.map((exact, at) =>
    partCell(format, { exact, cents: rounded.columns[at] ?? 0n, basis: ESTIMATED }),
  );
  const whole = moneyCell(format, {
    exact: sum(columnSums),
    cents: rounded.total,
    basis: ESTIMATED,
    unpricedTokens: unpricedTokens.reduce((all, tokens) => all + tokens, 0),
  });
  return {
    caption: 'Cost of the newest 60 minutes, by minute and model',
    head: 'Minute',
    ids: 'Start',
    columns: [
      { key: 'cost', name: 'Cost', copied: 'Cost (USD)' },
      ...series.map(({ id, name }) => ({ key: `of ${id}`, name, copied: `${name} (USD)`, faint: true })),
    ],
    lines,
    sorted: { by: NAME, descending: true },
    total: { id: '', name: 'Total', detail: '', cells: [whole, ...totals] },
  };
}
