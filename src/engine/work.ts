import { AdminApiError } from '../adminApi/errors.ts';
import { explain } from '../adminApi/explain.ts';
import { buildReport } from '../reports/build.ts';
import type { ReportRequest } from '../reports/report.ts';
import { DAY, utcDayStart } from '../spend/time.ts';
import { exportLedger } from './exportCsv.ts';
import type { Work, WorkOutcome, WorkProgress } from './protocol.ts';
import type { Session } from './session.ts';

export interface WorkParts {
  readonly session: Session;
  /** ms */
  readonly now: number;
  /** Fetches what the ledger lacks of its history; settles when that has ended, well or not. */
  readonly catchUp: (onProgress: (done: number) => void) => Promise<void>;
  readonly onProgress: (progress: WorkProgress) => void;
  readonly signal: AbortSignal;
}

/** Makes what is wanted of the ledger, after what it lacks has been fetched. Never rejects. */
export async function runWork(work: Work, parts: WorkParts): Promise<WorkOutcome> {
  try {
    return await make(work, parts);
  } catch (error) {
    if (parts.signal.aborted) return { kind: 'cancelled' };
    const message =
      error instanceof AdminApiError ? explain(error.failure) : `It could not be made: ${reasonOf(error)}.`;
    return { kind: 'failed', message };
  }
}

async function make(work: Work, parts: WorkParts): Promise<WorkOutcome> {
  const { session, now, signal, onProgress } = parts;
  switch (work.kind) {
    case 'values':
      await completeHistory(work, parts);
      return { kind: 'values', values: session.figures.values(work, now) };
    case 'report':
      await completeHistory(work.request, parts);
      if (work.request.report === 'claudeCode') await fetchClaudeCode(work.request, parts);
      onProgress({ what: 'adding up', done: 1 });
      return { kind: 'report', report: buildReport(session.figures.reportData(work.request, now), work.request) };
    case 'export': {
      await completeHistory(work, parts);
      const span = { start: utcDayStart(work.from), end: utcDayStart(work.to) + DAY };
      const onDone = (done: number) => onProgress({ what: 'writing', done });
      const sources = session.figures.exportSources(now);
      const { rows } = await exportLedger({
        ...sources,
        what: work.what,
        span,
        path: work.path,
        signal,
        onProgress: onDone,
      });
      return { kind: 'export', rows };
    }
  }
}

/** A history that is still being fetched, or was cancelled, is fetched first where the period needs it. */
async function completeHistory(days: { readonly from: string; readonly to: string }, parts: WorkParts): Promise<void> {
  const { session, now, signal, catchUp, onProgress } = parts;
  if (session.figures.isKnown(days, now)) return;
  await orAborted(
    catchUp((done) => onProgress({ what: 'reading history', done })),
    signal,
  );
}

async function fetchClaudeCode({ from, to }: ReportRequest, { session, signal, onProgress }: WorkParts): Promise<void> {
  const span = { from: utcDayStart(from), to: utcDayStart(to) + DAY };
  try {
    await session.sync.claudeCode(span, (done) => onProgress({ what: 'reading Claude Code Analytics', done }), signal);
  } catch (error) {
    if (!(error instanceof AdminApiError && ['forbidden', 'notFound'].includes(error.kind))) throw error;
    throw new Error('the API gives this key no access to Claude Code Analytics', { cause: error });
  }
}

/** Rejects at once where the signal is aborted; what was waited for goes on. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
