import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from '../../../src/account/accounts.ts';
import { AdminKey, type StoredKey } from '../../../src/account/adminKey.ts';
import { OtelHeaders } from '../../../src/account/otelHeaders.ts';
import { parseBaseUrl } from '../../../src/adminApi/baseUrl.ts';
import type { SpendState } from '../../../src/shared/summary.ts';
import { ENGINE_SETTINGS } from '../../support/engineConfig.ts';
import { FakeEngine } from './fakeEngine.ts';
import { FakeMemento } from './fakeMemento.ts';
import { FakeSecrets } from './fakeSecrets.ts';

/** Accounts with everything around them made of nothing but memory, and a folder of their own. */
export class AccountsBed implements Disposable {
  /** What happened, in its order. */
  readonly diary: string[] = [];
  readonly secrets = new FakeSecrets();
  readonly adminKey = new AdminKey(this.secrets);
  readonly otelHeaders = new OtelHeaders(this.secrets);
  settings = ENGINE_SETTINGS;
  readonly memento = new FakeMemento();
  readonly engine = new FakeEngine(this.diary);
  readonly states: SpendState[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'claude-usage-accounts-'));
  baseUrl = 'https://api.anthropic.com';
  proxy = false;
  readonly accounts = new Accounts({
    adminKey: this.adminKey,
    otelHeaders: this.otelHeaders,
    engine: this.engine,
    memento: this.memento,
    settings: {
      apiBaseUrl: () => parseBaseUrl(this.baseUrl),
      engine: () => this.settings,
      usesProxy: () => this.proxy,
    },
    signal: { raise: () => void this.diary.push('signal') },
    storage: this.folder,
    version: '1.2.3',
    locale: 'de-CH',
    window: 'window-1',
    isFocused: () => true,
    show: (state) => {
      this.diary.push(`show ${state.status}`);
      this.states.push(state);
    },
    forgetLastFigure: (unlessOf) =>
      void this.diary.push(unlessOf === undefined ? 'forget figure' : `keep figure of ${unlessOf}`),
  });

  async hold(stored: StoredKey): Promise<void> {
    await this.adminKey.store(stored);
  }

  /** Sentence of the trouble that is shown; '' for none. */
  get problem(): string {
    const state = this.states.at(-1);
    return state?.status === 'failed' ? state.problem.message : '';
  }

  put(...names: string[]): void {
    for (const name of names) writeFileSync(join(this.folder, name), '');
  }

  get files(): string[] {
    return readdirSync(this.folder).sort();
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
