import { basename } from 'node:path';
import type { MonthEdition, MonthlyFile, MonthlyReportTable, ReportInFormat } from '../../ledger/monthlyReportTable.ts';
import type { SyncState } from '../../ledger/syncState.ts';
import type { MonthlyReportsSetting } from '../../reports/parseMonthlyReports.ts';
import type { Report } from '../../reports/report.ts';
import { reportNamed } from '../../reports/reports.ts';
import { reportFileName } from '../../reports/write/reportFileName.ts';
import { periodAt } from '../../shared/budgetPeriod.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { createFormat, HALF_A_MONTH } from '../../shared/format.ts';
import { unlinked } from '../../shared/unlinked.ts';
import type { Organization } from '../../source/source.ts';
import { type Clock, DAY, HOUR, MINUTE, utcDay } from '../../time/utc.ts';
import type { Job, JobOutcome, SendNews } from '../thread/protocol.ts';
import { isSame } from './monthPlan.ts';
import {
  clearPartial,
  FolderSilent,
  folderPath,
  freePath,
  inTime,
  isFolder,
  isTaken,
  writeNew,
} from './reportFolder.ts';

/** Makes a report of the ledger. Never rejects. */
export type RunJob = (job: Job, onProgress: () => void, signal: AbortSignal) => Promise<JobOutcome>;

export interface MonthlyWriterOptions {
  readonly clock: Clock;
  readonly send: SendNews;
  /** BCP 47 */
  readonly locale: string;
  readonly runJob: RunJob;
  readonly setting: MonthlyReportsSetting;
  /** Time that one work on files has, ms; two minutes unless told. */
  readonly patienceMs?: number;
}

/** Parts of a session that files are written of. */
export interface WriterSession {
  readonly organization: Organization;
  readonly monthlyReports: MonthlyReportTable;
  readonly syncState: Pick<SyncState, 'get' | 'set'>;
}

/** A report that could not be made is tried again after so long, ms. */
const TRY_AGAIN = HOUR;
/** Time for a file on a slow network, ms. */
const PATIENCE = 2 * MINUTE;

/** Writes the files of months that were begun, in the folder of a setting. */
export class MonthlyWriter {
  readonly #options: MonthlyWriterOptions;
  readonly #folder: string;
  /** When reports that could not be made are tried again, ms, by month and report. */
  readonly #waiting = new Map<string, number>();
  #isHalted = false;

  constructor(options: MonthlyWriterOptions) {
    this.#options = options;
    this.#folder = folderPath(options.setting.folder);
  }

  /** True once the folder could not be written to: it is tried again by another writer, at the next start. */
  get isHalted(): boolean {
    return this.#isHalted;
  }

