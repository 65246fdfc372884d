import type { Report } from '../report.ts';
import { reportCsv } from './csv.ts';
import { reportHtml } from './html.ts';
import { reportJson } from './json.ts';
import { reportMarkdown } from './markdown.ts';

/** Formats that a report is written in, by the extension of their files, with the name of each. */
export const REPORT_FORMATS = { html: 'HTML', csv: 'CSV', md: 'Markdown', json: 'JSON' } as const;

export type ReportFormat = keyof typeof REPORT_FORMATS;

/** A report as the text of a file. */
export function writeReport(report: Report, format: ReportFormat): string {
  switch (format) {
    case 'html':
      return reportHtml(report);
    case 'csv':
      return reportCsv(report);
    case 'md':
      return reportMarkdown(report);
    case 'json':
      return reportJson(report);
  }
}
