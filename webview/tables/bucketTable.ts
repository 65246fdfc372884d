import type { Basis, CostChart } from '../../src/shared/panelView.ts';
import { bucketStates } from '../charts/bucketState.ts';
import { bucketTotals } from '../charts/charted.ts';
import { basisAt } from '../charts/layers.ts';
import { roundTable } from './roundTable.ts';
import { PARTS, partOf, type SeriesTable } from './seriesTable.ts';

export interface BucketCell {
  readonly exact: bigint;
  readonly cents: bigint;
  readonly basis: Basis;
  readonly unpricedTokens: number;
}

/** A day or an hour; its cells stand in the order of the table's series and add up to its cents. */
export interface BucketRow {
  readonly start: number;
  readonly running: boolean;
  readonly basis: Basis;
  readonly exact: bigint;
  readonly cents: bigint;
  readonly unpricedTokens: number;
  readonly cells: readonly BucketCell[];
}

export interface BucketTable {
  readonly series: readonly {
    readonly id: string;
    readonly name: string;
    readonly cents: bigint;
    readonly exact: bigint;
  }[];
  readonly rows: readonly BucketRow[];
  /** The cents of all rows, equal to the total of the table by series. */
  readonly cents: bigint;
}

/**
 * Every figure of a chart, a row a bucket, newest first, without those that lie ahead. Its columns stand in the order of
 * the table by series and are rounded with it, so that both print the same totals.
 */
export function bucketTable(chart: CostChart, order: SeriesTable): BucketTable {
  const width = chart.buckets.length;
  const positions = new Map(chart.series.map(({ id }, position) => [id, position]));
  const columns = order.rows.map(({ id }) => positions.get(id) ?? 0);
  const amountAt = (position: number, bucket: number) => chart.amounts[position * width + bucket] ?? 0n;
  // A column for each part of each series, as in the table by series; a cell stands in one of them.
  const amounts = chart.buckets.map((_, bucket) =>
    columns.flatMap((position) =>
      PARTS.map((part) => (partOf(basisAt(chart, position, bucket)) === part ? amountAt(position, bucket) : 0n)),
    ),
  );
  const rounded = roundTable(
    amounts,
    order.rows.flatMap(({ parts }) => PARTS.map((part) => parts[part].cents)),
  );
  const together = (cents: readonly bigint[], column: number) =>
    cents.slice(column * PARTS.length, (column + 1) * PARTS.length).reduce((sum, part) => sum + part, 0n);
  const totals = bucketTotals(chart);
  const states = bucketStates(chart);
  const rows = chart.buckets.map((bucket, row): BucketRow => {
    return {
      ...bucket,
      exact: totals[row] ?? 0n,
      cents: rounded.rows[row] ?? 0n,
      unpricedTokens: columns.reduce((sum, at) => sum + (chart.unpricedTokens[at * width + row] ?? 0), 0),
      cells: columns.map((position, column) => ({
        exact: amountAt(position, row),
        cents: together(rounded.cells[row] ?? [], column),
        basis: basisAt(chart, position, row),
        unpricedTokens: chart.unpricedTokens[position * width + row] ?? 0,
      })),
    };
  });
  return {
    series: order.rows.map(({ id, name, exact }, column) => ({
      id,
      name,
      exact,
      cents: together(rounded.columns, column),
    })),
    rows: rows.filter((_, row) => states[row] !== 'ahead').reverse(),
    cents: rounded.total,
  };
}
