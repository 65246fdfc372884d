import { fileNameOf } from '../../export/exportFileName.ts';
import type { Report } from '../report.ts';
import type { ReportFormat } from './formats.ts';

/** `claude-cost-by-workspace-2026-11-01-to-2026-11-22.md` */
export function reportFileName(
  { request, period, fileName }: Pick<Report, 'request' | 'period' | 'fileName'>,
  extension: ReportFormat,
): string {
  const { zone, isExact = false } = period;
  return fileNameOf({ name: fileName, span: period, zone, isExact, isFiltered: request.filters.length > 0 }, extension);
}
