import { AdminApiError } from '../adminApi/errors.ts';
import { explain } from '../adminApi/explain.ts';
import type { ReportRequest } from '../reports/report.ts';
import { createFormat } from '../shared/format.ts';
import { type Clock, DAY, utcDayStart } from '../time/utc.ts';
import type { Session } from './session.ts';

export interface BillsWanted {
  readonly session: Session;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Reads the bills of a report's days once more. Where that fails, or the API is left alone just now, the report is made of
 * those that are there: a sentence says as of when. Throws what the ledger throws.
 */
export async function billsFor(request: ReportRequest, wanted: BillsWanted): Promise<string[]> {
  const { session, clock, signal } = wanted;
  const span = { from: utcDayStart(request.from), to: utcDayStart(request.to) + DAY };
  try {
    if (session.isBlocked(clock.now())) return asOfWords(span, '', wanted);
    await session.sync.refreshBills(span, signal);
    return [];
  } catch (error) {
    if (signal.aborted || !(error instanceof AdminApiError)) throw error;
    session.keepAsked(error, clock.now());
    return asOfWords(span, ` ${explain(error.failure)}`, wanted);
  }
}

/** `Changes to bills since Nov 28, 14:05 UTC: they could not be read again just now. The API …` */
function asOfWords({ from, to }: { from: number; to: number }, why: string, wanted: BillsWanted): string[] {
  const readAt = wanted.session.sync.billsReadAt({ from, to });
  if (readAt === null) return [];
  const format = createFormat(wanted.session.locale, 'UTC');
  return [
    `Changes to bills since ${format.day(readAt)}, ${format.time(readAt)} UTC: they could not be read again just now.${why}`,
  ];
}
