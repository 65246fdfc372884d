import { Worker } from 'node:worker_threads';
import type { Choice, SavedView } from '../../shared/choice.ts';
import type { PanelView } from '../../shared/panelView.ts';
import type { SpendState } from '../../shared/summary.ts';
import type { Organization } from '../../source.ts';
import { HostFetching } from './hostFetchServer.ts';
import type {
  Account,
  EngineConfig,
  FromEngine,
  KeyCheck,
  RefreshOutcome,
  ToEngine,
  Work,
  WorkOutcome,
  WorkProgress,
} from './protocol.ts';

export interface EngineEvents {
  onState(state: SpendState): void;
  onView(view: PanelView): void;
  onOrganization(organization: Organization): void;
  onNotice(message: string): void;
  onLog(level: 'info' | 'warn', line: string): void;
}

type Reply = KeyCheck | RefreshOutcome | null;

interface WorkUnderWay {
  onProgress(progress: WorkProgress): void;
  resolve(outcome: WorkOutcome): void;
}

const INTERRUPTED: WorkOutcome = {
  kind: 'failed',
  message: 'There are no figures yet to make it of: try again in a moment.',
};

/** The engine is started again this often, counting crashes of one stretch of time; then it waits to be asked for. */
const MOST_RESTARTS = 3;
const CRASH_SPAN = 10 * 60_000;

/**
 * Young objects are nearly all of what a page of usage leaves behind. The less an isolate may take, the sooner it gives
 * back, and with it the bodies that it has read: a year of 400 keys, looked at and exported, takes 225 MB at most.
 */
const MEMORY = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 768 };

/** The extension host's side of the engine's thread, which is started when it is first needed. */
export class EngineClient {
  readonly #path: string;
  readonly #events: EngineEvents;
  readonly #replies = new Map<number, (reply: Reply) => void>();
  readonly #works = new Map<number, WorkUnderWay>();
  readonly #fetches = new HostFetching();
  #worker: Worker | null = null;
  #config: EngineConfig | null = null;
  #choice: Choice | null = null;
  #isHistoryCancelled = false;
  #lastId = 0;
  #crashes: readonly number[] = [];
  #disposed = false;

  constructor(path: string, events: EngineEvents) {
    this.#path = path;
    this.#events = events;
  }

