import { setTimeout } from 'node:timers/promises';
import { AdminApiError } from '../../adminApi/errors.ts';
import { explain } from '../../adminApi/explain.ts';
import { faultOf, isOfSqlite } from '../../ledger/fault.ts';
import { buildReport } from '../../reports/buildReport.ts';
import type { Report } from '../../reports/report.ts';
import { isOfUtcDays, reportNamed } from '../../reports/reports.ts';
import { SAMPLE_ORGANIZATION } from '../../sample/organization.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { type Clock, DAY, SECOND, type Span, startOfUtcDay, utcDayStart } from '../../time/utc.ts';
import { exportLedger } from '../export/exportLedger.ts';
import { ledgerSentence } from '../ledgerWords.ts';
import type { Session } from '../session.ts';
import { orAborted } from '../thread/orAborted.ts';
import type { Job, JobOutcome, JobProgress } from '../thread/protocol.ts';
import { ReportRefused, readBillsFor, readClaudeCodeFor, readNamesFor } from './readForReport.ts';

const READING = 'loading history';
/** Interval of looking at a history that another window fetches, ms. */
const LOOK_AGAIN = SECOND / 2;

type Fetching = (onProgress: (done: number) => void) => Promise<void>;

export interface JobContext {
  /** Null until the ledger is open. */
  readonly session: () => Session | null;
  /** Reason that it is not, in a sentence. */
  readonly problem: () => string | null;
  /** The pause that the API has asked for, in a sentence; null where there is none. */
  readonly pause: () => string | null;
  readonly clock: Clock;
  /** Opens the ledger, and asks for what is new; settles when that has ended, well or not. */
  readonly open: Fetching;
  /** Fetches the missing history; settles when that has ended, well or not. */
  readonly catchUp: Fetching;
  readonly onProgress: (progress: JobProgress) => void;
  /** Takes note of an error of the ledger. */
  readonly noteFault: (error: unknown) => void;
  readonly signal: AbortSignal;
}

type ReportJob = Extract<Job, { readonly kind: 'report' }>;

interface Opened extends JobContext {
  readonly opened: Session;
}

/** Runs a job on the ledger, after the missing data have been fetched. Never rejects. */
export async function runJob(job: Job, context: JobContext): Promise<JobOutcome> {
  try {
    context.signal.throwIfAborted();
    if (!context.session()) await fetched(context.open, context);
    const opened = context.session();
    if (!opened) return { kind: 'failed', message: context.problem() ?? 'There are no figures yet.' };
    return await make(job, { ...context, opened });
  } catch (error) {
    if (context.signal.aborted) return { kind: 'cancelled' };
    if (!context.session())
      return { kind: 'failed', message: 'The organization was changed or removed in the meantime.' };
    if (error instanceof AdminApiError) {
      const pause = error.askedUntil === null ? null : context.pause();
      return { kind: 'failed', message: pause ?? explain(error.failure) };
    }
    if (error instanceof ReportRefused) return { kind: 'failed', message: error.message };
    // An error with a code that is not SQLite's comes from the file that is written.
    if (isOfSqlite(error) || faultOf(error) === 'other') context.noteFault(error);
    const message = isOfSqlite(error) ? ledgerSentence(error) : `Something went wrong: ${errorMessage(error)}.`;
    return { kind: 'failed', message };
  }
}

async function make(job: Job, context: Opened): Promise<JobOutcome> {
  const { opened, clock, signal, onProgress } = context;
  switch (job.kind) {
    case 'values':
      await completeHistory(job, context);
      return { kind: 'values', values: opened.figures.values(job, clock.now()) };
    case 'report': {
      const message = whyNotOf(job.organization, opened);
      if (message !== null) return { kind: 'failed', message };
      const zone = job.isMonthly || isOfUtcDays(job.request.report) ? 'UTC' : undefined;
      await completeHistory(job.request, context, zone);
      return { kind: 'report', report: await makeReport(job, context, zone) };
    }
    case 'export': {
      await completeHistory(job, context, 'UTC');
      const now = clock.now();
      const counted = await exportLedger({
        ...opened.figures.exportSources(now),
        what: job.what,
        span: begun(job, now),
        path: job.path,
        signal,
        onProgress: (done: number) => onProgress({ what: 'writing', done }),
      });
      return { kind: 'export', ...counted };
    }
  }
}

/** Says in a sentence why a report cannot be made of the organization in use; null where it can. */
function whyNotOf(id: string | undefined, session: Session): string | null {
  const inUse = session.organization.id;
  if (id === undefined || id === inUse) return null;
  if (id === SAMPLE_ORGANIZATION.id) return 'This report was created from the sample data, which is not shown now.';
  return inUse === SAMPLE_ORGANIZATION.id
    ? 'This report is for your organization, but the sample data is shown now.'
    : 'This report is for another organization than the one your current Admin API key belongs to.';
}

async function makeReport(job: ReportJob, context: Opened, zone?: string): Promise<Report> {
  const { request, isMonthly = false } = job;
  const { opened, clock, signal, onProgress } = context;
  const onDone = (done: number) => onProgress({ what: 'loading Claude Code Analytics', done });
  const { readsAnew = [] } = reportNamed(request.report);
  const isOfClaudeCode = readsAnew.includes('claudeCode');
  const reads = { session: opened, clock, signal };
  const lacking = isOfClaudeCode ? await readClaudeCodeFor(request, reads, onDone) : [];
  const unread = readsAnew.includes('bills') ? await readBillsFor(request, reads) : [];
  const data = () => opened.figures.reportData(request, clock.now(), zone);
  if (readsAnew.includes('names') && data().costCentres().hasUnknown) {
    lacking.push(...(await readNamesFor(reads, isMonthly)));
  }
  const pause = context.pause();
  if (pause !== null) lacking.push(`Any newer data. ${pause}`);
  onProgress({ what: 'adding up', done: 1 });
  const report = buildReport(data(), request);
  const apart = opened.figures.setApart(request, isOfClaudeCode);
  return { ...report, notIncluded: [...report.notIncluded, ...unread, ...lacking, ...apart] };
}

/** Those of the days that have begun. */
function begun({ from, to }: { readonly from: string; readonly to: string }, now: number): Span {
  const start = utcDayStart(from);
  return { start, end: Math.max(start, Math.min(utcDayStart(to), startOfUtcDay(now)) + DAY) };
}

/**
 * A history that is still being fetched, or was cancelled, is fetched first where the period needs it. Where another
 * window is at it, that is waited for.
 */
async function completeHistory(
  days: { readonly from: string; readonly to: string },
  context: Opened,
  zone?: string,
): Promise<void> {
  const { opened, clock, signal, onProgress } = context;
  const isKnown = () => opened.figures.isKnown(days, clock.now(), zone);
  while (!isKnown()) {
    await fetched(context.catchUp, context);
    let done = opened.sync.fetchedElsewhere();
    if (done === null) return;
    // One that is closed or killed over it leaves the rest to us.
    for (; done !== null && !isKnown(); done = opened.sync.fetchedElsewhere()) {
      onProgress({ what: READING, done });
      await setTimeout(LOOK_AGAIN, undefined, { signal });
    }
  }
}

async function fetched(fetching: Fetching, { onProgress, signal }: JobContext): Promise<void> {
  signal.throwIfAborted();
  const work = fetching((done) => onProgress({ what: READING, done }));
  await orAborted(work, signal);
}
