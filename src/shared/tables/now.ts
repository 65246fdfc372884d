import type { Mark } from '../alert.ts';
import { clockText } from '../clockText.ts';
import type { Format } from '../format.ts';
import { marksByBucket, markText } from '../marks.ts';
import { sumOfAmounts } from '../money.ts';
import type { CostChart } from '../panelView.ts';
import { roundGrid } from '../rounding/roundGrid.ts';
import { moneyCell, timeCell } from './cells.ts';
import { COST_COLUMN, nameColumn } from './columns.ts';
import { seriesUnits } from './seriesColumns.ts';
import { totalRow } from './sumRows.ts';
import type { Cell, Column, Table, TextCell } from './table.ts';

/** The newest sixty minutes, newest first, with a column for each model: the twin of the small chart. */
export function nowTable(chart: CostChart, format: Format, marks: readonly Mark[] = []): Table {
  const { buckets, series, amounts, unpricedTokens } = chart;
  const marked = marksByBucket(marks, chart);
  const width = buckets.length;
  const grid = buckets.map((_, bucket) => series.map((_series, at) => amounts[at * width + bucket] ?? 0n));
  const rounded = roundGrid(grid);
  const all = [...series.keys()];
  const columns: Column[] = [
    nameColumn('Minute', 'Start'),
    COST_COLUMN,
    ...series.map(
      ({ id, name }): Column => ({
        ...COST_COLUMN,
        key: `of ${id}`,
        title: name,
        longTitle: name,
        isNamed: true,
        faint: true,
        zero: '—',
      }),
    ),
  ];
  const rows = buckets.map(({ start }, bucket): Cell[] => {
    const own = grid[bucket] ?? [];
    // Usage of the last hour is in no bill yet.
    const cost = (amount: bigint, cents: bigint | undefined, models: readonly number[]) =>
      moneyCell({
        amount,
        basis: 'estimated',
        cents: cents ?? 0n,
        unpricedTokens: seriesUnits(unpricedTokens, width, bucket, models),
      });
    return [
      { ...timeCell(start, clockText(start, format)), ...markedCell(marked[bucket]) },
      cost(sumOfAmounts(own), rounded.rows[bucket], all),
      ...own.map((amount, at) => cost(amount, rounded.cells[bucket]?.[at], [at])),
    ];
  });
  return {
    key: 'now',
    columns,
    rows,
    total: totalRow(columns, rows),
    sorted: { by: 'name', descending: true },
  };
}

/** Marks of a minute, below it. */
function markedCell(marks: readonly Mark[] = []): Pick<TextCell, 'marks'> {
  return marks.length === 0 ? {} : { marks: marks.map(markText) };
}
