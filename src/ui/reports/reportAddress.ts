import * as z from 'zod/mini';
import type { ReportRequest } from '../../reports/report.ts';
import { REPORTS, reportNamed } from '../../reports/reports.ts';
import { choiceSchema, NAMED_RANGES } from '../../shared/choice.ts';
import { DAY, utcDayStart } from '../../time/utc.ts';
import { isDay } from './periods.ts';
import { REPORT_SCHEME } from './reportScheme.ts';

/** The longest period of an address, ms: following a link must not fetch years of days. */
const LONGEST = 366 * DAY;

/** The parts of a URI that a report is found by, after a reload too. */
export interface ReportAddress {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** A report and the id of the organization that it is of. */
export interface AddressedReport {
  readonly request: ReportRequest;
  /** Null for a tab that was opened by a version whose addresses had none. */
  readonly organization: string | null;
}

const day = z.string().check(z.refine(isDay));
const query = z
  .object({
    report: z.string().check(z.refine((id) => REPORTS.some((report) => report.id === id))),
    from: day,
    to: day,
    range: z.optional(z.enum(NAMED_RANGES)),
    filters: choiceSchema.shape.filters,
    organization: z.optional(z.string()),
  })
  .check(z.refine(({ from, to }) => from <= to && utcDayStart(to) - utcDayStart(from) <= LONGEST));

const viewQuery = z.object({ view: z.string() });

/** Address of a report: its path is the title of its tab, its query has all it takes to make it again. */
export function addressOf({ request, organization }: AddressedReport): ReportAddress {
  const { report, from, to } = request;
  const path = `/${reportNamed(report).title}, ${from === to ? from : `${from} to ${to}`}`;
  return {
    scheme: REPORT_SCHEME,
    path,
    query: JSON.stringify({ ...request, organization: organization ?? undefined }),
  };
}

/** Returns the report of an address; null where it is not the address of one. */
export function reportAt(address: ReportAddress): AddressedReport | null {
  const { data } = query.safeParse(address.scheme === REPORT_SCHEME ? jsonOf(address.query) : null);
  if (!data) return null;
  const { organization = null, ...request } = data;
  return { request, organization };
}

/** Returns the id of the panel's view that an address is of; null where it is not the address of one. */
export function viewAt(address: ReportAddress): string | null {
  return viewQuery.safeParse(address.scheme === REPORT_SCHEME ? jsonOf(address.query) : null).data?.view ?? null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
