import { Worker } from 'node:worker_threads';
import type { LiveSettings } from '../../settings.ts';
import type { BudgetPeriod } from '../../shared/budget.ts';
import type { BudgetChoices, OfferedLimit } from '../../shared/budgetChoices.ts';
import type { PastPeriod } from '../../shared/budgetPreview.ts';
import type { Choice } from '../../shared/choice.ts';
import type { MeasurementChoices } from '../../shared/measurement.ts';
import type { CallFailure, Handlers, Post } from '../../shared/rpc.ts';
import type { BalanceEntry, BalanceSet, BalanceState } from '../../shared/runway.ts';
import type { Scope } from '../../shared/scope.ts';
import { Endpoint, RequestFailed } from './endpoint.ts';
import { fetchByHost } from './hostFetch.ts';
import type {
  EngineConfig,
  EngineNews,
  FromEngine,
  Job,
  JobOutcome,
  JobProgress,
  KeyAccount,
  KeyCheck,
  PanelNotifications,
  RefreshOutcome,
  ToEngine,
  ToolCall,
} from './protocol.ts';

const UNMADE = {
  kind: 'failed',
  message: 'There are no figures yet. Try again in a moment.',
} as const satisfies JobOutcome;

/** The engine is started again this often, counting crashes of one stretch of time; then it waits to be asked for. */
const MOST_RESTARTS = 3;
const CRASH_SPAN = 10 * 60_000;

/**
 * Young objects are nearly all of what a page of usage leaves behind. The less an isolate may take, the sooner it gives
 * back, and with it the bodies that it has read: a year of 400 keys, looked at and exported, takes 225 MB at most.
 */
const MEMORY = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 768 };

type Engine = Endpoint<ToEngine, FromEngine>;

/** The extension host's side of the engine's thread, which is started when it is first needed. */
export class EngineClient {
  readonly #path: string;
  readonly #news: Handlers<EngineNews>;
  #thread: { readonly worker: Worker; readonly engine: Engine } | null = null;
  #config: EngineConfig | null = null;
  #choice: Choice | null = null;
  #isHistoryCancelled = false;
  #crashes: readonly number[] = [];
  #disposed = false;

  constructor(path: string, news: Handlers<EngineNews>) {
    this.#path = path;
    this.#news = news;
  }

