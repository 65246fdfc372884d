import type { EngineConfig } from '../../src/engine/thread/protocol.ts';

/** An engine of the sample, with no file for its ledger. */
export const ENGINE_CONFIG: EngineConfig = {
  historyDays: 90,
  intervalMs: 60_000,
  zone: 'UTC',
  shortEmails: false,
  account: { type: 'sample' },
  ledgerPath: '',
  version: '0.0.0',
  locale: 'en-US',
  focused: true,
};
