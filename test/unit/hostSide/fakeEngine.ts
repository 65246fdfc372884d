import type { AccountsOptions } from '../../../src/account/accounts.ts';
import type { Account, EngineConfig, KeyCheck, RefreshOutcome } from '../../../src/engine/thread/protocol.ts';

type EngineOfAccounts = AccountsOptions['engine'];

/** An engine that does nothing and keeps a diary of what it is told. */
export class FakeEngine implements EngineOfAccounts {
  prepare(): void {}

  readonly diary: string[];
  config: EngineConfig | null = null;
  asked: (Account & { type: 'key' }) | null = null;
  check: KeyCheck = { outcome: 'unchecked', message: 'offline' };
  /** What a stop waits for. */
  stopping: Promise<void> = Promise.resolve();

  constructor(diary: string[]) {
    this.diary = diary;
  }

  start(config: EngineConfig): void {
    const { account } = config;
    this.diary.push(account.type === 'sample' ? 'start sample' : `start ${account.key}`);
    this.config = config;
  }

  async stop(): Promise<void> {
    this.diary.push('stop');
    this.config = null;
    await this.stopping;
  }

  async checkKey(account: Account & { type: 'key' }): Promise<KeyCheck> {
    this.asked = account;
    return this.check;
  }

  /** How a refresh ends that is not wanted anyway. */
  refreshed: RefreshOutcome = 'refreshed';

  async refresh(anyway = false): Promise<RefreshOutcome> {
    this.diary.push(anyway ? 'refresh anyway' : 'refresh');
    return anyway ? 'refreshed' : this.refreshed;
  }

  cancelHistory(): void {
    this.diary.push('cancelHistory');
  }
}