  /** Starts the thread, so that it is there when it is asked. */
  prepare(): void {
    if (!this.#disposed) this.#thread ??= this.#startThread();
  }

  /** A history that was cancelled stays so while it is the same, whyever the engine is started anew. */
  start(config: EngineConfig): void {
    this.#isHistoryCancelled &&= this.#config !== null && historyOf(this.#config) === historyOf(config);
    this.#config = config;
    this.prepare();
    const engine = this.#thread?.engine;
    engine?.notify('start', config);
    if (this.#isHistoryCancelled) engine?.notify('cancelHistory');
    if (this.#choice !== null) engine?.notify('panel', this.#choice);
  }

  checkKey(account: KeyAccount, version: string): Promise<KeyCheck> {
    const interrupted = {
      outcome: 'unchecked',
      message: 'The check was interrupted. The log has the details.',
    } as const;
    this.prepare();
    return this.#answerOf(this.#thread?.engine.request('checkKey', { account, version }), interrupted);
  }

  refresh(anyway = false): Promise<RefreshOutcome> {
    this.#isHistoryCancelled = false;
    if (!this.#thread && this.#config) {
      this.#crashes = [];
      this.start(this.#config);
    }
    const interrupted = { kind: 'failed', message: 'The refresh was interrupted. The log has the details.' } as const;
    this.prepare();
    return this.#answerOf(this.#thread?.engine.request('refresh', { anyway }), interrupted);
  }

  /** Has something made of the ledger; an aborted signal ends it as cancelled. */
  async runJob(job: Job, onProgress: (progress: JobProgress) => void, signal: AbortSignal): Promise<JobOutcome> {
    if (this.#thread && signal.aborted) return { kind: 'cancelled' };
    return this.#answerOf(this.#thread?.engine.request('runJob', job, { onProgress, signal }), UNMADE);
  }

  /** Answers a call of a tool with JSON; an aborted signal ends it with nothing. */
  async askTool(call: ToolCall, signal: AbortSignal): Promise<string> {
    const nothing = JSON.stringify({ error: UNMADE.message });
    return this.#answerOf(this.#thread?.engine.request('askTool', call, { signal }), nothing);
  }

  /** Starts to measure an API key, by its id, or everything; returns why it could not, in a sentence, or null. */
  startMeasuring(apiKey: string | null): Promise<CallFailure> {
    return this.#answerOf(this.#thread?.engine.request('startMeasuring', apiKey), UNMADE.message);
  }

  stopMeasuring(): Promise<CallFailure> {
    return this.#answerOf(this.#thread?.engine.request('stopMeasuring', undefined), UNMADE.message);
  }

  /** API keys to measure and the newest results; a sentence where there are none to be had. */
  measurementChoices(): Promise<MeasurementChoices | string> {
    return this.#answerOf(this.#thread?.engine.request('measurementChoices', undefined), UNMADE.message);
  }

  /** Tells that the user has been shown an alert. */
  alertShown(id: string): void {
    this.#thread?.engine.notify('alertShown', id);
  }

  /** Keeps a budget quiet to the next midnight, UTC, but for thresholds of 100 % and more. */
  snoozeBudget(name: string): void {
    this.#thread?.engine.notify('snoozeBudget', name);
  }

  /** Keeps the cause of an unusual event quiet from now on. */
  markExpected(event: string): void {
    this.#thread?.engine.notify('markExpected', event);
  }

  /** The prepaid balance; a sentence where there is nothing to be had. */
  balance(): Promise<BalanceState | string> {
    return this.#answerOf(this.#thread?.engine.request('balance', undefined), UNMADE.message);
  }

  /** Sets the balance, or adds a top-up; a sentence where that cannot be. */
  setBalance(entry: BalanceEntry): Promise<BalanceSet | string> {
    return this.#answerOf(this.#thread?.engine.request('setBalance', entry), UNMADE.message);
  }

  /** Removes the balance; returns why it could not, in a sentence, or null. */
  removeBalance(): Promise<CallFailure> {
    return this.#answerOf(this.#thread?.engine.request('removeBalance', undefined), UNMADE.message);
  }

  /** Values that a budget can be for; a sentence where there are none. */
  budgetChoices(): Promise<BudgetChoices | string> {
    return this.#answerOf(this.#thread?.engine.request('budgetChoices', undefined), UNMADE.message);
  }

  /** Limits of the Console; none where they cannot be read. */
  spendLimits(): Promise<readonly OfferedLimit[]> {
    return this.#answerOf(this.#thread?.engine.request('spendLimits', undefined), []);
  }

  /** Whole periods of a scope before the running one, the newest first; none where nothing is known of it. */
  pastPeriods(asked: { readonly scope: Scope; readonly period: BudgetPeriod }): Promise<readonly PastPeriod[]> {
    return this.#answerOf(this.#thread?.engine.request('pastPeriods', asked), []);
  }

  /** Hands over what has been set; engines started later get it, too. */
  setLive(live: LiveSettings): void {
    if (this.#config) this.#config = { ...this.#config, ...live };
    this.#thread?.engine.notify('settings', live);
  }

  setFocused(focused: boolean): void {
    if (this.#config) this.#config = { ...this.#config, focused };
    this.#thread?.engine.notify('focus', focused);
  }

  cancelHistory(): void {
    this.#isHistoryCancelled = this.#config !== null;
    this.#thread?.engine.notify('cancelHistory');
  }

  /** Tells the panel's choice, null while no panel is visible. It holds for engines started later, too. */
  showPanel(choice: Choice | null): void {
    this.#choice = choice;
    this.#thread?.engine.notify('panel', choice);
  }

  /** Tells the engine what the user does in the panel; nobody, where there is no thread. */
  get notify(): Post<PanelNotifications> {
    return this.#thread?.engine.notify ?? (() => {});
  }

  /** Ends what is under way and lets go of the database. */
  async stop(): Promise<void> {
    this.#config = null;
    await this.#answerOf(this.#thread?.engine.request('stop', undefined), undefined);
  }

  async dispose(): Promise<void> {
    const thread = this.#thread;
    await this.stop();
    this.#disposed = true;
    this.#thread = null;
    await thread?.worker.terminate();
  }

  /** Returns the thread's answer, or `otherwise` where it has ended before or failed. */
  async #answerOf<Reply>(answer: Promise<Reply> | undefined, otherwise: Reply): Promise<Reply> {
    if (answer === undefined) return otherwise;
    try {
      return await answer;
    } catch (error) {
      if (error instanceof RequestFailed) this.#logFailure(error);
      return otherwise;
    }
  }

  #logFailure({ message }: Error): void {
    void this.#news.log({ level: 'warn', line: `the engine failed: ${message}` });
  }

  #startThread(): { readonly worker: Worker; readonly engine: Engine } {
    const worker = new Worker(this.#path, { resourceLimits: MEMORY });
    const handlers = { ...this.#news, fetch: fetchByHost };
    const engine = new Endpoint<ToEngine, FromEngine>((message) => worker.postMessage(message), handlers);
    worker.on('message', (message: unknown) => engine.receive(message));
    worker.on('error', (error) => this.#logFailure(error));
    worker.on('exit', () => {
      if (this.#thread?.worker !== worker) return;
      engine.close();
      this.#afterCrash();
    });
    return { worker, engine };
  }

  #afterCrash(): void {
    this.#thread = null;
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_SPAN), now];
    if (!this.#config) return;
    if (this.#crashes.length <= MOST_RESTARTS) {
      this.start(this.#config);
    } else {
      const message =
        'The extension keeps failing to calculate the figures. Refresh to try again; the log has the details.';
      const sample = this.#config.account.type === 'sample';
      void this.#news.state({ status: 'failed', problem: { kind: 'failed', message }, sample });
    }
  }
}

/** Identifies a history: its account, ledger and days. */
function historyOf({ account, ledgerPath, historyDays }: EngineConfig): string {
  return JSON.stringify([account.type === 'key' ? account.key : '', ledgerPath, historyDays]);
}