  /** Writes what has not been written, each file whole or not at all, and tells of it. Throws what the ledger throws. */
  async write(session: WriterSession, signal: AbortSignal): Promise<void> {
    const { monthlyReports: table } = session;
    const due = table.unwritten();
    if (due.length === 0) return;
    try {
      const isThere = await this.#inTime(() => isFolder(this.#folder), signal);
      if (!isThere) return this.#halt(session, 'the folder is missing');
      signal.throwIfAborted();
      for (const [monthStart, files] of Map.groupBy(due, (file) => file.monthStart)) {
        const newest = table.newestEdition(monthStart);
        const isWanted = (file: MonthlyFile) => file.edition === newest?.edition && this.#isSet(file);
        for (const file of files) if (!isWanted(file)) table.drop(file);
        const wanted = files.filter(isWanted).sort((a, b) => this.#placeOf(a) - this.#placeOf(b));
        if (newest) await this.#writeMonth(session, monthStart, newest, wanted, signal);
      }
    } catch (error) {
      if (signal.aborted || !isOfFileSystem(error)) throw error;
      this.#halt(session, errorMessage(error));
    }
  }

  async #writeMonth(
    session: WriterSession,
    monthStart: number,
    edition: MonthEdition,
    files: readonly MonthlyFile[],
    signal: AbortSignal,
  ): Promise<void> {
    const paths: string[] = [];
    try {
      for (const [report, own] of Map.groupBy(files, (file) => file.report)) {
        const made = await this.#make(session, monthStart, report, signal);
        if (!made) continue;
        for (const file of own) paths.push(await this.#writeFile(session, file, edition, made, signal));
      }
    } finally {
      const [first, ...others] = paths;
      if (first !== undefined && !signal.aborted) this.#tell(monthStart, edition, [first, ...others]);
    }
  }

  async #make(
    { organization, syncState }: WriterSession,
    monthStart: number,
    report: string,
    signal: AbortSignal,
  ): Promise<Report | null> {
    const { clock, runJob } = this.#options;
    const key = `${monthStart} ${report}`;
    const now = clock.now();
    if (Math.abs((this.#waiting.get(key) ?? Number.NEGATIVE_INFINITY) - now) < TRY_AGAIN) return null;
    const { end } = periodAt('month', monthStart);
    const request = { report, from: utcDay(monthStart), to: utcDay(end - DAY), filters: [] };
    const job = { kind: 'report', request, organization: organization.id, isMonthly: true } as const;
    const outcome = await runJob(job, () => {}, signal);
    signal.throwIfAborted();
    const failing = `reportFailingSince ${report}` as const;
    if (outcome.kind === 'report') {
      if (syncState.get(failing) !== 0) syncState.set(failing, 0);
      return outcome.report;
    }
    this.#waiting.set(key, now);
    this.#tellFailure(syncState, report, outcome.kind === 'failed' ? outcome.message : outcome.kind);
    return null;
  }

  /** Logs it; the user is told once, of a report that could not be made for a day: an outage would be over. */
  #tellFailure(syncState: WriterSession['syncState'], report: string, reason: string): void {
    const { clock, send } = this.#options;
    const { title } = reportNamed(report);
    send('log', { level: 'warn', line: `monthly reports: ${title} could not be created: ${reason}` });
    const name = `reportFailingSince ${report}` as const;
    const since = syncState.get(name);
    if (since === 0) syncState.set(name, clock.now());
    if (since === 0 || clock.now() - since < DAY) return;
    send(
      'notice',
      `The monthly report ${title} could not be created. ${unlinked(reason)} It is tried again every hour.`,
    );
    syncState.set(name, Number.MAX_SAFE_INTEGER);
  }

  /** Returns the path. Where a window was killed over the file, it is there whole, or not at all. */
  async #writeFile(
    { monthlyReports: table, syncState }: WriterSession,
    file: MonthlyFile,
    edition: MonthEdition,
    report: Report,
    signal: AbortSignal,
  ): Promise<string> {
    const { clock, setting } = this.#options;
    if (file.path !== null) {
      const { path } = file;
      const isThere = await this.#inTime(() => isTaken(path), signal);
      await this.#inTime(() => clearPartial(path), signal);
      signal.throwIfAborted();
      if (isThere) table.written(file, clock.now());
      if (isThere) return path;
    }
    const { writeReport } = await import('../../reports/write/formats.ts');
    const format = setting.formats.find((each) => each === file.format);
    if (!format) throw new RangeError(`there is no format ${file.format}`);
    const text = writeReport(report, format);
    const [name, suffix] = [reportFileName(report, format), suffixOf(file, edition, table)];
    const path = await this.#inTime(() => freePath(this.#folder, name, suffix), signal);
    signal.throwIfAborted();
    table.place(file, path);
    await this.#inTime((either) => writeNew(path, text, either), signal);
    signal.throwIfAborted();
    table.written(file, clock.now());
    syncState.set(`folderMissingAt ${this.#folder}`, 0);
    return path;
  }

  #inTime<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    return inTime(work, this.#options.patienceMs ?? PATIENCE, signal);
  }

  /** Place of a file in the order of the setting. */
  #placeOf({ report, format }: ReportInFormat): number {
    const { reports, formats } = this.#options.setting;
    return reports.indexOf(report) * formats.length + formats.findIndex((each) => each === format);
  }

  #isSet(file: ReportInFormat): boolean {
    const { reports, formats } = this.#options.setting;
    return reports.includes(file.report) && formats.some((format) => format === file.format);
  }

  /** Leaves the folder alone until the next start; the user is told once, until a file can be written there again. */
  #halt({ syncState }: WriterSession, reason: string): void {
    const { clock, send } = this.#options;
    this.#isHalted = true;
    const name = `folderMissingAt ${this.#folder}` as const;
    const words = `Monthly reports could not be saved in ${unlinked(this.#folder)}: ${unlinked(reason)}.`;
    if (syncState.get(name) === 0) send('notice', `${words} The next start of VS Code tries again.`);
    else send('log', { level: 'warn', line: words });
    syncState.set(name, clock.now());
  }

  #tell(monthStart: number, { restatedAt }: MonthEdition, paths: readonly [string, ...string[]]): void {
    const { locale, send } = this.#options;
    const format = createFormat(locale, 'UTC');
    const month = `${format.month(monthStart + HALF_A_MONTH)} ${new Date(monthStart).getUTCFullYear()}`;
    const [path, ...others] = paths;
    const saved = others.length === 0 ? basename(path) : `${paths.length} files in ${this.#folder}`;
    const why = restatedAt === null ? '' : `Bills for ${month} were restated. `;
    send('monthlyReports', { message: `${why}Monthly reports for ${month} saved: ${unlinked(saved)}.`, path });
  }
}

/** ` (restated 2026-12-09)` where the same report of an earlier edition is there; else nothing. */
function suffixOf(
  file: MonthlyFile,
  { edition, restatedAt }: MonthEdition,
  table: Pick<MonthlyReportTable, 'files'>,
): string {
  const earlier = table.files(file.monthStart).some((other) => {
    return other.edition < edition && other.isWritten && isSame(other, file);
  });
  return earlier && restatedAt !== null ? ` (restated ${utcDay(restatedAt)})` : '';
}

/** An error of the file system has the name of what was called; one that does not answer has none. */
function isOfFileSystem(error: unknown): boolean {
  return error instanceof FolderSilent || (error instanceof Error && 'syscall' in error);
}
