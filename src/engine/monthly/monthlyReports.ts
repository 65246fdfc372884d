import { AdminApiError } from '../../adminApi/errors.ts';
import type { MonthlyReportTable, ReportInFormat } from '../../ledger/monthlyReportTable.ts';
import type { SyncState } from '../../ledger/syncState.ts';
import type { MonthlyReportsSetting } from '../../reports/parseMonthlyReports.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import type { Organization } from '../../source/source.ts';
import { Claim } from '../../sync/claim.ts';
import type { OrganizationSync } from '../../sync/organizationSync.ts';
import { type Clock, DAY, HOUR, MINUTE, type Span } from '../../time/utc.ts';
import type { FinalMonths } from '../queries/finalMonths.ts';
import { machineClock } from '../skewedClock.ts';
import type { EngineConfig, SendNews } from '../thread/protocol.ts';
import { MonthlyWriter, type RunJob } from './monthlyWriter.ts';
import { lastMonth, monthsToLookAt, type PlannedEdition, planMonth } from './monthPlan.ts';

/** Parts of a session that monthly reports need. */
export interface MonthlySession {
  readonly organization: Organization;
  readonly monthlyReports: MonthlyReportTable;
  readonly syncState: Pick<SyncState, 'get' | 'set' | 'claim'>;
  readonly sync: Pick<OrganizationSync, 'isHistoryHeld' | 'fetchedElsewhere' | 'refreshBills'>;
  readonly figures: { readonly finalMonths: Pick<FinalMonths, 'of'>; refresh(now: number): unknown };
  isBlocked(now: number): boolean;
  keepAsked(error: AdminApiError, now: number): void;
}

export interface MonthlyReportsOptions {
  readonly clock: Clock;
  readonly send: SendNews;
  readonly config: Pick<EngineConfig, 'locale' | 'account'>;
  /** What is set now. */
  readonly live: () => { readonly monthlyReports: MonthlyReportsSetting };
  /** Null until the ledger is open. */
  readonly session: () => MonthlySession | null;
  /** A sentence on a ledger that is in memory alone, which cannot remember what was written; `''` for one that is kept. */
  readonly unkept: () => string;
  readonly runJob: RunJob;
}

/** Time between two looks, and between two tries of what has failed, ms. */
const LOOK_SPACING = MINUTE;
const TRY_SPACING = HOUR;

/**
 * Writes the reports of each month once its bills are final, and again once they are restated; one window at a time does,
 * and a window that dies over it is taken over from. The sample writes nothing.
 */
export class MonthlyReports implements Disposable {
  readonly #options: MonthlyReportsOptions;
  /** Claims are by the clock that all windows share. */
  readonly #machine: Clock;
  readonly #ending = new AbortController();
  #setting: MonthlyReportsSetting;
  #writer: MonthlyWriter;
  #run: Promise<void> | null = null;
  #nextLook = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: MonthlyReportsOptions) {
    this.#options = options;
    this.#machine = machineClock(options.clock);
    this.#setting = options.live().monthlyReports;
    this.#writer = this.#newWriter();
  }

  /** Looks whether there is something to write, and begins with it. The figures are new. What throws is the ledger. */
  look(): void {
    const { clock, session: current, config, unkept } = this.#options;
    this.#takeOver();
    if (this.#setting.reports.length === 0 || this.#run || config.account.type === 'sample') return;
    const [session, now] = [current(), clock.now()];
    const isEarly = now < this.#nextLook && now >= this.#lookedAt;
    if (!session || isEarly || this.#writer.isHalted || unkept() !== '') return;
    if (!session.sync.isHistoryHeld || session.sync.fetchedElsewhere() !== null) return;
    this.#lookedAt = now;
    this.#nextLook = now + LOOK_SPACING;
    if (!this.#isDue(session, now)) return;
    this.#run = this.#work(session).finally(() => {
      this.#run = null;
    });
  }

  /** Settles once nothing is under way. */
  async idle(): Promise<void> {
    await this.#run;
  }

  /** Ends what is under way, which releases its claim. */
  async end(): Promise<void> {
    this[Symbol.dispose]();
    await this.idle();
  }

  [Symbol.dispose](): void {
    this.#ending.abort();
  }

  /** Whatever was in the way is tried again once something else is set. */
  #takeOver(): void {
    const { monthlyReports } = this.#options.live();
    if (monthlyReports === this.#setting) return;
    this.#setting = monthlyReports;
    this.#writer = this.#newWriter();
    this.#nextLook = Number.NEGATIVE_INFINITY;
  }

  #isDue(session: MonthlySession, now: number): boolean {
    const { monthlyReports: table } = session;
    if (table.unwritten().length > 0 || this.#isRereadDue(session, now)) return true;
    return monthsToLookAt(table, now).some((month) => this.#plan(session, month, now) !== null);
  }

  #plan(session: MonthlySession, month: Span, now: number): PlannedEdition | null {
    const final = session.figures.finalMonths.of(month);
    return final && planMonth(month, final, this.#wanted(), session.monthlyReports, now);
  }

  /** Bills of last month are read again once a day after its reports were written, though its first days are older than a month. */
  #isRereadDue(session: MonthlySession, now: number): boolean {
    const isWritten = session.monthlyReports.newestEdition(lastMonth(now).start) !== null;
    return isWritten && !session.isBlocked(now) && Math.abs(now - session.syncState.get('monthBillsReadAt')) >= DAY;
  }

  /** Never rejects. */
  async #work(session: MonthlySession): Promise<void> {
    const { clock, send } = this.#options;
    const { signal } = this.#ending;
    try {
      using claim = Claim.take({ name: 'reportingUntil', syncState: session.syncState, clock: this.#machine });
      if (!claim) return;
      const now = clock.now();
      if (!(await this.#readBills(session, now, signal))) return;
      for (const month of monthsToLookAt(session.monthlyReports, now)) this.#begin(session, month, now);
      await this.#writer.write(session, signal);
    } catch (error) {
      if (signal.aborted || this.#options.session() !== session) return;
      this.#nextLook = clock.now() + TRY_SPACING;
      if (error instanceof AdminApiError) session.keepAsked(error, clock.now());
      send('log', { level: 'warn', line: `monthly reports: ${errorMessage(error)}` });
    }
  }

  /**
   * Has the newest bills, where last month is to be charged by them; false while the API is to be left alone. Throws what
   * the source throws.
   */
  async #readBills(session: MonthlySession, now: number, signal: AbortSignal): Promise<boolean> {
    const month = lastMonth(now);
    const isNew =
      session.monthlyReports.newestEdition(month.start) === null && this.#plan(session, month, now) !== null;
    if (!isNew && !this.#isRereadDue(session, now)) return true;
    if (session.isBlocked(now)) return false;
    await session.sync.refreshBills({ from: month.start, to: month.end }, signal);
    signal.throwIfAborted();
    session.syncState.set('monthBillsReadAt', now);
    session.figures.refresh(now);
    return true;
  }

  #begin(session: MonthlySession, month: Span, now: number): void {
    const planned = this.#plan(session, month, now);
    if (planned) session.monthlyReports.begin(month.start, planned.edition, planned.files);
  }

  #wanted(): ReportInFormat[] {
    const { reports, formats } = this.#setting;
    return reports.flatMap((report) => formats.map((format) => ({ report, format })));
  }

  #newWriter(): MonthlyWriter {
    const { clock, send, config, runJob } = this.#options;
    return new MonthlyWriter({ clock, send, locale: config.locale, runJob, setting: this.#setting });
  }
}
