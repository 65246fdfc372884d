import { csvTables } from '../../export/csvTables.ts';
import { figureOf } from '../../shared/tables/cells.ts';
import type { Column, Table } from '../../shared/tables/table.ts';
import type { Report } from '../report.ts';
import { roundTable } from './roundTable.ts';

/** All tables of a report as one file of comma-separated values, the main one first: see `csvTables`. */
export function reportCsv({ sections }: Pick<Report, 'sections'>): string {
  const inOrder = sections.toSorted((a, b) => Number(b.isMain ?? false) - Number(a.isMain ?? false));
  return csvTables(inOrder.flatMap(({ table }) => (table ? [withCents(table)] : [])));
}

/** Columns whose amounts also come in whole cents, as an invoice has them. */
const INVOICED = ['cost_usd', 'billed_usd'];

/** Adds the cents that a table prints beside its exact amounts: they sum to its total as printed. */
function withCents(table: Table): Table {
  const at = table.columns.findIndex(({ key }) => INVOICED.includes(key));
  const exact = table.columns[at];
  if (!exact) return table;
  const cents: Column = { key: exact.key.replace('_usd', '_rounded_usd'), title: exact.title, kind: 'count' };
  const rows = roundTable(table).rows.map((row) => {
    const cell = row[at];
    const isKnown = cell?.kind === 'money' && figureOf(cell) !== null && cell.cents !== undefined;
    return row.toSpliced(at + 1, 0, { kind: 'count', value: isKnown ? Number(cell.cents) / 100 : null });
  });
  return { ...table, columns: table.columns.toSpliced(at + 1, 0, cents), rows, total: null };
}
