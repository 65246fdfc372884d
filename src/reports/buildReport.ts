import { DIMENSION_WORDS } from '../shared/dimensions.ts';
import type { Report, ReportRequest } from './report.ts';
import type { ReportData } from './reportData.ts';
import { reportNamed } from './reports.ts';

/** Builds a report, with the facts that all reports have: organization, period, filters. */
export function buildReport(data: ReportData, request: ReportRequest): Report {
  const { title, answers, fileName, build } = reportNamed(request.report);
  const { organizationId, organization, sample, locale, period, dataTo, checkedAt } = data;
  const { sum = null, lead = '', charts = [], sections, notIncluded } = build(data, request);
  const narrowed = request.filters.map(({ dimension, values }) => {
    const names = values.map((id) => data.nameOf(dimension, id).name);
    return `${DIMENSION_WORDS[dimension]} is ${names.join(', ')}`;
  });
  return {
    request,
    title,
    answers,
    fileName,
    organizationId,
    organization,
    sample,
    locale,
    period,
    dataTo,
    checkedAt,
    known: data.isKnown(period),
    narrowedTo: narrowed.join(' and '),
    remarks: [],
    sum,
    lead,
    notes: data.notes,
    charts,
    sections,
    notIncluded,
  };
}
