import { AdminApiError, type Failure } from '../../adminApi/errors.ts';
import { explain } from '../../adminApi/explain.ts';
import { unreadDays } from '../../reports/notes/exclusions.ts';
import type { ReportRequest } from '../../reports/report.ts';
import { createFormat } from '../../shared/format.ts';
import { type Clock, DAY, utcDay, utcDayStart } from '../../time/utc.ts';
import type { Session } from '../session.ts';

export interface ReportReads {
  readonly session: Session;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Reads the bills of a report's days once more. Where that fails, or the API is left alone just now, the report is made of
 * those that are there: a sentence says as of when. Throws what the ledger throws.
 */
export async function readBillsFor(request: ReportRequest, reads: ReportReads): Promise<string[]> {
  const { session, clock, signal } = reads;
  const span = { from: utcDayStart(request.from), to: utcDayStart(request.to) + DAY };
  try {
    if (session.isBlocked(clock.now())) return asOfWords(span, '', reads);
    await session.sync.refreshBills(span, signal);
    return [];
  } catch (error) {
    if (signal.aborted || !(error instanceof AdminApiError)) throw error;
    session.keepAsked(error, clock.now());
    return asOfWords(span, ` ${explain(error.failure)}`, reads);
  }
}

/**
 * Reads names once more, as cost centres have one that is not known. Where that fails, a sentence says so, or a report
 * that `isKept` in a file is refused: it would charge to nobody, for good, what a cost centre is to be charged for.
 */
export async function readNamesFor({ session, clock, signal }: ReportReads, isKept: boolean): Promise<string[]> {
  let why = '';
  try {
    if (!session.isBlocked(clock.now())) {
      await session.sync.refreshNames(signal);
      return [];
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof AdminApiError)) throw error;
    session.keepAsked(error, clock.now());
    why = ` ${explain(error.failure)}`;
  }
  if (!isKept) return [`New names of workspaces and API keys, which could not be read now.${why}`];
  throw new ReportRefused(
    `A cost center has a name that is not known, and the names of workspaces and API keys could not be read.${why}`,
  );
}

/** `Changes to bills since Nov 28, 14:05 UTC: they could not be read again just now. The API …` */
function asOfWords({ from, to }: { from: number; to: number }, why: string, { session }: ReportReads): string[] {
  const readAt = session.sync.billsReadAt({ from, to });
  if (readAt === null) return [];
  const format = createFormat(session.locale, 'UTC');
  return [
    `Changes to the bills since ${format.day(readAt)}, ${format.time(readAt)} UTC, because they could not be read again now.${why}`,
  ];
}

/** Reasons that a key cannot read Claude Code Analytics, and what to do. */
const REFUSALS: Partial<Record<Failure['kind'], string>> = {
  forbidden:
    'The API does not give this key access to Claude Code Analytics. Use an Admin API key created by an admin of your organization, and check in the Claude Console whether Claude Code Analytics is available.',
  notFound:
    'Claude Code Analytics is not available at this address. Check the setting claudeUsage.apiBaseUrl, and in the Claude Console whether your organization has it.',
};

/** A report that cannot be made. Its message is sentences for the user. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
}

/**
 * Fetches the missing days of a report on Claude Code Analytics. Where that fails and the ledger has some days,
 * sentences say what is missing; else throws the reason, in words. In a pause that the API has asked for nothing is fetched.
 */
export async function readClaudeCodeFor(
  request: ReportRequest,
  { session, clock, signal }: ReportReads,
  onDone: (done: number) => void,
): Promise<string[]> {
  const span = { from: utcDayStart(request.from), to: utcDayStart(request.to) + DAY };
  const sentences: string[] = [];
  if (!session.blocked(clock.now()).isAsked) {
    try {
      await session.sync.claudeCode(span, onDone, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof AdminApiError)) throw error;
      session.keepAsked(error, clock.now());
      const refusal = REFUSALS[error.kind];
      if (!session.figures.hasClaudeCode(request)) {
        throw refusal === undefined ? error : new ReportRefused(refusal, { cause: error });
      }
      sentences.push(`Data that could not be read now. ${refusal ?? explain(error.failure)}`);
    }
  }
  return [...sentences, ...unreadDays(session.figures.unreadOfClaudeCode(request, clock.now()).map(utcDay))];
}
