import { DIMENSION_WORDS } from '../shared/choiceWords.ts';
import { cacheEfficiency } from './cacheEfficiency/build.ts';
import { CATALOG } from './catalog.ts';
import { claudeCode } from './claudeCode/build.ts';
import { dailyUsage } from './dailyUsage/build.ts';
import { keyCost } from './keyCost/build.ts';
import { monthStatement } from './monthStatement/build.ts';
import type { Report, ReportId, ReportRequest } from './report.ts';
import type { ReportBody } from './reportBody.ts';
import type { ReportData } from './reportData.ts';
import { savings } from './savings/build.ts';
import { tiersAndTools } from './tiersAndTools/build.ts';
import { workspaceCost } from './workspaceCost/build.ts';

type Builder = (data: ReportData, request: ReportRequest) => ReportBody;

const BUILDERS: Readonly<Record<ReportId, Builder>> = {
  dailyUsage,
  workspaceCost,
  keyCost,
  cacheEfficiency,
  tiersAndTools,
  claudeCode,
  monthStatement,
  savings,
};

/** A report with what all reports say of themselves: whose, of when, and how it was narrowed. */
export function buildReport(data: ReportData, request: ReportRequest): Report {
  const { title, answers } = CATALOG[request.report];
  const { organization, sample, locale, period, dataTo, checkedAt } = data;
  const { sections, notIncluded } = BUILDERS[request.report](data, request);
  const narrowed = request.filters.map(({ dimension, values }) => {
    const names = values.map((id) => data.nameOf(dimension, id).name);
    return `${DIMENSION_WORDS[dimension]} is ${names.join(', ')}`;
  });
  return {
    request,
    title,
    answers,
    organization,
    sample,
    locale,
    period,
    dataTo,
    checkedAt,
    known: data.isKnown(period),
    narrowedTo: narrowed.join(' and '),
    sections,
    notIncluded,
  };
}
