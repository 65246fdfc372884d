import { csvTable } from '../../export/csvTable.ts';
import type { Report } from '../report.ts';

/** Every table of a report as comma-separated values, the main one first, by its key. */
export function reportCsv({ sections }: Pick<Report, 'sections'>): { name: string; text: string }[] {
  const tables = sections.map(({ table }) => table).filter((table) => table !== null);
  return tables.map((table) => ({ name: table.key, text: csvTable(table) }));
}
