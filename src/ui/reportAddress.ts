import * as z from 'zod/mini';
import type { ReportRequest } from '../reports/report.ts';
import { REPORTS, reportNamed } from '../reports/reports.ts';
import { choiceSchema } from '../shared/choice.ts';
import { DAY, utcDayStart } from '../spend/time.ts';
import { isDay } from './periods.ts';
import { REPORT_SCHEME } from './reportScheme.ts';

/** Whoever follows an address must not have years of days fetched. */
const LONGEST = 366 * DAY;

/** The parts of an address that a report is found by, after a reload too. */
export interface ReportAddress {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

const day = z.string().check(z.refine(isDay));
const request = z
  .object({
    report: z.string().check(z.refine((id) => REPORTS.some((report) => report.id === id))),
    from: day,
    to: day,
    filters: choiceSchema.shape.filters,
  })
  .check(z.refine(({ from, to }) => from <= to && utcDayStart(to) - utcDayStart(from) <= LONGEST));

/** Address of a report: its path is the title of its tab, its query all that it takes to make it again. */
export function addressOf(asked: ReportRequest): ReportAddress {
  const days = asked.from === asked.to ? asked.from : `${asked.from} to ${asked.to}`;
  const { title } = reportNamed(asked.report);
  return { scheme: REPORT_SCHEME, path: `/${title}, ${days}.md`, query: JSON.stringify(asked) };
}

/** Null for an address that is not of a report. */
export function requestOf({ scheme, query }: ReportAddress): ReportRequest | null {
  return scheme === REPORT_SCHEME ? (request.safeParse(jsonOf(query)).data ?? null) : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
