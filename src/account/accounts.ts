import { join } from 'node:path';
import type { BaseUrl, ParsedBaseUrl } from '../adminApi/baseUrl.ts';
import type { Headers } from '../adminApi/transport.ts';
import type { EngineClient } from '../engine/thread/client.ts';
import type { Account, KeyAccount, KeyCheck, RefreshOutcome } from '../engine/thread/protocol.ts';
import type { GlobalState } from '../globalState.ts';
import { SAMPLE_ORGANIZATION } from '../sample/organization.ts';
import type { settings } from '../settings.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import type { Problem } from '../shared/panelView.ts';
import type { SpendState } from '../shared/summary.ts';
import { tryEach } from '../shared/tryEach.ts';
import type { Organization } from '../source/source.ts';
import type { AdminKey, AdminKeyState, StoredKey } from './adminKey.ts';
import { deleteLedgerFiles } from './ledgerFiles.ts';
import type { OtelHeaders } from './otelHeaders.ts';
import type { RemovalSignal } from './removalSignal.ts';

export interface AccountsOptions {
  readonly adminKey: AdminKey;
  readonly otelHeaders: Pick<OtelHeaders, 'forEndpoint' | 'reload' | 'remove'>;
  readonly engine: Pick<EngineClient, 'prepare' | 'start' | 'stop' | 'checkKey' | 'refresh' | 'cancelHistory'>;
  readonly memento: Pick<GlobalState, 'get' | 'update'>;
  readonly settings: Pick<typeof settings, 'apiBaseUrl' | 'engine' | 'usesProxy'>;
  readonly signal: Pick<RemovalSignal, 'raise'>;
  readonly storage: string;
  readonly version: string;
  readonly locale: string;
  /** Id of this window. */
  readonly window: string;
  readonly isFocused: () => boolean;
  /** States that the engine does not send, because it does not run. */
  readonly show: (state: SpendState) => void;
  /** The last figure is of an account that is no longer in use, unless it is of this organization. */
  readonly forgetLastFigure: (unlessOf?: string) => void;
}

export type KeyResult = KeyCheck & { readonly kept: boolean };

const SAMPLE = 'sample';
const NO_KEY: Problem = { kind: 'failed', message: 'No Admin API key is set.' };
const LEDGER = 'ledger.db';
const SAMPLE_LEDGER = 'sample.db';

