import { BASES, type Basis } from '../../../../src/shared/basis.ts';
import { FIRST_CHOICE, type Unit } from '../../../../src/shared/choice.ts';
import { splitAt } from '../../../../src/shared/costSplit.ts';
import type { Chart, Explorer, Totals, Week } from '../../../../src/shared/explorer.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import type { ChartBucket } from '../../../../src/shared/panelView.ts';
import { previousAt } from '../../../../src/shared/previousPeriod.ts';
import {
  createChartModels,
  type ExplorerChartModel,
  type ExplorerChartShown,
} from '../../../../webview/charts/model/chartModel.ts';
import { NO_VALUES } from '../../../support/noValues.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const STEP: Readonly<Record<Unit, number>> = { minute: 60_000, hour: HOUR, day: DAY, week: 7 * DAY, month: 30 * DAY };
/** Monday 2026-11-16, 00:00 UTC. */
export const MONDAY = Date.UTC(2026, 10, 16);

/** The bases of a chart's buckets, oldest first; the running one is written in capitals. */
export type Buckets = readonly (Basis | 'ESTIMATED' | 'MIXED')[];

/** Buckets that begin on that Monday. */
export function bucketsOf(unit: Unit, bases: Buckets): ChartBucket[] {
  return bases.map((basis, index) => ({
    start: MONDAY + index * STEP[unit],
    end: MONDAY + (index + 1) * STEP[unit],
    basis: basis.toLowerCase() as Basis,
    running: basis !== basis.toLowerCase(),
  }));
}

const seriesOf = (ids: readonly string[]) => ids.map((id) => ({ id, name: id.toUpperCase() }));

/** Cost by id of the series, in millionths of a cent by bucket. */
export function costs(unit: Unit, bases: Buckets, amounts: Readonly<Record<string, readonly bigint[]>>): Chart {
  const buckets = bucketsOf(unit, bases);
  const rows = Object.values(amounts);
  const codes = buckets.map(({ basis }) => BASES.indexOf(basis));
  return {
    kind: 'cost',
    unit,
    zone: 'UTC',
    buckets,
    series: seriesOf(Object.keys(amounts)),
    amounts: BigInt64Array.from(rows.flat()),
    bases: Uint8Array.from(rows.flatMap(() => codes)),
    unpricedTokens: new Float64Array(rows.length * buckets.length),
  };
}

export function counts(unit: Unit, bases: Buckets, amounts: Readonly<Record<string, readonly number[]>>): Chart {
  const frame = { unit, zone: 'UTC', buckets: bucketsOf(unit, bases), series: seriesOf(Object.keys(amounts)) };
  return { kind: 'count', ...frame, amounts: Float64Array.from(Object.values(amounts).flat()) };
}

/** Shares by id, each as its part and its whole by bucket. */
export function shares(
  unit: Unit,
  bases: Buckets,
  cells: Readonly<Record<string, readonly (readonly [part: number, whole: number])[]>>,
): Chart {
  const frame = { unit, zone: 'UTC', buckets: bucketsOf(unit, bases), series: seriesOf(Object.keys(cells)) };
  const flat = Object.values(cells).flat();
  const [parts, wholes] = [flat.map(([part]) => part), flat.map(([, whole]) => whole)];
  return { kind: 'share', ...frame, parts: Float64Array.from(parts), wholes: Float64Array.from(wholes) };
}

export const NO_WEEK: Week = { amounts: null, counts: null, wholes: null, hours: new Uint16Array(168) };

/** An answer around a chart, with what the charts look at. */
export function explorerOf(chart: Chart, change: Partial<Explorer> = {}): Explorer {
  const measure = { cost: 'cost', count: 'tokens', share: 'cacheHitRate' } as const;
  const nothing = {
    id: '',
    name: '',
    detail: '',
    uncached: 0,
    write5m: 0,
    write1h: 0,
    read: 0,
    saved: 0n,
    unratedTokens: 0,
  };
  return {
    choice: { ...FIRST_CHOICE, measure: measure[chart.kind], unit: chart.unit },
    span: { start: chart.buckets[0]?.start ?? MONDAY, end: chart.buckets.at(-1)?.end ?? MONDAY },
    previousSpan: { start: MONDAY - 7 * DAY, end: MONDAY },
    chart,
    previousByBucket: null,
    previousBasis: 'none',
    totals: { ...totalsOf(chart), before: beforeOf(chart, change.previousByBucket) },
    week: NO_WEEK,
    cache: { total: { ...nothing, basis: 'none' }, model: [], workspace: [], apiKey: [] },
    values: NO_VALUES,
    fetching: null,
    missing: '',
    caveats: [],
    ...change,
  };
}

/** Total of the previous period, all of it of the first series. */
function beforeOf({ series }: Chart, column: Explorer['previousByBucket'] = null): Totals['before'] {
  if (column === null) return null;
  const figures = [...column.keys()].map((bucket) => previousAt(column, bucket));
  const sum = figures.reduce<number>((total, figure) => total + Number(figure), 0);
  const isMoney = column instanceof BigInt64Array;
  const cost = BigInt64Array.from(series, (_, at) => (isMoney && at === 0 ? BigInt(sum) : 0n));
  const counts = new Float64Array(series.length * 6);
  if (!isMoney) counts[0] = sum;
  return { cost, unpricedTokens: new Float64Array(series.length), counts };
}

/** Of a chart of cost; others have none here. */
function totalsOf(chart: Chart): Totals {
  const series = chart.kind === 'cost' ? chart.series : [];
  const width = chart.buckets.length;
  const sums = { billed: series.map(() => 0n), mixed: series.map(() => 0n), estimated: series.map(() => 0n) };
  for (const [at, amount] of (chart.kind === 'cost' ? chart.amounts : []).entries()) {
    if (chart.kind !== 'cost') break;
    const [one, basis] = [Math.floor(at / width), BASES[chart.bases[at] ?? 0] ?? 'none'];
    const { billed = 0n, estimated = 0n } = splitAt(chart, at) ?? {};
    sums.billed[one] = (sums.billed[one] ?? 0n) + billed;
    sums.estimated[one] = (sums.estimated[one] ?? 0n) + estimated;
    const own = sums[basis === 'none' ? 'mixed' : basis];
    own[one] = (own[one] ?? 0n) + amount - billed - estimated;
  }
  return {
    values: series.map(({ id, name }) => ({ id, name, detail: '' })),
    billed: BigInt64Array.from(sums.billed),
    mixed: BigInt64Array.from(sums.mixed),
    estimated: BigInt64Array.from(sums.estimated),
    unpricedTokens: new Float64Array(series.length),
    counts: new Float64Array(series.length * 6),
    before: null,
  };
}

/** State that an answer is drawn with: all its series by name unless said otherwise. */
export function shownOf(explorer: Explorer, change: Partial<ExplorerChartShown> = {}): ExplorerChartShown {
  const charted = explorer.chart.series.map(({ id }) => id).slice(0, 8);
  const slots = Object.fromEntries(charted.map((id, slot) => [id, slot]));
  const format = createFormat('en-US', explorer.chart.zone);
  return { explorer, format, shape: 'bars', isolated: null, slots, charted, marks: [], outlook: null, ...change };
}

export function modelOf(explorer: Explorer, change: Partial<ExplorerChartShown> = {}): ExplorerChartModel {
  return createChartModels()(shownOf(explorer, change));
}
