import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdminApi as Client, createAdminApi } from '../../src/adminApi/client.ts';
import { REAL_DEPS } from '../../src/adminApi/retry.ts';
import type { Limits } from '../../src/adminApi/transport.ts';
import { Engine } from '../../src/engine/engine.ts';
import { LedgerKeeper } from '../../src/engine/ledgerKeeper.ts';
import { createOtelTransport } from '../../src/engine/otelTransport.ts';
import { SkewedClock } from '../../src/engine/skewedClock.ts';
import type { EngineConfig, NewsMessage } from '../../src/engine/thread/protocol.ts';
import type { OpenOptions } from '../../src/ledger/database.ts';
import { type Choice, FIRST_CHOICE } from '../../src/shared/choice.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import type { SpendState, Summary } from '../../src/shared/summary.ts';
import type { Source } from '../../src/source/source.ts';
import { DAY } from '../../src/time/utc.ts';
import { KEYS } from '../adminApi/http/credentials.ts';
import { type AdminApi, type AdminApiOptions, startAdminApi } from '../adminApi/server.ts';
import { ENGINE_CONFIG } from './engineConfig.ts';
import { newsTo } from './news.ts';

export interface OfficeOptions extends AdminApiOptions {
  /** What both the machine's and the API's clocks show at first, ms. */
  readonly at: number;
  /** How far ahead of the API's the machine's clock is, ms: the engine follows the API's. Unless told, they are one. */
  readonly aheadBy?: number;
  readonly key?: string;
  readonly config?: Partial<EngineConfig>;
  /** Stands between the engine and the client. */
  readonly wrap?: (source: Source) => Source;
  readonly folder?: string;
  /** Waits between tries of one request; none unless told. */
  readonly delay?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly limits?: Partial<Limits>;
  /** Those of what is exported. */
  readonly otelLimits?: Partial<Limits>;
  /** How the ledger is opened. */
  readonly ledger?: Pick<OpenOptions, 'connect' | 'patience'>;
  /** Hears what the engine sends as it does. */
  readonly onMessage?: (message: NewsMessage, office: Office) => void;
}

/** An engine at work on an organization of the test bed, with a clock that stands still until it is moved. */
export class Office implements AsyncDisposable {
  readonly api: AdminApi;
  readonly folder: string;
  readonly messages: NewsMessage[] = [];
  readonly #options: OfficeOptions;
  /** The window whose API, folder and clock these are. */
  readonly #beside: Office | null;
  #client: Client;
  #engine: Engine;
  #now: number;
  #aheadBy: number;