/** The account that figures are of: the stored key's organization, the sample, or none. */
export class Accounts {
  readonly #options: AccountsOptions;
  /** Counts starts and stops: what an older one still waits for is out of date. */
  #turn = 0;
  /** Reason that no engine runs; null while one does. */
  #problem: Problem | null = NO_KEY;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** Starts the engine for the account in use, or says why there is none. Also after a setting has changed. */
  async start(): Promise<void> {
    const { engine, settings, show, adminKey } = this.#options;
    this.#turn += 1;
    const turn = this.#turn;
    if (this.isSample()) return this.#startEngine({ type: 'sample' }, {});
    const state = await adminKey.state();
    const headers = await this.#headers();
    if (turn !== this.#turn) return;
    const baseUrl = settings.apiBaseUrl();
    if (state.status === 'present' && baseUrl.ok && state.stored.origin === baseUrl.value.origin) {
      return this.#startEngine(this.#keyAccount(baseUrl.value, state.stored), headers);
    }
    const problem = whyNot(state, baseUrl);
    this.#problem = problem;
    await engine.stop();
    if (turn !== this.#turn) return;
    show(state.status === 'absent' ? { status: 'noKey' } : { status: 'failed', sample: false, problem });
  }

  /** Reason that no engine runs; null while one does. */
  get problem(): Problem | null {
    return this.#problem;
  }

  apiOrigin(): string {
    const baseUrl = this.#options.settings.apiBaseUrl();
    return baseUrl.ok ? baseUrl.value.origin : 'the API';
  }

  /** A key is about to be asked for: what checks it is loaded meanwhile. */
  prepare(): void {
    this.#options.engine.prepare();
  }

  /** Proves a cleaned key and keeps it, unless the API refuses it. */
  async setKey(key: string): Promise<KeyResult> {
    const { engine, settings, adminKey, version } = this.#options;
    const baseUrl = settings.apiBaseUrl();
    if (!baseUrl.ok) return { outcome: 'refused', message: baseUrl.problem, kept: false };
    const candidate = { key, origin: baseUrl.value.origin, organization: null };
    const check = await engine.checkKey(this.#keyAccount(baseUrl.value, candidate), version);
    if (check.outcome === 'refused') return { ...check, kept: false };
    const organization = check.outcome === 'valid' ? check.organization : null;
    await this.#leave();
    // The key counts from here on in this window; the figures need not wait for the storage.
    const storing = adminKey.store({ ...candidate, organization });
    await this.#setSample(false);
    await this.start();
    return { ...check, kept: await storing };
  }

  /** The engine has found out whose key it is. */
  async keepOrganization(organization: Organization): Promise<void> {
    const { adminKey } = this.#options;
    const turn = this.#turn;
    // A key that another window has just removed or replaced must not be stored again.
    if (this.isSample() || (await this.keyChangedElsewhere())) return;
    const state = await adminKey.state();
    if (turn !== this.#turn || state.status !== 'present' || state.stored.organization !== null) return;
    await adminKey.store({ ...state.stored, organization });
  }

  /** Forgets the key in every window; false when the secret storage would not. */
  async removeKey(): Promise<boolean> {
    const { adminKey, signal } = this.#options;
    const removed = adminKey.remove();
    signal.raise();
    await this.#leave();
    await this.start();
    return removed;
  }

  /** Another window may have stored or removed a key; whether it has. */
  async keyChangedElsewhere(): Promise<boolean> {
    const { adminKey } = this.#options;
    const before = await adminKey.state();
    const after = await adminKey.reload();
    if (JSON.stringify(before) === JSON.stringify(after)) return false;
    if (this.isSample()) return true;
    if (before.status === 'present' && !isOfKey(after, before.stored)) await this.#leave();
    await this.start();
    return true;
  }

  /** Another window has removed the key, where this one's secret storage does not hear of it. */
  async keyRemovedElsewhere(): Promise<void> {
    this.#options.adminKey.forget();
    if (this.isSample()) return;
    await this.#leave();
    await this.start();
  }

  /** Takes over headers of the export that were set or removed here. */
  async headersChanged(): Promise<void> {
    if (!this.isSample() && this.#options.settings.engine().otel.enabled) await this.start();
  }

  /** Another window may have set or removed the headers of the export. */
  async headersChangedElsewhere(): Promise<void> {
    if (await this.#options.otelHeaders.reload()) await this.headersChanged();
  }

  /** Returns true where a key is stored, whether or not it is in use; also where the secret storage does not answer. */
  async hasStoredKey(): Promise<boolean> {
    return (await this.#options.adminKey.state()).status !== 'absent';
  }

  /** The ledger of the account in use, whether or not there is one. */
  get ledgerPath(): string {
    return join(this.#options.storage, this.isSample() ? SAMPLE_LEDGER : LEDGER);
  }

  isSample(): boolean {
    return this.#options.memento.get(SAMPLE) === true;
  }

  async useSample(): Promise<void> {
    await this.#setSample(true);
    await this.#leave();
    await this.start();
  }

  async leaveSample(): Promise<void> {
    await this.#setSample(false);
    await this.#leave();
    await this.start();
  }

  /**
   * Asks the API now, or `anyway` in spite of a pause that it has asked for; where no engine runs, looks whether what
   * was in the way is gone.
   */
  async refresh(anyway = false): Promise<RefreshOutcome> {
    const { engine, adminKey } = this.#options;
    if (this.#problem === null) return engine.refresh(anyway);
    await adminKey.reload();
    await this.start();
    return this.#problem ?? 'refreshed';
  }

  cancelHistory(): void {
    this.#options.engine.cancelHistory();
  }

  /** Throws an error that names the files that would not go. */
  async deleteLedgers(): Promise<void> {
    await this.#stop();
    try {
      await deleteLedgerFiles(this.#options.storage);
    } finally {
      await this.start();
    }
  }

  /** Secrets, ledgers and the choice of the sample, each in spite of the others. Throws an error that names what stays. */
  async deleteAll(): Promise<void> {
    const { adminKey, otelHeaders, signal, storage } = this.#options;
    const secrets = [
      { name: 'the Admin API key', isGone: adminKey.remove() },
      { name: 'the OpenTelemetry headers', isGone: otelHeaders.remove() },
    ];
    signal.raise();
    await tryEach([
      () => this.#switchSampleOff(),
      () => this.#leave(),
      () => deleteLedgerFiles(storage),
      () => this.start(),
      () => failWhereKept(secrets),
    ]);
  }

  /** Ends the account in use: nothing of it comes after the next one's. */
  async #leave(): Promise<void> {
    await this.#stop();
    this.#options.forgetLastFigure();
  }

  async #stop(): Promise<void> {
    this.#turn += 1;
    await this.#options.engine.stop();
  }

  async #setSample(sample: boolean): Promise<void> {
    if (sample !== this.isSample()) await this.#options.memento.update(SAMPLE, sample ? true : undefined);
  }

  async #switchSampleOff(): Promise<void> {
    try {
      await this.#setSample(false);
    } catch (error) {
      throw new Error(`The sample data stays on: ${errorMessage(error)}`, { cause: error });
    }
  }

  #keyAccount(baseUrl: BaseUrl, { key, organization }: StoredKey): KeyAccount {
    return { type: 'key', baseUrl, key, organization, preferHost: this.#options.settings.usesProxy() };
  }

  /** Headers of the export to OpenTelemetry, or why there are none; none are read where it is switched off. */
  async #headers(): Promise<Headers | string> {
    const { enabled, endpoint } = this.#options.settings.engine().otel;
    return enabled ? this.#options.otelHeaders.forEndpoint(endpoint) : {};
  }

  #startEngine(account: Account, otelHeaders: Headers | string): void {
    const { engine, settings, version, locale, window, isFocused, forgetLastFigure } = this.#options;
    const organization = account.type === 'sample' ? SAMPLE_ORGANIZATION : account.organization;
    if (organization) forgetLastFigure(organization.id);
    this.#problem = null;
    const { ledgerPath } = this;
    const focused = isFocused();
    engine.start({ ...settings.engine(), account, otelHeaders, ledgerPath, version, locale, window, focused });
  }
}

/** Throws where the secret storage would not let some go. */
async function failWhereKept(secrets: readonly { name: string; isGone: Promise<boolean> }[]): Promise<void> {
  const answers = await Promise.all(secrets.map(async ({ name, isGone }) => ((await isGone) ? [] : [name])));
  const kept = answers.flat();
  if (kept.length === 0) return;
  throw new Error(`The secret storage did not respond, so it may still have ${kept.join(' and ')}. Try again later.`);
}

/** True of the same key, of which only the organization may have become known. */
function isOfKey(state: AdminKeyState, { key, origin }: StoredKey): boolean {
  return state.status === 'present' && state.stored.key === key && state.stored.origin === origin;
}

function whyNot(state: AdminKeyState, baseUrl: ParsedBaseUrl): Problem {
  if (state.status === 'absent') return NO_KEY;
  const message =
    state.status === 'unavailable'
      ? "The editor's secret storage does not respond, so the Admin API key cannot be read. Unlock the system's keyring, then refresh or reload the window."
      : baseUrl.ok
        ? `The Admin API key was set for ${state.stored.origin}, so it is not sent to ${baseUrl.value.origin}. Set a key for that address, or change the setting claudeUsage.apiBaseUrl.`
        : baseUrl.problem;
  return { kind: 'failed', message };
}
