import type { EngineConfig } from '../../src/engine/thread/protocol.ts';
import { NO_BUDGETS } from '../../src/figures/budgets/parseBudgets.ts';
import { NO_COST_CENTRES } from '../../src/figures/costCentres/parseCostCentres.ts';
import { NO_MONTHLY_REPORTS } from '../../src/reports/parseMonthlyReports.ts';
import type { EngineSettings } from '../../src/settings.ts';

/** Settings as they are where nothing is set. */
export const ENGINE_SETTINGS: EngineSettings = {
  historyDays: 90,
  intervalMs: 60_000,
  zone: 'UTC',
  shortEmails: false,
  budgets: NO_BUDGETS,
  costCentres: NO_COST_CENTRES,
  monthlyReports: NO_MONTHLY_REPORTS,
  otel: {
    enabled: false,
    endpoint: 'http://localhost:4318',
    preset: 'generic',
    temporality: 'auto',
    intervalMs: 60_000,
    serviceName: 'claude-usage',
    attributes: ['workspace'],
  },
  unusualSpend: { enabled: true, sensitivity: 'medium', minimumUsd: 10 },
};

/** An engine of the sample, with no file for its ledger. */
export const ENGINE_CONFIG: EngineConfig = {
  ...ENGINE_SETTINGS,
  account: { type: 'sample' },
  otelHeaders: {},
  ledgerPath: '',
  version: '0.0.0',
  locale: 'en-US',
  focused: true,
  window: 'window-1',
};
