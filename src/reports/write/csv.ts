import { csvTables } from '../../export/csvTables.ts';
import type { Report } from '../report.ts';
import { withInvoiced } from './invoiced.ts';

/** All tables of a report as one file of comma-separated values, the main one first: see `csvTables`. */
export function reportCsv({ sections }: Pick<Report, 'sections'>): string {
  const inOrder = sections.toSorted((a, b) => Number(b.isMain ?? false) - Number(a.isMain ?? false));
  return csvTables(inOrder.flatMap(({ table }) => (table ? [withInvoiced(table)] : [])));
}
