import { capital } from '../../shared/capital.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import { DIMENSION_WORDS } from '../../shared/dimensions.ts';
import type { Cell, Column, Table } from '../../shared/tables/table.ts';
import { text } from './cells.ts';
import type { Sums } from './sums.ts';

/** A row before its cells are made. */
export interface ReportRow {
  /** Cells that say what it is of; a total has one. */
  readonly labels: readonly Cell[];
  /** Null where it is not known. */
  readonly sums: Sums | null;
  /** Sums that it is compared with; null where they are not known, or not alike. */
  readonly before: Sums | null;
}

/** A column, and its cell of a row. */
export interface ColumnDef<R extends ReportRow = ReportRow> {
  readonly column: Column;
  readonly cell: (row: R) => Cell;
}

/** The label of a row at a position. */
export function label(
  at: number,
  key: string,
  title: string,
  more: Pick<Column, 'unbroken' | 'isLast'> = {},
): ColumnDef {
  return { column: { key, title, kind: 'text', ...more }, cell: ({ labels }) => labels[at] ?? text('') };
}

/** The column that names values of a dimension: `cost_type`, headed `Cost type`. */
export function dimensionColumn(dimension: Dimension): Column {
  const key = dimension.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { key, title: capital(DIMENSION_WORDS[dimension]), kind: 'text' };
}

/** The heading of a breakdown by dimensions: `By API key and model`. */
export function headingBy(...dimensions: readonly Dimension[]): string {
  return `By ${dimensions.map((dimension) => DIMENSION_WORDS[dimension]).join(' and ')}`;
}

/** The label at a position, where it names values of a dimension. */
export function dimensionLabel(at: number, dimension: Dimension): ColumnDef {
  const { key, title } = dimensionColumn(dimension);
  return label(at, key, title);
}

export function tableOf<R extends ReportRow>(
  key: string,
  columns: readonly ColumnDef<R>[],
  rows: readonly R[],
  total: R,
): Table {
  const cells = (row: R) => columns.map(({ cell }) => cell(row));
  return { key, columns: columns.map(({ column }) => column), rows: rows.map(cells), total: cells(total) };
}