  private constructor(api: AdminApi, options: OfficeOptions, beside: Office | null = null) {
    this.api = api;
    this.#options = options;
    this.#beside = beside;
    this.#now = options.at;
    this.#aheadBy = options.aheadBy ?? 0;
    this.folder = beside?.folder ?? options.folder ?? mkdtempSync(join(tmpdir(), 'claude-usage-'));
    [this.#client, this.#engine] = this.#build({});
  }

  static async open(options: OfficeOptions): Promise<Office> {
    let office: Office | undefined;
    const api = await startAdminApi({ ...options, now: () => office?.now ?? options.at });
    office = new Office(api, options);
    return office;
  }

  /** Another window of the same user: its own engine, on this one's API, ledger and clock. */
  openWindow(options: Partial<OfficeOptions> = {}): Office {
    return new Office(this.api, { ...this.#options, ...options }, this);
  }

  /** Ends the engine and makes a new one on the same ledger. What was said before is forgotten. */
  async restart(config: Partial<EngineConfig> = {}): Promise<void> {
    await this.#close();
    this.messages.length = 0;
    [this.#client, this.#engine] = this.#build(config);
  }

  get engine(): Engine {
    return this.#engine;
  }

  get client(): Client {
    return this.#client;
  }

  /** What it was opened with. */
  get config(): EngineConfig {
    return { ...ENGINE_CONFIG, ...this.#options.config };
  }

  get ledgerPath(): string {
    return join(this.folder, 'ledger.db');
  }

  get now(): number {
    return this.#beside?.now ?? this.#now;
  }

  /** Moves both clocks. */
  moveTo(instant: number): void {
    this.#now = instant;
  }

  /** Sets the machine's clock, where it is one of its own. */
  setAheadBy(ms: number): void {
    this.#aheadBy = ms;
  }

  /** Moves both clocks and looks again, as Refresh Now does. */
  async goTo(instant: number): Promise<void> {
    this.moveTo(instant);
    await this.engine.refresh();
  }

  /** Moves both clocks and polls, as the timer does. */
  async pollAt(instant: number): Promise<void> {
    this.moveTo(instant);
    await this.engine.start();
  }

  get state(): SpendState | undefined {
    return this.messages.findLast((message) => message.call === 'state')?.params;
  }

  get view(): PanelView | undefined {
    return this.messages.findLast((message) => message.call === 'view')?.params;
  }

  /** What the panel shows of a choice, which is the first one unless told. Throws unless there are figures. */
  explore(choice: Partial<Choice> = {}): Explorer {
    this.engine.panel.choose({ ...FIRST_CHOICE, ...choice });
    const { view } = this;
    if (view?.status !== 'ready') throw new Error(`there are no figures: ${view?.status}`);
    return view.explorer;
  }

  /** Throws unless there are figures. */
  get summary(): Summary {
    const { state } = this;
    if (state?.status !== 'ready') throw new Error(`there are no figures: ${JSON.stringify(state)}`);
    return state.summary;
  }

  get log(): string[] {
    return this.messages.flatMap((message) => (message.call === 'log' ? message.params.line : []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    if (this.#beside) return;
    await this.api[Symbol.asyncDispose]();
    if (this.#options.folder === undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  async #close(): Promise<void> {
    this.engine[Symbol.dispose]();
    await this.client.dispose();
  }

  #build(restarted: Partial<EngineConfig>): [Client, Engine] {
    const { config, wrap, delay, limits, otelLimits, ledger, onMessage, aheadBy, key = KEYS.admin } = this.#options;
    const baseUrl = { origin: this.api.url, prefix: '' };
    const send = newsTo((message) => {
      // As it crosses from the thread: what cannot be cloned cannot be sent.
      this.messages.push(structuredClone(message));
      onMessage?.(message, this);
    });
    const log = (level: 'info' | 'warn') => (line: string) => send('log', { level, line });
    const machine = () => this.now + this.#aheadBy;
    const skewed = aheadBy === undefined ? null : new SkewedClock({ warn: log('warn') }, machine);
    const clock = skewed ?? { now: machine };
    const hostFetch = () => Promise.reject(new TypeError('no host here'));
    const client = createAdminApi({
      baseUrl,
      key,
      version: '0.0.0',
      log: { info: log('info'), warn: log('warn') },
      hostFetch,
      preferHost: false,
      onServerDate: (date) => skewed?.note(date),
      deps: { ...REAL_DEPS, now: () => clock.now(), delay: delay ?? (() => Promise.resolve()) },
      ...(limits ? { limits } : {}),
    });
    const engine = new Engine({
      config: {
        ...ENGINE_CONFIG,
        account: { type: 'key', baseUrl, key, organization: null, preferHost: false },
        ledgerPath: this.ledgerPath,
        ...config,
        ...restarted,
      },
      source: wrap ? wrap(client) : client,
      clock,
      random: () => 0.37,
      send,
      otelTransport: (redact) =>
        createOtelTransport(
          { hostFetch, preferHost: false, info: log('info'), ...(otelLimits && { limits: otelLimits }) },
          redact,
        ),
      // A test sends: a look of the timer in the middle of a poll would send what was known before it.
      otelLookMs: DAY,
      ...(ledger ? { keeper: new LedgerKeeper(send, ledger) } : {}),
    });
    return [client, engine];
  }
}
