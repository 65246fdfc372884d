import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdminApi as Client, createAdminApi } from '../../src/adminApi/client.ts';
import { REAL_SURROUNDINGS } from '../../src/adminApi/retry.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { EngineConfig, FromEngine } from '../../src/engine/protocol.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import type { SpendState, Summary } from '../../src/shared/summary.ts';
import type { Source } from '../../src/source.ts';
import { KEYS } from '../adminApi/http/credentials.ts';
import { type AdminApi, type AdminApiOptions, startAdminApi } from '../adminApi/server.ts';

export interface OfficeOptions extends AdminApiOptions {
  /** What both the machine's and the API's clocks show at first, ms. */
  readonly at: number;
  readonly config?: Partial<EngineConfig>;
  /** Stands between the engine and the client. */
  readonly wrap?: (source: Source) => Source;
  readonly folder?: string;
  /** Waits between tries of one request; none unless told. */
  readonly delay?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** An engine at work on an organization of the test bed, with a clock that stands still until it is moved. */
export class Office implements AsyncDisposable {
  readonly api: AdminApi;
  readonly client: Client;
  readonly engine: Engine;
  readonly folder: string;
  readonly messages: FromEngine[] = [];
  readonly #keepFolder: boolean;
  #now: number;

  private constructor(api: AdminApi, { at, config, wrap, folder, delay }: OfficeOptions) {
    this.api = api;
    this.#now = at;
    this.#keepFolder = folder !== undefined;
    this.folder = folder ?? mkdtempSync(join(tmpdir(), 'claude-usage-'));
    const clock = { now: () => this.#now };
    const baseUrl = { origin: api.url, prefix: '' };
    const log = (level: 'info' | 'warn') => (line: string) => void this.messages.push({ type: 'log', level, line });
    this.client = createAdminApi({
      baseUrl,
      key: KEYS.admin,
      version: '0.0.0',
      log: { info: log('info'), warn: log('warn') },
      hostFetch: () => Promise.reject(new TypeError('no host here')),
      preferHost: false,
      surroundings: { ...REAL_SURROUNDINGS, ...clock, delay: delay ?? (() => Promise.resolve()) },
    });
    this.engine = new Engine({
      config: {
        account: { type: 'key', baseUrl, key: KEYS.admin, organization: null, preferHost: false },
        ledgerPath: join(this.folder, 'ledger.db'),
        version: '0.0.0',
        historyDays: 90,
        intervalMs: 60_000,
        zone: 'UTC',
        locale: 'en-US',
        focused: true,
        ...config,
      },
      source: wrap ? wrap(this.client) : this.client,
      clock,
      random: () => 0,
      send: (message) => void this.messages.push(message),
    });
  }

  static async open(options: OfficeOptions): Promise<Office> {
    let office: Office | undefined;
    const api = await startAdminApi({ ...options, now: () => office?.now ?? options.at });
    office = new Office(api, options);
    return office;
  }

  get now(): number {
    return this.#now;
  }

  /** Moves both clocks and looks again. */
  async goTo(instant: number): Promise<void> {
    this.#now = instant;
    await this.engine.refresh();
  }

  get state(): SpendState | undefined {
    return this.messages.findLast((message) => message.type === 'state')?.state;
  }

  get view(): PanelView | undefined {
    return this.messages.findLast((message) => message.type === 'view')?.view;
  }

  /** Throws unless there are figures. */
  get summary(): Summary {
    const { state } = this;
    if (state?.status !== 'ready') throw new Error(`there are no figures: ${JSON.stringify(state)}`);
    return state.summary;
  }

  get log(): string[] {
    return this.messages.flatMap((message) => (message.type === 'log' ? message.line : []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.engine[Symbol.dispose]();
    await this.client.dispose();
    await this.api[Symbol.asyncDispose]();
    if (!this.#keepFolder) rmSync(this.folder, { recursive: true, force: true });
  }
}
