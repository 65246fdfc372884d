import { BASES, type Basis, type CostChart } from '../../../../src/shared/panelView.ts';

const STEP = { day: 86_400_000, hour: 3_600_000 };

/** The bases of a chart's buckets, the newest last; the running one is written in capitals. */
export type Buckets = readonly (Basis | 'ESTIMATED' | 'MIXED')[];

/** A series in a chart of a test: an amount a bucket in millionths of a cent, and tokens without a price. */
export interface SeriesOf {
  readonly id: string;
  readonly amounts: readonly bigint[];
  readonly unpriced?: readonly number[];
  /** Where the cells came about otherwise than their buckets. */
  readonly bases?: readonly Basis[];
}

/** A chart that begins on 2026-11-16 UTC. */
export function chartOf(unit: 'day' | 'hour', buckets: Buckets, series: readonly SeriesOf[]): CostChart {
  const bases = buckets.map((basis) => basis.toLowerCase() as Basis);
  const first = Date.UTC(2026, 10, 16);
  return {
    kind: 'cost',
    unit,
    zone: 'UTC',
    buckets: buckets.map((basis, index) => ({
      start: first + index * STEP[unit],
      end: first + (index + 1) * STEP[unit],
      basis: bases[index] ?? 'none',
      running: basis === 'ESTIMATED' || basis === 'MIXED',
    })),
    series: series.map(({ id }) => ({ id, name: id.toUpperCase() })),
    amounts: BigInt64Array.from(series.flatMap(({ amounts }) => amounts)),
    bases: Uint8Array.from(series.flatMap((one) => (one.bases ?? bases).map((basis) => BASES.indexOf(basis)))),
    unpricedTokens: Float64Array.from(series.flatMap((one) => buckets.map((_, index) => one.unpriced?.[index] ?? 0))),
  };
}
