import { basisOf, hasEstimate } from '../../../shared/basis.ts';
import type { Format } from '../../../shared/format.ts';
import { DOLLAR, sumOfAmounts, toCents } from '../../../shared/money.ts';
import { figureOf } from '../../../shared/tables/cells.ts';
import { cellText } from '../../../shared/tables/cellText.ts';
import { type Cell, type Column, fileTitle, type MoneyCell, type Row } from '../../../shared/tables/table.ts';
import type { ReportChart } from '../../chart.ts';
import { printedTable, wholeTable } from '../documentTable.ts';

/** A chart as it is drawn: plain numbers, which are dollars, units or fractions, and their texts as tables print them. */
export interface ChartFigures {
  /** Those that are drawn, all of one kind. */
  readonly columns: readonly Column[];
  readonly series: readonly ChartedSeries[];
  readonly rows: readonly ChartedRow[];
  /** Rows that the last one stands for; 0 where it stands for itself. */
  readonly folded: number;
}

interface ChartedSeries {
  readonly title: string;
  /** Slot of its colour; null for the grey of "Other". */
  readonly slot: number | null;
}

export interface ChartedRow {
  readonly label: string;
  /** By series; one that is not known is left out. */
  readonly parts: readonly ChartedPart[];
  readonly value: number;
  readonly text: string;
}

export interface ChartedPart {
  readonly series: number;
  readonly value: number;
  readonly text: string;
  readonly isEstimated: boolean;
  readonly cell: Cell;
}

export function chartFigures(chart: ReportChart, format: Format): ChartFigures {
  // Time is drawn in full: the rest of it would be one more bar, higher than all others.
  const table = chart.shape === 'ranked' ? printedTable(chart.table, format) : wholeTable(chart.table);
  const hidden = chart.table.rows.length - table.rows.length;
  const position = (key: string) => table.columns.findIndex((column) => column.key === key);
  const drawn = chart.values.map(position).filter((at) => at >= 0);
  const columns = drawn.flatMap((at) => table.columns.slice(at, at + 1));
  const labelsAt = chart.labels.map(position);
  const isStacked = drawn.length > 1;
  const charted = solid(table.rows.map((row) => rowOf(row, { drawn, columns, labelsAt }, format)));
  return {
    columns,
    series: columns.map((column) => ({
      title: fileTitle(column),
      slot: isStacked ? (chart.colors?.[column.key] ?? null) : 0,
    })),
    rows: withDetails(charted, table.rows, labelsAt),
    folded: hidden === 0 ? 0 : hidden + 1,
  };
}

interface Drawn {
  readonly drawn: readonly number[];
  readonly columns: readonly Column[];
  readonly labelsAt: readonly number[];
}

function rowOf(row: Row, { drawn, columns, labelsAt }: Drawn, format: Format): ChartedRow {
  const names = labelsAt.flatMap((at) => labelOf(row[at]));
  const parts = columns.flatMap((column, series): ChartedPart[] => {
    const cell = row[drawn[series] ?? -1];
    const figure = cell && figureOf(cell);
    if (!cell || figure === null || figure === undefined || typeof figure === 'string') return [];
    const value = typeof figure === 'bigint' ? Number(figure) / Number(DOLLAR) : figure;
    const isEstimated = 'basis' in cell && hasEstimate(cell.basis) && figure !== 0n;
    return [{ series, value, text: cellText(cell, column, format, 'files', true), isEstimated, cell }];
  });
  return { label: names.join(' · '), parts, ...sumOfParts(parts, columns[0], format) };
}

/** Where all is estimated there is nothing to tell it from. */
function solid(rows: readonly ChartedRow[]): readonly ChartedRow[] {
  if (rows.some(({ parts }) => parts.some(({ isEstimated }) => !isEstimated))) return rows;
  return rows.map((row) => ({ ...row, parts: row.parts.map((part) => ({ ...part, isEstimated: false })) }));
}

/** A namesake comes with what tells it from the others. */
function withDetails(charted: readonly ChartedRow[], rows: readonly Row[], labelsAt: readonly number[]): ChartedRow[] {
  const counts = Map.groupBy(charted, ({ label }) => label);
  return charted.map((row, at) => {
    const [first] = labelsAt.map((position) => rows[at]?.[position]);
    const detail = first?.kind === 'text' ? first.detail : undefined;
    const isNamesake = (counts.get(row.label)?.length ?? 0) > 1;
    return isNamesake && detail !== undefined ? { ...row, label: `${row.label} (${detail})` } : row;
  });
}

function labelOf(cell: Cell | undefined): string[] {
  return cell?.kind === 'text' && cell.text !== '' ? [cell.text] : [];
}

/** What some parts come to, and its text: the sum of what is printed of each. */
export function sumOfParts(
  parts: readonly Pick<ChartedPart, 'value' | 'text' | 'cell'>[],
  column: Column | undefined,
  format: Format,
): Pick<ChartedRow, 'value' | 'text'> {
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  const [only] = parts;
  if (parts.length <= 1) return { value, text: only?.text ?? '' };
  if (column?.kind !== 'money') return { value, text: format.compact(value) };
  return { value, text: cellText(printedSum(parts), column, format, 'files') };
}

/** The sum of amounts, whose cents are those that are printed of each. */
function printedSum(parts: readonly Pick<ChartedPart, 'cell'>[]): MoneyCell {
  const cells = parts.flatMap(({ cell }) => (cell.kind === 'money' ? cell : []));
  return {
    kind: 'money',
    amount: sumOfAmounts(cells.map((cell) => cell.amount ?? 0n)),
    cents: sumOfAmounts(cells.map((cell) => cell.cents ?? toCents(cell.amount ?? 0n))),
    basis: basisOf(cells.map((cell) => cell.basis)),
    ...(cells.some(({ signed }) => signed) && { signed: true }),
  };
}

/** Parts as one, which may be added to others; null of none. */
export function joined(parts: readonly ChartedPart[], column: Column | undefined, format: Format): ChartedPart | null {
  const [first, ...others] = parts;
  if (!first || others.length === 0) return first ?? null;
  return {
    series: first.series,
    ...sumOfParts(parts, column, format),
    isEstimated: parts.some(({ isEstimated }) => isEstimated),
    cell: column?.kind === 'money' ? printedSum(parts) : first.cell,
  };
}
