import type { ClaudeCodeDay } from '../ledger/claudeCodeTable.ts';
import type { OrganizationLedger } from '../ledger/ledger.ts';
import { DAY, HOUR, startOfUtcDay } from '../time/utc.ts';
import { inParallel } from './inParallel.ts';
import type { FetchSpan } from './plan.ts';
import type { Reader } from './reader.ts';

/** Late records of a day come in this long after its end at most. */
const FINAL_AFTER = 2 * DAY;
/** A day that may still change is not asked again sooner. */
const FRESH_FOR = HOUR;
/** A day without records is asked for daily this long: an API in trouble answers with none. */
const EMPTY_FINAL_AFTER = 31 * DAY;

export interface ClaudeCodeParts {
  readonly reader: Pick<Reader, 'claudeCode'>;
  readonly ledger: Pick<OrganizationLedger, 'claudeCode'>;
  readonly now: number;
  /** Share of the days asked for that is there, 0 to 1. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Fetches Claude Code Analytics of the UTC days of a span that are missing or may have changed, newest first. Each day
 * lands in the ledger as it comes, so that a cancelled run goes on where it stopped. Throws what the source or the
 * ledger throws.
 */
export async function fetchClaudeCode(span: FetchSpan, parts: ClaudeCodeParts): Promise<void> {
  const { reader, ledger, now, onProgress, signal } = parts;
  const days = dueDays(span, ledger.claudeCode.days(startOfUtcDay(span.from), span.to), now);
  let done = 0;
  const tasks = days.map((day) => async () => {
    await reader.claudeCode(day, signal);
    done += 1;
    onProgress(done / days.length);
  });
  await inParallel(tasks, signal);
}

/** Starts of the UTC days of a span, up to today, that were not read or not lately enough, newest first. */
export function dueDays({ from, to }: FetchSpan, read: readonly ClaudeCodeDay[], now: number): number[] {
  const known = new Map(read.map((day) => [day.start, day]));
  const days: number[] = [];
  const end = Math.min(to, startOfUtcDay(now) + DAY);
  for (let day = startOfUtcDay(from); day < end; day += DAY) {
    const reading = known.get(day);
    if (!reading || !(isFinal(reading, now) || Math.abs(now - reading.readAt) < FRESH_FOR)) days.unshift(day);
  }
  return days;
}

/** True of a day that need not be read again. A reading in the future was made by a wrong clock. */
function isFinal({ start, readAt, isEmpty }: ClaudeCodeDay, now: number): boolean {
  if (readAt > now || readAt < start + DAY + FINAL_AFTER) return false;
  return !isEmpty || readAt >= start + DAY + EMPTY_FINAL_AFTER || now - readAt < DAY;
}
