import { text } from './cells.ts';
import type { Cell, Column, Table } from './report.ts';
import type { Sums } from './sums.ts';

/** A row before it is told in columns. */
export interface Row {
  /** Cells that say what it is of; a total has one. */
  readonly labels: readonly Cell[];
  /** Null where it is not known. */
  readonly sums: Sums | null;
  /** What it is compared with; null where that is not known, or would not be like with like. */
  readonly before: Sums | null;
}

/** A column, and what it tells of a row. */
export interface Told<R extends Row = Row> {
  readonly column: Column;
  readonly cell: (row: R) => Cell;
}

/** The label of a row at a position. */
export function label(at: number, key: string, title: string): Told {
  return { column: { key, title, kind: 'text' }, cell: ({ labels }) => labels[at] ?? text('') };
}

export function tableOf<R extends Row>(key: string, told: readonly Told<R>[], rows: readonly R[], total: R): Table {
  const cells = (row: R) => told.map(({ cell }) => cell(row));
  return { key, columns: told.map(({ column }) => column), rows: rows.map(cells), total: cells(total) };
}
