import { createFormat } from '../../shared/format.ts';
import { utcDay } from '../../spend/time.ts';
import { exclusions } from '../notes/exclusions.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportBody } from '../reportBody.ts';
import type { ReportData } from '../reportData.ts';
import { sumOf } from '../table/sums.ts';
import { lastMoment } from '../whatIf/lastMoment.ts';
import { PeriodRates } from '../whatIf/periodRates.ts';
import { batching } from './batching.ts';
import { otherModel } from './otherModel.ts';
import { outcomeSection } from './outcomes.ts';
import type { Scenario } from './scenario.ts';
import { usualHits } from './usualHits.ts';

const SUPPOSITIONS: readonly Scenario[] = [batching, usualHits, otherModel];

const NOT_INCLUDED = [
  'One change on top of another: each is supposed alone, so their savings do not add up.',
  'Savings on web searches, code execution and session time: none of the changes touches them.',
];

/** What the period would have cost with batch, with more cache hits, with another model: each alone, none recommended. */
export function savings(data: ReportData, request: ReportRequest): ReportBody {
  const lines = data.lines(data.period, request.filters);
  const total = sumOf(lines);
  const notIncluded = [...exclusions(data, lines), ...NOT_INCLUDED];
  if (total.cost === 0n && total.unpricedTokens === 0) return { sections: [], notIncluded };
  const format = createFormat(data.locale, data.period.zone);
  const everything = request.filters.length === 0 ? lines : data.lines(data.period, []);
  const listDay = utcDay(lastMoment(data));
  const rates = new PeriodRates(everything, listDay);
  const supposed = SUPPOSITIONS.map((suppose) => suppose({ data, format, lines, total, everything, rates, listDay }));
  const outcomes = supposed.flatMap((one) => one.outcomes);
  return {
    sections: [outcomeSection(total, outcomes), ...supposed.map(({ section }) => section)],
    notIncluded,
  };
}
