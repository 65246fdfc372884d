import { AdminApiError } from '../adminApi/errors.ts';
import type { LiveSettings } from '../settings.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import type { Progress } from '../shared/panelView.ts';
import type { MeasurementState, Summary } from '../shared/summary.ts';
import type { Source } from '../source/source.ts';
import type { Looked, OrganizationSync } from '../sync/organizationSync.ts';
import { Poller } from '../sync/poller.ts';
import { type Clock, SECOND } from '../time/utc.ts';
import { Alerts } from './alerts.ts';
import { AskedPauses } from './askedPauses.ts';
import { Balance } from './balance.ts';
import { BudgetEditing } from './budgetEditing.ts';
import { ChangeFeed } from './changeFeed.ts';
import { DayCheck } from './dayCheck.ts';
import { FailureTracker } from './failureTracker.ts';
import { runJob } from './jobs/jobs.ts';
import { LedgerKeeper } from './ledgerKeeper.ts';
import { Measuring } from './measuring.ts';
import { MonthlyReports } from './monthly/monthlyReports.ts';
import { OtelExport, type OtelExportOptions } from './otel/otelExport.ts';
import { PanelFeed } from './panelFeed.ts';
import { billProblem } from './problem.ts';
import { ScopeMaking } from './scopeMaking.ts';
import { Session } from './session.ts';
import { StateFeed } from './stateFeed.ts';
import type { EngineConfig, Job, JobOutcome, JobProgress, RefreshOutcome, SendNews } from './thread/protocol.ts';
import { ToolCalls } from './toolCalls.ts';
import { UnusualSpend } from './unusual.ts';
import { Watch } from './watch.ts';

export interface EngineOptions {
  readonly config: EngineConfig;
  readonly source: Source;
  readonly clock: Clock;
  /** 0 to 1 */
  readonly random: () => number;
  readonly send: SendNews;
  /** A new one where left out. */
  readonly keeper?: LedgerKeeper;
  /** Without it nothing is exported. */
  readonly otelTransport?: OtelExportOptions['otelTransport'];
  readonly otelLookMs?: OtelExportOptions['otelLookMs'];
}

const REFRESH_SPACING = 10 * SECOND;
/** While the history comes in, figures are made anew this often. */
const PROGRESS_SPACING = 2 * SECOND;
/** The ledger is looked at this often for what other windows have written, and the clock for a machine that has slept. */
const WATCH_SPACING = 2 * SECOND;

/** One account at work: asks its source on a timer, keeps the ledger, and sends the figures to show. Never rejects. */
export class Engine implements Disposable {
  readonly #options: EngineOptions;
  readonly #poller: Poller;
  readonly #failureTracker: FailureTracker;
  readonly #pauses: AskedPauses;
  readonly #keeper: LedgerKeeper;
  readonly #watch: Watch;
  readonly #stateFeed: StateFeed;
  /** Feed of the panel, while one is open. */
  readonly panel: PanelFeed;
  /** Answers what has changed. */
  readonly changes: ChangeFeed;
  readonly measuring: Measuring;
  readonly budgetEditing: BudgetEditing;
  readonly alerts: Alerts;
  readonly #unusual: UnusualSpend;
  readonly #scopeMaking: ScopeMaking;
  readonly #dayCheck: DayCheck;
  readonly balance: Balance;
  readonly tools: ToolCalls;
  readonly otel: OtelExport;
  readonly monthlyReports: MonthlyReports;
  /** Callbacks that wait for the history, called with its progress, 0 to 1. */
  readonly #listeners = new Set<(done: number) => void>();
  #session: Session | null = null;
  #live: LiveSettings;
  #summary: Summary | null = null;
  #measurement: MeasurementState | undefined;
  #progress: Progress | null = null;
  #forced = false;
  /** True for a poll in spite of a pause that the API has asked for. */
  #isAnyway = false;
  #isHistoryCancelled = false;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #shownAt = Number.NEGATIVE_INFINITY;
  /** Version of the ledger that figures were last made of. */
  #version = 0;

