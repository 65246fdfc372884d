import type { Basis } from '../../../src/shared/basis.ts';
import type { Cost } from '../../../src/shared/cost.ts';
import { CENT } from '../../../src/shared/money.ts';
import type { MeasurementState, SpendState, Summary } from '../../../src/shared/summary.ts';

/** 22 November 2026, 14:07 UTC. */
export const NOW = Date.UTC(2026, 10, 22, 14, 7);

export function figure(cents: number, basis: Basis, unpricedTokens = 0): Cost {
  return { amount: BigInt(Math.round(cents * 1_000_000)) * (CENT / 1_000_000n), basis, unpricedTokens };
}

/** A measurement of all keys, since the morning. */
export const RUNNING: MeasurementState = {
  apiKey: null,
  start: Date.UTC(2026, 10, 22, 9, 10),
  end: null,
  finalAt: null,
  isByHour: false,
  cost: figure(120, 'estimated'),
  dearestKeys: [
    { name: 'web-app', detail: '', ...figure(100, 'estimated') },
    { name: 'ci', detail: '', ...figure(20, 'estimated') },
  ],
  dearestModels: [{ name: 'Opus 5.5', detail: '', ...figure(120, 'estimated') }],
};

/** An organization on an ordinary afternoon. */
export function summaryOf(changes: Partial<Summary> = {}): Summary {
  return {
    organizationId: 'org_1',
    organization: 'Acme Robotics',
    sample: false,
    locale: 'en-US',
    zone: 'UTC',
    toldAt: NOW,
    todayEnd: Date.UTC(2026, 10, 23),
    intervalMs: 60_000,
    dataTo: Date.UTC(2026, 10, 22, 14, 5),
    checkedAt: NOW,
    problem: null,
    progress: null,
    todayStart: Date.UTC(2026, 10, 22),
    isTodayAtList: false,
    onUsual: 0.2,
    today: figure(16_234, 'estimated'),
    onYesterday: 0.1204,
    yesterday: figure(93_415, 'mixed'),
    month: figure(1_820_400, 'mixed'),
    monthStart: Date.UTC(2026, 10, 1),
    lastHour: figure(4120, 'estimated'),
    accuracy: { days: 14, median: 0.0011, worst: 0.003, worstDay: '2026-11-12' },
    caveats: [],
    dearestModels: [
      { name: 'Opus 5.5', detail: '', ...figure(8800, 'estimated') },
      { name: 'Sonnet 5.5', detail: '', ...figure(5100, 'estimated') },
    ],
    dearestWorkspaces: [
      { name: 'Production', detail: '', ...figure(9700, 'estimated') },
      { name: 'Research', detail: '', ...figure(4400, 'estimated') },
    ],
    ...changes,
  };
}

export function ready(changes: Partial<Summary> = {}): SpendState {
  return { status: 'ready', summary: summaryOf(changes) };
}
