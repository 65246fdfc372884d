import { Worker } from 'node:worker_threads';
import type { HistoryRange, PanelView } from '../shared/panelView.ts';
import type { SpendState } from '../shared/summary.ts';
import type { Organization } from '../source.ts';
import type { Account, EngineConfig, FromEngine, KeyCheck, RefreshOutcome, ToEngine } from './protocol.ts';

export interface EngineEvents {
  onState(state: SpendState): void;
  onView(view: PanelView): void;
  onOrganization(organization: Organization): void;
  onNotice(message: string): void;
  onLog(level: 'info' | 'warn', line: string): void;
}

type Reply = KeyCheck | RefreshOutcome | null;

/** The extension host's side of the engine's thread, which is started when it is first needed. */
export class EngineClient {
  readonly #path: string;
  readonly #events: EngineEvents;
  readonly #replies = new Map<number, (reply: Reply) => void>();
  readonly #fetches = new Map<number, AbortController>();
  #worker: Worker | null = null;
  #config: EngineConfig | null = null;
  #lastId = 0;

  constructor(path: string, events: EngineEvents) {
    this.#path = path;
    this.#events = events;
  }

  start(config: EngineConfig): void {
    this.#config = config;
    this.#post({ type: 'start', config });
  }

  async checkKey(account: Account & { type: 'key' }, version: string): Promise<KeyCheck> {
    const reply = await this.#ask((id) => ({ type: 'checkKey', id, account, version }));
    const failed = { outcome: 'unchecked', message: 'The check was interrupted; look into the log.' } as const;
    return reply !== null && typeof reply === 'object' && 'outcome' in reply ? reply : failed;
  }

  async refresh(): Promise<RefreshOutcome> {
    const reply = await this.#ask((id) => ({ type: 'refresh', id }));
    const failed = { kind: 'failed', message: 'The refresh was interrupted; look into the log.' } as const;
    return reply !== null && (typeof reply === 'string' || 'kind' in reply) ? reply : failed;
  }

  setFocused(focused: boolean): void {
    if (this.#config) this.#config = { ...this.#config, focused };
    this.#worker?.postMessage({ type: 'focus', focused } satisfies ToEngine);
  }

  cancelHistory(): void {
    this.#worker?.postMessage({ type: 'cancelHistory' } satisfies ToEngine);
  }

  showPanel(range: HistoryRange | null): void {
    this.#worker?.postMessage({ type: 'panel', range } satisfies ToEngine);
  }

  /** Ends what is under way and lets go of the database. */
  async stop(): Promise<void> {
    this.#config = null;
    if (this.#worker) await this.#ask((id) => ({ type: 'stop', id }));
  }

  async dispose(): Promise<void> {
    const worker = this.#worker;
    await this.stop();
    this.#worker = null;
    await worker?.terminate();
  }

  #ask(question: (id: number) => ToEngine): Promise<Reply> {
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<Reply>();
    this.#replies.set(id, resolve);
    this.#post(question(id));
    return promise;
  }

  #post(message: ToEngine): void {
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage(message);
  }

  #startWorker(): Worker {
    const worker = new Worker(this.#path);
    worker.on('message', (message: FromEngine) => this.#handle(message));
    worker.on('error', (error) => this.#events.onLog('warn', `the engine failed: ${error.message}`));
    worker.on('exit', () => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      for (const resolve of this.#replies.values()) resolve(null);
      this.#replies.clear();
      if (this.#config) this.start(this.#config);
    });
    return worker;
  }

  #handle(message: FromEngine): void {
    const events = this.#events;
    if (message.type === 'state') events.onState(message.state);
    else if (message.type === 'view') events.onView(message.view);
    else if (message.type === 'organization') events.onOrganization(message.organization);
    else if (message.type === 'notice') events.onNotice(message.message);
    else if (message.type === 'log') events.onLog(message.level, message.line);
    else if (message.type === 'fetch') void this.#fetch(message.id, message.url, message.headers);
    else if (message.type === 'abortFetch') this.#fetches.get(message.id)?.abort();
    else if (message.type === 'keyChecked') this.#reply(message.id, message.check);
    else if (message.type === 'refreshed') this.#reply(message.id, message.outcome);
    else this.#reply(message.id, null);
  }

  #reply(id: number, reply: Reply): void {
    this.#replies.get(id)?.(reply);
    this.#replies.delete(id);
  }

  /** The host's own fetch follows the editor's proxy and the system's certificates. It follows no redirect. */
  async #fetch(id: number, url: string, headers: Readonly<Record<string, string>>): Promise<void> {
    const abort = new AbortController();
    this.#fetches.set(id, abort);
    try {
      const response = await fetch(url, { headers: { ...headers }, redirect: 'manual', signal: abort.signal });
      const body = new Uint8Array(await response.arrayBuffer());
      const answer = { status: response.status, headers: Object.fromEntries(response.headers), body };
      this.#post({ type: 'answer', id, answer });
    } catch {
      // Nothing of this error may be shown or logged: some of Node's quote the request's headers.
      this.#post({ type: 'answer', id, answer: null });
    } finally {
      this.#fetches.delete(id);
    }
  }
}