  constructor(options: EngineOptions) {
    const { config, clock, random } = options;
    this.#options = options;
    this.#live = config;
    this.#failureTracker = new FailureTracker(options);
    this.#pauses = new AskedPauses(clock, this.#failureTracker, () => this.#session);
    this.#keeper = options.keeper ?? new LedgerKeeper(options.send);
    const isSample = config.account.type === 'sample';
    this.#stateFeed = new StateFeed(clock, options.send, isSample);
    this.panel = new PanelFeed({
      clock,
      send: options.send,
      look: () => this.#look(),
      fail: (error) => this.#fail(error),
    });
    const ofUser = {
      clock,
      send: options.send,
      session: () => this.#session,
      problem: () => this.#failureTracker.problem?.message ?? null,
      look: () => this.#look(),
      noteFault: (error: unknown) => this.#keeper.note(error),
      unkept: () => this.#keeper.caveat,
      forgetLater: () => this.panel.forgetLater(),
    };
    this.changes = new ChangeFeed({ clock, send: options.send, figures: () => this.#session?.figures ?? null });
    this.measuring = new Measuring({ ...ofUser, window: config.window });
    this.balance = new Balance({ ...ofUser, isSample });
    this.tools = new ToolCalls({ ...ofUser, zone: config.zone, isSample });
    this.budgetEditing = new BudgetEditing({ ...ofUser, source: options.source });
    const markExpected = (event: string) => this.#unusual.markExpected(event);
    this.alerts = new Alerts({ ...ofUser, config, markExpected });
    const ofEngine = { live: () => this.#live, runJob: this.runJob.bind(this) };
    this.monthlyReports = new MonthlyReports({ ...ofUser, ...ofEngine, config });
    this.otel = new OtelExport({ ...options, ...ofUser, summary: () => this.#summary, show: () => this.#show(true) });
    const watchClosely = (isClose: boolean) => this.#poller.setClose(isClose);
    this.#unusual = new UnusualSpend({ ...ofUser, config, alerts: this.alerts, watchClosely });
    const isAnswering = () => this.panel.isAnswering;
    this.#scopeMaking = new ScopeMaking({ ...ofUser, isAnswering, look: () => this.#look(true) });
    this.#dayCheck = new DayCheck({ clock, send: options.send, look: () => this.#look() });
    const work = (signal: AbortSignal) => this.#work(signal);
    this.#poller = new Poller({ clock, random, intervalMs: config.intervalMs, focused: config.focused, work });
    this.#watch = new Watch(WATCH_SPACING, () => this.#lookAround());
  }

  async start(): Promise<void> {
    this.#show();
    this.#dayCheck.start();
    await this.#poller.now();
  }

  /** Takes over what has been set since the start. */
  setLive(live: LiveSettings): void {
    this.#live = live;
    this.#session?.figures.setLive(live);
    try {
      this.#look();
    } catch (error) {
      const line = `what has been set could not be shown: ${errorMessage(error)}`;
      this.#options.send('log', { level: 'warn', line });
    }
  }

  setFocused(focused: boolean): void {
    this.#poller.setFocused(focused);
    this.alerts.setFocused(focused);
  }

  /**
   * Asks now, whatever other windows did, but at most once in ten seconds, unless there is a problem to be mended; and
   * not in a pause that the API has asked for. `anyway` asks one question in it, and the others where that is answered.
   */
  async refresh(anyway = false): Promise<RefreshOutcome> {
    const now = this.#options.clock.now();
    const pause = this.#pauses.asked(now);
    if (pause && !anyway) {
      this.#failureTracker.pause(pause);
      this.#show();
      return this.#failureTracker.problem ?? 'refreshed';
    }
    if (pause) {
      this.#failureTracker.pause(pause);
      this.#options.source.askOnce?.(pause.until);
      this.#isAnyway = true;
    }
    const { kind } = this.#failureTracker;
    const mayBeMended = kind !== null && kind !== 'rateLimited';
    if (!pause && !mayBeMended && Math.abs(now - this.#refreshedAt) < REFRESH_SPACING) return 'tooSoon';
    this.#refreshedAt = now;
    await this.#refreshHistory();
    return this.#failureTracker.problem ?? 'refreshed';
  }

  async #refreshHistory(): Promise<void> {
    this.#forced = true;
    await this.#poller.now();
    if (this.#forced) await this.#poller.now();
  }

  /** Makes something of the ledger. Never rejects. */
  async runJob(job: Job, onProgress: (progress: JobProgress) => void, signal: AbortSignal): Promise<JobOutcome> {
    const told = (fetch: () => Promise<void>) => async (onDone: (done: number) => void) => {
      this.#listeners.add(onDone);
      await fetch();
      this.#listeners.delete(onDone);
    };
    const outcome = await runJob(job, {
      session: () => this.#session,
      problem: () => this.#failureTracker.problem?.message ?? null,
      pause: () => this.#pauses.words(),
      clock: this.#options.clock,
      open: told(() => this.#poller.now()),
      catchUp: told(() => this.#refreshHistory()),
      onProgress,
      noteFault: (error) => this.#keeper.note(error),
      signal,
    });
    this.panel.forgetLater();
    return outcome;
  }

  /** Cancels the history until a refresh. A refresh that waits for its end is over then. */
  cancelHistory(): void {
    this.#isHistoryCancelled = true;
    this.#forced = false;
    this.#session?.sync.cancelHistory();
  }

  /** Ends the work under way, which releases its claims in the ledger, and then closes that. */
  async end(): Promise<void> {
    await Promise.all([this.#poller.end(), this.otel.end(), this.monthlyReports.end()]);
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    const timed = [this.#dayCheck, this.#watch, this.#poller, this.#scopeMaking, this.otel, this.monthlyReports];
    for (const part of [...timed, this.panel, this.changes, this.measuring, this.budgetEditing]) part[Symbol.dispose]();
    this.#session?.close();
    this.#session = null;
  }

  async #work(signal: AbortSignal): Promise<number> {
    const forced = this.#forced;
    const anyway = this.#isAnyway;
    this.#forced = false;
    this.#isAnyway = false;
    if (forced) this.#isHistoryCancelled = false;
    const { clock } = this.#options;
    try {
      const session = await this.#open(signal);
      const blocked = session.blocked(clock.now());
      const { until } = blocked;
      const isBlocked = until > clock.now() && !anyway && (!forced || blocked.isAsked);
      if (isBlocked) this.#failureTracker.pause(blocked);
      this.#look();
      if (isBlocked) return until;
      if (await session.checkClock(signal)) this.#look();
      const looked = await this.#sync(session.sync, forced, signal);
      this.#keeper.written();
      if (looked !== 'not') {
        this.#failureTracker.startAgain();
        // A pause that the API asked for beside this poll goes on.
        if (anyway || !session.blocked(clock.now()).isAsked) session.unblock();
        session.keepClock();
      }
      this.#recover(session, looked);
      this.#progress = null;
      this.#look();
      await this.measuring.settle();
      return 0;
    } catch (error) {
      return signal.aborted ? 0 : this.#fail(error);
    }
  }

  /** A problem is over once today's usage was read, here or in another window. */
  #recover(session: Session, looked: Looked): void {
    if (looked !== 'beside') this.#failureTracker.end(looked === 'wholly' ? undefined : session.checkedAt());
  }

  /**
   * Shows what other windows have read, asks at once where the machine has slept over the time to, and takes over what
   * a window was doing for all when it died.
   */
  #lookAround(): void {
    this.#poller.catchUp();
    const session = this.#session;
    try {
      if (!session?.isInPlace()) return;
      if (session.sync.isAbandoned) this.#poller.hurry();
      void this.measuring.settle();
      this.alerts.showDue();
      if (session.version() === this.#version) return;
      if (!session.isBlocked(this.#options.clock.now())) this.#recover(session, 'not');
      this.#look(true);
    } catch {
      // A ledger that does not answer is left to the next poll.
    }
  }

  async #sync(sync: OrganizationSync, forced: boolean, signal: AbortSignal): Promise<Looked> {
    const onFirstLook = () => this.#look();
    const onProgress = (done: number) => {
      this.#failureTracker.end();
      this.#progress = { done };
      for (const listener of this.#listeners) listener(done);
      if (this.#options.clock.now() - this.#shownAt >= PROGRESS_SPACING) this.#look();
    };
    const { landed } = sync;
    try {
      return await sync.run(forced, { onFirstLook, onProgress }, signal);
    } catch (error) {
      if (sync.landed > landed) this.#failureTracker.startAgain();
      throw error;
    }
  }

  /** Shows a problem beside the last good figures; returns the instant of the next try, ms. */
  #fail(error: unknown): number {
    const { send } = this.#options;
    const reason = errorMessage(error);
    const isOfLedger = !(error instanceof AdminApiError);
    const line = isOfLedger ? `history: ${reason} (${this.#options.config.ledgerPath})` : reason;
    send('log', { level: 'warn', line });
    this.#progress = null;
    if (isOfLedger) this.#keeper.note(error);
    else this.#keeper.written();
    const until = this.#failureTracker.fail(error);
    try {
      const isPause = this.#failureTracker.kind === 'rateLimited' || this.#failureTracker.kind === 'failed';
      const { failures, askedUntil } = this.#failureTracker;
      if (isPause) this.#session?.block(this.#options.clock.now(), until, askedUntil, failures);
      if (!this.#keeper.isLocked) this.#session?.keepClock();
      if (isOfLedger && !this.#keeper.isLocked) this.#reopen();
      this.#look();
    } catch (again) {
      const alike = errorMessage(again);
      send('log', { level: 'warn', line: `history: ${alike}` });
      this.#keeper.note(again);
      if (!this.#keeper.isLocked) this.#reopen();
      this.#show();
    }
    return until;
  }

  /** The ledger and its organization; made anew when another window has deleted it or set it aside. */
  async #open(signal: AbortSignal): Promise<Session> {
    if (this.#session && !this.#session.isInPlace()) {
      this.#reopen();
      this.#isHistoryCancelled = false;
    }
    if (this.#keeper.isDoubted) this.#reopen();
    if (!this.#session) {
      this.#session = await Session.open(
        { ...this.#options, config: { ...this.#options.config, ...this.#live }, keeper: this.#keeper },
        signal,
      );
      this.otel.opened(this.#session);
      if (this.#isHistoryCancelled) this.#session.sync.cancelHistory();
      this.#failureTracker.inherit(this.#session.blocked(this.#options.clock.now()).failures);
    }
    return this.#session;
  }

  #reopen(): void {
    this.panel.stopAnswering();
    this.#session?.close();
    this.#session = null;
  }

  /** Computes the figures from the ledger as it is now, and shows them; with `onlyNews` only where they differ. */
  #look(onlyNews = false): void {
    const now = this.#options.clock.now();
    if (this.#session) {
      this.#version = this.#session.version();
      this.#failureTracker.setBillProblem(billProblem(this.#session.sync.billsStatus));
    }
    const [problem, progress] = [this.#failureTracker.problem, this.#progress];
    const summary = this.#session?.figures.summary({ now, problem, progress }) ?? null;
    if (summary?.budgets && progress === null) this.alerts.budgets.look(summary.budgets);
    if (summary && progress === null) this.monthlyReports.look();
    this.#summary = summary ?? this.#summary;
    this.#unusual.look(summary !== null && progress === null, this.alerts.budgets.marks());
    if (this.#session) this.#measurement = this.#session.figures.measurements.state(now);
    this.#show(onlyNews);
    this.#scopeMaking.goOn();
  }

  #show(onlyNews = false): void {
    this.#shownAt = this.#options.clock.now();
    const parts = {
      summary: this.#summary,
      measurement: this.#measurement,
      problem: this.#failureTracker.problem,
      progress: this.#progress,
      ...this.#unusual.shown,
      organization: this.#session?.organization.name ?? null,
      unkept: this.#keeper.caveat,
      otel: this.otel.state,
    };
    const state = this.#stateFeed.show(parts, onlyNews);
    this.#dayCheck.show(state);
    this.panel.show(state, this.#session);
  }
}
