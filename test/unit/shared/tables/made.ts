import { BASES, type Basis } from '../../../../src/shared/basis.ts';
import { type Choice, FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import type { CacheRow, Chart, Explorer, Value } from '../../../../src/shared/explorer.ts';
import type { Measure } from '../../../../src/shared/measures.ts';
import { NO_VALUES } from '../../../support/noValues.ts';

/** A value of a made-up answer: its amounts by bucket in millionths of a cent, and its units. */
export interface Made {
  readonly id: string;
  readonly name?: string;
  readonly detail?: string;
  readonly amounts: readonly bigint[];
  readonly counts?: readonly number[];
  readonly unpriced?: number;
  readonly before?: bigint;
  readonly unpricedBefore?: number;
  readonly countsBefore?: readonly number[];
}

export interface Setting {
  readonly choice?: Partial<Choice>;
  /** Basis of each bucket; the last one is running. */
  readonly bases: readonly Basis[];
  readonly step?: number;
  readonly compare?: boolean;
}

const START = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;
const NO_COUNTS = [0, 0, 0, 0, 0, 0];

/** An answer to a choice, with as many buckets as bases, from 2026-11-20 UTC on. */
export function madeExplorer(made: readonly Made[], { choice, bases, step = DAY, compare = false }: Setting): Explorer {
  const whole: Choice = { ...FIRST_CHOICE, ...choice, compare };
  const end = START + bases.length * step;
  const values = made.map(({ id, name = id.toUpperCase(), detail = '' }): Value => ({ id, name, detail }));
  const partOf = (basis: Basis) =>
    BigInt64Array.from(
      made.map(({ amounts }) => amounts.reduce((sum, amount, at) => (bases[at] === basis ? sum + amount : sum), 0n)),
    );
  const byModel: CacheRow[] = made.map(({ counts = NO_COUNTS }, at) => {
    const [uncached = 0, write5m = 0, write1h = 0, read = 0] = counts;
    const saved = { saved: BigInt(read - write5m), unratedTokens: 0 };
    return { ...valueAt(values, at), uncached, write5m, write1h, read, ...saved, basis: 'billed' };
  });
  return {
    choice: whole,
    span: { start: START, end },
    previousSpan: { start: START - bases.length * step, end: START },
    chart: chartOf(made, values, whole.measure, bases, whole.unit, step),
    previousByBucket: compare && whole.measure === 'cost' ? BigInt64Array.from(bases.map(() => 12_345_678n)) : null,
    previousBasis: compare ? 'billed' : 'none',
    totals: {
      values,
      billed: partOf('billed'),
      mixed: partOf('mixed'),
      estimated: partOf('estimated'),
      unpricedTokens: Float64Array.from(made.map(({ unpriced = 0 }) => unpriced)),
      counts: Float64Array.from(made.flatMap(({ counts = NO_COUNTS }) => counts)),
      before: compare
        ? {
            cost: BigInt64Array.from(made.map(({ before = 0n }) => before)),
            unpricedTokens: Float64Array.from(made.map(({ unpricedBefore = 0 }) => unpricedBefore)),
            counts: Float64Array.from(made.flatMap(({ countsBefore = NO_COUNTS }) => countsBefore)),
          }
        : null,
    },
    week: {
      amounts: BigInt64Array.from({ length: 168 }, (_, at) => BigInt(at) * 3_000_000n),
      counts: null,
      wholes: null,
      hours: Uint16Array.from({ length: 168 }, (_, at) => (at === 0 ? 0 : 3)),
    },
    cache: {
      total: { ...sumRow(byModel), id: '', name: 'Total', detail: '', basis: 'billed' },
      model: byModel,
      workspace: [],
      apiKey: [],
    },
    values: { ...NO_VALUES, model: values },
    fetching: null,
    missing: '',
    caveats: [],
  };
}

function chartOf(
  made: readonly Made[],
  values: readonly Value[],
  measure: Measure,
  bases: readonly Basis[],
  unit: Choice['unit'],
  step: number,
): Chart {
  const frame = {
    unit: unit === 'day' ? unit : ('hour' as const),
    zone: 'UTC',
    buckets: bases.map((basis, at) => ({
      start: START + at * step,
      end: START + (at + 1) * step,
      basis,
      running: at === bases.length - 1,
    })),
    series: values.map(({ id, name }) => ({ id, name })),
  };
  const spread = (item: number) =>
    Float64Array.from(made.flatMap(({ counts }) => bases.map(() => (counts?.[item] ?? 0) / bases.length)));
  if (measure === 'cacheHitRate') {
    const parts = spread(3);
    const others = [0, 1, 2].map(spread);
    const wholes = parts.map((part, at) => others.reduce((sum, each) => sum + (each[at] ?? 0), part));
    return { ...frame, kind: 'share', parts, wholes };
  }
  if (measure !== 'cost') return { ...frame, kind: 'count', amounts: spread(4) };
  return {
    ...frame,
    kind: 'cost',
    amounts: BigInt64Array.from(made.flatMap(({ amounts }) => amounts)),
    bases: Uint8Array.from(made.flatMap(() => bases.map((basis) => BASES.indexOf(basis)))),
    unpricedTokens: Float64Array.from(
      made.flatMap(({ unpriced = 0 }) => bases.map((_, at) => (at === bases.length - 1 ? unpriced : 0))),
    ),
  } as Chart;
}

function valueAt(values: readonly Value[], at: number): Value {
  return values[at] ?? { id: '', name: '', detail: '' };
}

function sumRow(rows: readonly CacheRow[]) {
  const sum = (of: (row: CacheRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    uncached: sum(({ uncached }) => uncached),
    write5m: sum(({ write5m }) => write5m),
    write1h: sum(({ write1h }) => write1h),
    read: sum(({ read }) => read),
    saved: rows.reduce((total, { saved }) => total + saved, 0n),
    unratedTokens: sum(({ unratedTokens }) => unratedTokens),
  };
}
