import type { Table } from '../shared/tables/table.ts';

/**
 * A chart of a report as data: it draws columns of a table, mostly of one that a section has, so that its figures are the
 * table's.
 * - `ranked`: a horizontal bar for each row, the largest first.
 * - `overTime`: a vertical bar for each row, in the table's order, which is that of time.
 * - `runningTotal`: a line of the sum so far, row by row.
 */
export interface ReportChart {
  /** What it shows, as the heading above it: `Cost by day`. */
  readonly title: string;
  readonly shape: 'ranked' | 'overTime' | 'runningTotal';
  readonly table: Table;
  /** Keys of the text columns that name a row. */
  readonly labels: readonly string[];
  /** Keys of the columns of figures that are drawn, all of one kind; several are stacked. */
  readonly values: readonly string[];
  /** Slots of the eight colours, from 0, of stacked columns by their keys; a column without one is drawn as "Other". */
  readonly colors?: Readonly<Record<string, number>>;
  /** A figure that is marked by a line, such as 1 for a budget that is used up. */
  readonly limit?: number;
}