  /** Starts the thread, so that it is there when it is asked. */
  prepare(): void {
    if (!this.#disposed) this.#worker ??= this.#startWorker();
  }

  /** A history that was cancelled stays so while it is the same, whyever the engine is started anew. */
  start(config: EngineConfig): void {
    this.#isHistoryCancelled &&= this.#config !== null && historyOf(this.#config) === historyOf(config);
    this.#config = config;
    this.#post({ type: 'start', config });
    if (this.#isHistoryCancelled) this.#post({ type: 'cancelHistory' });
    if (this.#choice !== null) this.#post({ type: 'panel', choice: this.#choice });
  }

  async checkKey(account: Account & { type: 'key' }, version: string): Promise<KeyCheck> {
    const reply = await this.#ask((id) => ({ type: 'checkKey', id, account, version }));
    const failed = { outcome: 'unchecked', message: 'The check was interrupted; look into the log.' } as const;
    return reply !== null && typeof reply === 'object' && 'outcome' in reply ? reply : failed;
  }

  async refresh(anyway = false): Promise<RefreshOutcome> {
    this.#isHistoryCancelled = false;
    if (!this.#worker && this.#config) {
      this.#crashes = [];
      this.start(this.#config);
    }
    const reply = await this.#ask((id) => ({ type: 'refresh', id, anyway }));
    const failed = { kind: 'failed', message: 'The refresh was interrupted; look into the log.' } as const;
    return reply !== null && (typeof reply === 'string' || 'kind' in reply) ? reply : failed;
  }

  /** Has something made of the ledger; an aborted signal ends it as cancelled. */
  work(work: Work, onProgress: (progress: WorkProgress) => void, signal: AbortSignal): Promise<WorkOutcome> {
    if (this.#disposed || !this.#worker) return Promise.resolve(INTERRUPTED);
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<WorkOutcome>();
    const cancel = () => this.#worker?.postMessage({ type: 'cancelWork', id } satisfies ToEngine);
    signal.addEventListener('abort', cancel, { once: true });
    this.#works.set(id, { onProgress, resolve });
    this.#post({ type: 'work', id, work });
    return promise.finally(() => signal.removeEventListener('abort', cancel));
  }

  setFocused(focused: boolean): void {
    if (this.#config) this.#config = { ...this.#config, focused };
    this.#worker?.postMessage({ type: 'focus', focused } satisfies ToEngine);
  }

  cancelHistory(): void {
    this.#isHistoryCancelled = this.#config !== null;
    this.#worker?.postMessage({ type: 'cancelHistory' } satisfies ToEngine);
  }

  /** What the panel shows; null while no panel is visible. It holds for whatever is started later, too. */
  showPanel(choice: Choice | null): void {
    this.#choice = choice;
    this.#worker?.postMessage({ type: 'panel', choice } satisfies ToEngine);
  }

  /** Fetches what the ledger lacks of what the panel shows, or stops that. */
  fetchLacking(wanted: boolean): void {
    this.#worker?.postMessage({ type: 'fetchLacking', wanted } satisfies ToEngine);
  }

  saveView(view: SavedView): void {
    this.#worker?.postMessage({ type: 'saveView', view } satisfies ToEngine);
  }

  deleteView(name: string): void {
    this.#worker?.postMessage({ type: 'deleteView', name } satisfies ToEngine);
  }

  /** Ends what is under way and lets go of the database. */
  async stop(): Promise<void> {
    this.#config = null;
    if (this.#worker) await this.#ask((id) => ({ type: 'stop', id }));
  }

  async dispose(): Promise<void> {
    const worker = this.#worker;
    await this.stop();
    this.#disposed = true;
    this.#worker = null;
    await worker?.terminate();
  }

  #ask(question: (id: number) => ToEngine): Promise<Reply> {
    if (this.#disposed) return Promise.resolve(null);
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<Reply>();
    this.#replies.set(id, resolve);
    this.#post(question(id));
    return promise;
  }

  #post(message: ToEngine): void {
    this.prepare();
    this.#worker?.postMessage(message);
  }

  #startWorker(): Worker {
    const worker = new Worker(this.#path, { resourceLimits: MEMORY });
    worker.on('message', (message: FromEngine) => this.#handle(message, worker));
    worker.on('error', (error) => this.#events.onLog('warn', `the engine failed: ${error.message}`));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#afterCrash();
    });
    return worker;
  }

  #afterCrash(): void {
    this.#worker = null;
    this.#fetches.abortAll();
    for (const resolve of this.#replies.values()) resolve(null);
    this.#replies.clear();
    for (const { resolve } of this.#works.values()) resolve(INTERRUPTED);
    this.#works.clear();
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_SPAN), now];
    if (!this.#config) return;
    if (this.#crashes.length <= MOST_RESTARTS) {
      this.start(this.#config);
    } else {
      const message = 'The part of the extension that makes the figures keeps failing: look into the log, and refresh.';
      const sample = this.#config.account.type === 'sample';
      this.#events.onState({ status: 'failed', trouble: { kind: 'failed', message }, sample });
    }
  }

  #handle(message: FromEngine, worker: Worker): void {
    const events = this.#events;
    if (message.type === 'state') events.onState(message.state);
    else if (message.type === 'view') events.onView(message.view);
    else if (message.type === 'organization') events.onOrganization(message.organization);
    else if (message.type === 'notice') events.onNotice(message.message);
    else if (message.type === 'log') events.onLog(message.level, message.line);
    else if (message.type === 'fetch') void this.#fetches.fetch(message, (answer) => worker.postMessage(answer));
    else if (message.type === 'abortFetch') this.#fetches.abort(message.id);
    else if (message.type === 'keyChecked') this.#reply(message.id, message.check);
    else if (message.type === 'refreshed') this.#reply(message.id, message.outcome);
    else if (message.type === 'working') this.#works.get(message.id)?.onProgress(message.progress);
    else if (message.type === 'worked') this.#endWork(message.id, message.outcome);
    else this.#reply(message.id, null);
  }

  #endWork(id: number, outcome: WorkOutcome): void {
    this.#works.get(id)?.resolve(outcome);
    this.#works.delete(id);
  }

  #reply(id: number, reply: Reply): void {
    this.#replies.get(id)?.(reply);
    this.#replies.delete(id);
  }
}

/** Whose history it is, and how much of it. */
function historyOf({ account, ledgerPath, historyDays }: EngineConfig): string {
  return JSON.stringify([account.type === 'key' ? account.key : '', ledgerPath, historyDays]);
}
