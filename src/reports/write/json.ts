import { exactAmount } from '../../export/exactCell.ts';
import { jsonTable } from '../../export/jsonTable.ts';
import { utcDay } from '../../time/utc.ts';
import { rfc3339 } from '../../time/zone.ts';
import type { Report } from '../report.ts';
import { withInvoiced } from './invoiced.ts';

/** Raised when a reader of an older one would misread a newer one; new fields do not raise it. */
const SCHEMA = 1;

/** All of a report: amounts as decimal strings of dollars, instants as RFC 3339, rows as objects by column keys. */
export function reportJson(report: Report): string {
  const { request, period, sum } = report;
  const instant = (value: number | null) => (value === null ? null : rfc3339(value, period.zone));
  const written = {
    schema: SCHEMA,
    report: request.report,
    title: report.title,
    answers: report.answers,
    organization: report.organization,
    sample: report.sample,
    currency: 'USD',
    period: {
      from: request.from,
      to: request.to,
      start: instant(period.start),
      end: instant(period.end),
      zone: period.zone,
      running: period.running,
    },
    narrowed_to: report.narrowedTo,
    filters: request.filters.map(({ dimension, values }) => ({ dimension, values })),
    data_to: instant(report.dataTo),
    checked_at: instant(report.checkedAt),
    sum: sum && { ...exactAmount({ kind: 'money', ...sum }), words: `${sum.lead} ${sum.words}`.trim() },
    ...(report.lead !== '' && { lead: report.lead }),
    ...(report.remarks.length > 0 && { remarks: report.remarks }),
    ...(report.notes.length > 0 && { notes: report.notes.map(({ at, text }) => ({ day: utcDay(at), text })) }),
    sections: report.sections.map(({ title, paragraphs, table }) => ({
      title,
      paragraphs,
      table: table && jsonTable(withInvoiced(table)),
    })),
    not_included: report.notIncluded,
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}
