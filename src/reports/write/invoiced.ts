import type { Table } from '../../shared/tables/table.ts';
import { roundTable } from './roundTable.ts';

/** Columns whose amounts programs are also given in whole cents, as an invoice has them. */
const INVOICED = ['cost_usd', 'billed_usd'];

/** Gives a table's first such column the cents that it prints: they sum to its total as printed. */
export function withInvoiced(table: Table): Table {
  const at = table.columns.findIndex(({ key }) => INVOICED.includes(key));
  const column = table.columns[at];
  if (!column) return table;
  const roundedKey = column.key.replace('_usd', '_rounded_usd');
  return { ...roundTable(table), columns: table.columns.with(at, { ...column, roundedKey }) };
}
