import { AdminApiError, type Failure } from '../adminApi/errors.ts';
import { explain } from '../adminApi/explain.ts';
import { unreadDays } from '../reports/notes/exclusions.ts';
import type { ReportRequest } from '../reports/report.ts';
import { type Clock, DAY, utcDay, utcDayStart } from '../time/utc.ts';
import type { Session } from './session.ts';

export interface ClaudeCodeWanted {
  readonly session: Session;
  readonly clock: Clock;
  readonly onDone: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Why a key cannot read them, and what to do. */
const REFUSALS: Partial<Record<Failure['kind'], string>> = {
  forbidden:
    'the API gives this key no access to Claude Code Analytics: set an Admin API key that an admin of the organization has made, and see in the Console whether it shows Claude Code Analytics',
  notFound:
    'there is no Claude Code Analytics at this address: check the setting claudeUsage.apiBaseUrl, and see in the Console whether the organization has it',
};

/**
 * Fetches what the ledger lacks of a report's days of Claude Code Analytics. Where that fails and the ledger has some days,
 * what is lacking is told in sentences; else throws why, in words. In a pause that the API has asked for nothing is fetched.
 */
export async function claudeCodeFor(
  request: ReportRequest,
  { session, clock, onDone, signal }: ClaudeCodeWanted,
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
        throw refusal === undefined ? error : new Error(refusal, { cause: error });
      }
      sentences.push(`What could not be read just now. ${refusal ? sentenceOf(refusal) : explain(error.failure)}`);
    }
  }
  return [...sentences, ...unreadDays(session.figures.unreadOfClaudeCode(request, clock.now()).map(utcDay))];
}

function sentenceOf(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
