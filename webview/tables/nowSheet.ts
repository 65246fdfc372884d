import { clockText } from '../../src/shared/clockText.ts';
import type { RoundedCost } from '../../src/shared/cost.ts';
import type { Format } from '../../src/shared/format.ts';
import type { CostChart } from '../../src/shared/panelView.ts';
import { roundGrid } from '../../src/shared/rounding/roundGrid.ts';
import { sumOf } from '../../src/shared/tables/costFigures.ts';
import { unitsIn } from '../../src/shared/tables/seriesColumns.ts';
import * as terms from '../../src/shared/terms.ts';
import { moneyCell, partCell } from './cells.ts';
import { type Cell, type Line, NAME, type Sheet } from './sheet.ts';

/** The newest sixty minutes, newest first, with a column for each model: the twin of the small chart. */
export function nowSheet({ buckets, series, amounts, unpricedTokens }: CostChart, format: Format): Sheet {
  const width = buckets.length;
  const grid = buckets.map((_, bucket) => series.map((_series, at) => amounts[at * width + bucket] ?? 0n));
  const rounded = roundGrid(grid);
  const all = [...series.keys()];
  const unpricedIn = (bucket: number, models: readonly number[]) => unitsIn(unpricedTokens, width, bucket, models);
  const unpricedOf = (models: readonly number[]) =>
    buckets.reduce((tokens, _, bucket) => tokens + unpricedIn(bucket, models), 0);
  // What has just been used is in no bill yet.
  const printed = (amount: bigint, cents: bigint | undefined, tokens: number): RoundedCost => ({
    amount,
    cents: cents ?? 0n,
    basis: 'estimated',
    unpricedTokens: tokens,
  });
  const modelCell = (own: RoundedCost): Cell => partCell(format, own, own);

  const lines = buckets.map(({ start }, bucket): Line => {
    const own = grid[bucket] ?? [];
    const models = own.map((exact, at) =>
      modelCell(printed(exact, rounded.cells[bucket]?.[at], unpricedIn(bucket, [at]))),
    );
    const sum = moneyCell(format, printed(sumOf(own), rounded.rows[bucket], unpricedIn(bucket, all)));
    return {
      id: new Date(start).toISOString(),
      name: clockText(start, format),
      detail: '',
      order: start,
      cells: [sum, ...models],
    };
  });
  const sums = all.map((at) => sumOf(grid.map((line) => line[at] ?? 0n)));
  const totals = sums.map((exact, at) => modelCell(printed(exact, rounded.columns[at], unpricedOf([at]))));
  const whole = moneyCell(format, printed(sumOf(sums), rounded.total, unpricedOf(all)));
  return {
    caption: 'Cost of the newest 60 minutes, by minute and model',
    head: 'Minute',
    ids: 'Start',
    columns: [
      { key: 'cost', name: terms.COST, copied: `${terms.COST} (USD)` },
      ...series.map(({ id, name }) => ({ key: `of ${id}`, name, copied: `${name} (USD)`, faint: true })),
    ],
    lines,
    sorted: { by: NAME, descending: true },
    total: { id: '', name: terms.TOTAL, detail: '', cells: [whole, ...totals] },
  };
}
