import { readReportRequest } from '../reports/readRequest.ts';
import type { ReportRequest } from '../reports/report.ts';
import { DAY, utcDayStart } from '../spend/time.ts';
import { isDay } from './periods.ts';
import { REPORT_SCHEME } from './reportScheme.ts';

const LONGEST = 366 * DAY;

/** The parts of an address that a report is found by, after a reload too. */
export interface ReportAddress {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** Address of a report: its path is the title of its tab, its query all that it takes to make it again. */
export function addressOf(request: ReportRequest, title: string): ReportAddress {
  const days = request.from === request.to ? request.from : `${request.from} to ${request.to}`;
  return { scheme: REPORT_SCHEME, path: `/${title}, ${days}.md`, query: JSON.stringify(request) };
}

/** Null for an address that is not of a report. */
export function requestOf({ scheme, query }: ReportAddress): ReportRequest | null {
  const request = scheme === REPORT_SCHEME ? readReportRequest(query) : null;
  return request && isPeriod(request) ? request : null;
}

/** Whoever follows an address must not have years of days fetched. */
function isPeriod({ from, to }: ReportRequest): boolean {
  return isDay(from) && isDay(to) && from <= to && utcDayStart(to) - utcDayStart(from) <= LONGEST;
}
