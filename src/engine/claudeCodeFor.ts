import { AdminApiError } from '../adminApi/errors.ts';
import { explain } from '../adminApi/explain.ts';
import { listed } from '../reports/listed.ts';
import type { ReportRequest } from '../reports/report.ts';
import { type Clock, DAY, utcDay, utcDayStart } from '../spend/time.ts';
import type { Session } from './session.ts';

export interface ClaudeCodeWanted {
  readonly session: Session;
  readonly clock: Clock;
  readonly onDone: (done: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Fetches what the ledger lacks of a report's days of Claude Code Analytics. Where that fails and the ledger has some of it,
 * what is lacking is told in sentences; else throws why, in words.
 */
export async function claudeCodeFor(
  request: ReportRequest,
  { session, clock, onDone, signal }: ClaudeCodeWanted,
): Promise<string[]> {
  const span = { from: utcDayStart(request.from), to: utcDayStart(request.to) + DAY };
  let failure: AdminApiError | null = null;
  try {
    await session.sync.claudeCode(span, onDone, signal);
  } catch (error) {
    if (signal.aborted || !(error instanceof AdminApiError)) throw error;
    if (error.kind === 'forbidden' || error.kind === 'notFound') {
      throw new Error('the API gives this key no access to Claude Code Analytics', { cause: error });
    }
    failure = error;
  }
  const now = clock.now();
  if (failure && session.figures.reportData(request, now).claudeCode().length === 0) throw failure;
  const sentences = failure ? [`What could not be read just now. ${explain(failure.failure)}`] : [];
  const unread = session.figures.unreadOfClaudeCode(request, now).map(utcDay);
  if (unread.length > 0) sentences.push(`Days that have not been read: ${listed(unread)}.`);
  return sentences;
}
