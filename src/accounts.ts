import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { BaseUrl } from './adminApi/baseUrl.ts';
import type { AdminKey, StoredKey } from './adminKey.ts';
import type { EngineClient } from './engine/client.ts';
import type { Account, EngineConfig, KeyCheck, RefreshOutcome } from './engine/protocol.ts';
import { deleteLedgerFiles } from './ledgerFiles.ts';
import type { RemovalSignal } from './removalSignal.ts';
import type { SpendState } from './shared/summary.ts';
import type { Organization } from './source.ts';

export interface AccountSettings {
  apiBaseUrl(): { readonly ok: true; readonly value: BaseUrl } | { readonly ok: false; readonly problem: string };
  intervalMs(): number;
  historyDays(): number;
  zone(): string;
  usesProxy(): boolean;
}

export interface AccountsOptions {
  readonly adminKey: AdminKey;
  readonly engine: EngineClient;
  readonly memento: Pick<vscode.Memento, 'get' | 'update'>;
  readonly settings: AccountSettings;
  readonly signal: RemovalSignal;
  readonly storage: string;
  readonly version: string;
  readonly locale: string;
  readonly isFocused: () => boolean;
  /** States that the engine does not send, because it does not run. */
  readonly show: (state: SpendState) => void;
  /** The last figure belongs to an account that is no longer in use. */
  readonly forgetLastFigure: () => void;
}

export type KeyResult = KeyCheck & { readonly kept: boolean };

const SAMPLE = 'sample';
export const LEDGER = 'ledger.db';
export const SAMPLE_LEDGER = 'sample.db';

/** Which account the figures are of: the stored key's organization, the sample, or none. */
export class Accounts {
  readonly #options: AccountsOptions;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** Starts the engine for the account in use, or says why there is none. Also after a setting has changed. */
  async start(): Promise<void> {
    const { engine, settings, show, adminKey } = this.#options;
    if (this.isSample()) return this.#startEngine({ type: 'sample' }, SAMPLE_LEDGER);
    const state = await adminKey.state();
    const baseUrl = settings.apiBaseUrl();
    if (state.status === 'present' && baseUrl.ok && state.stored.origin === baseUrl.value.origin) {
      return this.#startEngine(this.#keyAccount(baseUrl.value, state.stored), LEDGER);
    }
    await engine.stop();
    if (state.status === 'absent') return show({ status: 'noKey' });
    const message =
      state.status === 'unavailable'
        ? "The editor's secret storage does not answer, so the Admin API key cannot be read: unlock the system's keyring and reload the window."
        : baseUrl.ok
          ? `The Admin API key was set for ${state.stored.origin} and is not sent to ${baseUrl.value.origin}: set a key for it, or change the setting claudeUsage.apiBaseUrl.`
          : baseUrl.problem;
    show({ status: 'failed', sample: false, trouble: { kind: 'failed', message } });
  }

  apiOrigin(): string {
    const baseUrl = this.#options.settings.apiBaseUrl();
    return baseUrl.ok ? baseUrl.value.origin : 'the API';
  }

  /** Proves a cleaned key and keeps it, unless the API refuses it. */
  async setKey(key: string): Promise<KeyResult> {
    const { engine, settings, adminKey, version, forgetLastFigure } = this.#options;
    const baseUrl = settings.apiBaseUrl();
    if (!baseUrl.ok) return { outcome: 'refused', message: baseUrl.problem, kept: false };
    const candidate = { key, origin: baseUrl.value.origin, organization: null };
    const check = await engine.checkKey(this.#keyAccount(baseUrl.value, candidate), version);
    if (check.outcome === 'refused') return { ...check, kept: false };
    const organization = check.outcome === 'valid' ? check.organization : null;
    const kept = await adminKey.store({ ...candidate, organization });
    forgetLastFigure();
    await this.#setSample(false);
    await this.start();
    return { ...check, kept };
  }

  /** The engine has found out whose key it is. */
  async keepOrganization(organization: Organization): Promise<void> {
    const { adminKey } = this.#options;
    const state = await adminKey.state();
    if (this.isSample() || state.status !== 'present') return;
    await adminKey.store({ ...state.stored, organization });
  }

  /** Forgets the key in every window; false when the secret storage would not. */
  async removeKey(): Promise<boolean> {
    const { adminKey, signal, forgetLastFigure } = this.#options;
    const removed = await adminKey.remove();
    signal.raise();
    forgetLastFigure();
    await this.start();
    return removed;
  }

  /** Another window has stored or removed a key. */
  async keyChangedElsewhere(): Promise<void> {
    const { adminKey } = this.#options;
    const before = await adminKey.state();
    const after = await adminKey.reload();
    if (JSON.stringify(before) !== JSON.stringify(after)) await this.start();
  }

  /** Another window has removed the key, where this one's secret storage does not hear of it. */
  async keyRemovedElsewhere(): Promise<void> {
    this.#options.adminKey.forget();
    this.#options.forgetLastFigure();
    await this.start();
  }

  isSample(): boolean {
    return this.#options.memento.get(SAMPLE) === true;
  }

  async useSample(): Promise<void> {
    await this.#setSample(true);
    this.#options.forgetLastFigure();
    await this.start();
  }

  async leaveSample(): Promise<void> {
    await this.#setSample(false);
    this.#options.forgetLastFigure();
    await this.start();
  }

  refresh(): Promise<RefreshOutcome> {
    return this.#options.engine.refresh();
  }

  cancelHistory(): void {
    this.#options.engine.cancelHistory();
  }

  /** Throws what the file system throws, of a file that would not go. */
  async deleteLedgers(): Promise<void> {
    await this.#options.engine.stop();
    try {
      deleteLedgerFiles(this.#options.storage);
    } finally {
      await this.start();
    }
  }

  /** Key and ledgers. Throws what the file system throws. */
  async deleteAll(): Promise<void> {
    await this.#setSample(false);
    await this.removeKey();
    await this.deleteLedgers();
  }

  async #setSample(sample: boolean): Promise<void> {
    await this.#options.memento.update(SAMPLE, sample ? true : undefined);
  }

  #keyAccount(baseUrl: BaseUrl, { key, organization }: StoredKey): Account & { type: 'key' } {
    return { type: 'key', baseUrl, key, organization, preferHost: this.#options.settings.usesProxy() };
  }

  #startEngine(account: Account, file: string): void {
    const { engine, settings, storage, version, locale, isFocused } = this.#options;
    const config: EngineConfig = {
      account,
      ledgerPath: join(storage, file),
      version,
      historyDays: settings.historyDays(),
      intervalMs: settings.intervalMs(),
      zone: settings.zone(),
      locale,
      focused: isFocused(),
    };
    engine.start(config);
  }
}
