import { BASES, type Basis } from '../../../src/shared/basis.ts';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import type { CacheRow, Chart, Explorer, Now, Value } from '../../../src/shared/explorer.ts';
import type { ChartBucket, CostChart } from '../../../src/shared/panelView.ts';
import { NO_VALUES } from '../../support/noValues.ts';

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 10, 20);
const CENT = 1_000_000n;

export const MODELS: readonly Value[] = [
  { id: 'claude-opus-5-5', name: 'Opus 5.5', detail: '' },
  { id: 'claude-sonnet-5-5', name: 'Sonnet 5.5', detail: '' },
  { id: 'web_search', name: 'Web search', detail: '' },
];

export function bucket(start: number, end: number, basis: Basis, running = false): ChartBucket {
  return { start, end, basis, running };
}

export const THREE_DAYS = [
  bucket(START, START + DAY, 'billed'),
  bucket(START + DAY, START + 2 * DAY, 'mixed'),
  bucket(START + 2 * DAY, START + 3 * DAY, 'estimated', true),
];

/** Amounts in cents and bases, by series and bucket. */
export function costChart(
  rows: readonly (readonly (readonly [cents: number, basis: Basis, unpricedTokens?: number])[])[],
  frame: Partial<Pick<CostChart, 'buckets' | 'series' | 'zone'>> = {},
): CostChart {
  const cells = rows.flat();
  return {
    kind: 'cost',
    unit: 'day',
    zone: 'UTC',
    buckets: THREE_DAYS,
    series: MODELS,
    amounts: BigInt64Array.from(cells, ([cents]) => (BigInt(Math.round(cents * 1000)) * CENT) / 1000n),
    bases: Uint8Array.from(cells, ([, basis]) => BASES.indexOf(basis)),
    unpricedTokens: Float64Array.from(cells, ([, , unpriced = 0]) => unpriced),
    ...frame,
  };
}

const row = (value: Value, counts: readonly number[], saved: bigint): CacheRow => {
  const [uncached = 0, write5m = 0, write1h = 0, read = 0] = counts;
  return { ...value, uncached, write5m, write1h, read, saved, unratedTokens: 0, basis: 'mixed' };
};
const ALL: Value = { id: '', name: '', detail: '' };
const PRODUCTION: Value = { id: 'wrkspc_1', name: 'Production', detail: '' };
const NO_KEY: Value = { id: '', name: 'No API key', detail: '' };

/** Three days of an organization by model. */
export function explorerOf(changes: Partial<Explorer> = {}): Explorer {
  const cost = costChart([
    [
      [1234.567, 'billed'],
      [2000.5, 'mixed'],
      [800.25, 'estimated'],
    ],
    [
      [99.999, 'billed'],
      [50.004, 'mixed'],
      [0, 'estimated', 1200],
    ],
    [
      [1, 'billed'],
      [0, 'none'],
      [0, 'none'],
    ],
  ]);
  return {
    choice: { ...FIRST_CHOICE, range: { type: 'days', from: '2026-11-20', to: '2026-11-22' }, compare: true },
    span: { start: START, end: START + 3 * DAY },
    previousSpan: { start: START - 3 * DAY, end: START - 10 * 3_600_000 },
    chart: cost,
    previousByBucket: BigInt64Array.of(1_000_000_000n, 1_900_400_000n, 700_000_000n),
    previousBasis: 'billed',
    totals: {
      values: MODELS,
      billed: BigInt64Array.of(1_234_567_000n, 99_999_000n, 1_000_000n),
      mixed: BigInt64Array.of(2_000_500_000n, 50_004_000n, 0n),
      estimated: BigInt64Array.of(800_250_000n, 0n, 0n),
      unpricedTokens: Float64Array.of(0, 1200, 0),
      counts: Float64Array.of(1000, 200, 100, 8700, 500, 0, 400, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 1),
      before: {
        cost: BigInt64Array.of(3_600_000_000n, 400_000n, 0n),
        unpricedTokens: new Float64Array(3),
        counts: Float64Array.of(900, 100, 0, 9000, 450, 0, 500, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0),
      },
    },
    week: { amounts: new BigInt64Array(168), counts: null, wholes: null, hours: new Uint16Array(168) },
    cache: {
      total: row(ALL, [1400, 200, 100, 8700], 390_000_000n),
      model: [row(MODELS[0] ?? ALL, [1000, 200, 100, 8700], 391_200_000n), row(MODELS[1] ?? ALL, [400], -1_200_000n)],
      workspace: [row(PRODUCTION, [1400, 200, 100, 8700], 390_000_000n)],
      apiKey: [row(NO_KEY, [1400, 200, 100, 8700], 390_000_000n)],
    },
    values: { ...NO_VALUES, model: MODELS, workspace: [PRODUCTION], apiKey: [NO_KEY] },
    fetching: null,
    missing: '',
    caveats: [{ about: 'nature', text: 'Amounts are after discounts and before credits.' }],
    ...changes,
  };
}

export function withMeasure(
  measure: Explorer['choice']['measure'],
  chart: Chart,
  changes: Partial<Explorer> = {},
): Explorer {
  const made = explorerOf({ chart, ...changes });
  return { ...made, choice: { ...made.choice, measure } };
}

export const NOW: Now = {
  chart: costChart([], { series: [], buckets: [] }),
  perHour: { amount: 4_120_000_000n, basis: 'estimated', unpricedTokens: 0 },
  day: { amount: 57_112_000_000n, basis: 'estimated', unpricedTokens: 0 },
};
