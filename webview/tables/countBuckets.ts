import { capital } from '../../src/shared/capital.ts';
import type { CountChart, Explorer, ShareChart } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { type SeriesColumn, unitsIn } from '../../src/shared/tables/seriesColumns.ts';
import * as terms from '../../src/shared/terms.ts';
import { BEFORE_COLUMN } from './beforeColumn.ts';
import type { BucketColumns } from './bucketsSheet.ts';
import { compactCell, countCell, NO_CELL, rateCell } from './cells.ts';
import type { Cell } from './sheet.ts';

interface Shown<Drawn> {
  readonly explorer: Explorer;
  readonly format: Format;
  readonly chart: Drawn;
  /** Buckets that have begun. */
  readonly count: number;
  readonly series: readonly SeriesColumn[];
}

/** Tokens or searches by bucket. */
export function countBuckets({ explorer, format, chart, count, series }: Shown<CountChart>): BucketColumns {
  const width = chart.buckets.length;
  const name = capital(MEASURE_WORDS[explorer.choice.measure]);
  const was = floats(explorer.beforeByBucket, count);
  const sum = (units: readonly number[]) => units.reduce((total, each) => total + each, 0);
  const line = (units: readonly number[], before: number, isTold = true): Cell[] => {
    const cell = (each: number) => (isTold ? countCell(format, each) : NO_CELL);
    return [cell(sum(units)), ...(was ? [countCell(format, before)] : []), ...units.map(cell)];
  };
  const units = Array.from({ length: count }, (_, bucket) =>
    series.map(({ positions }) => unitsIn(chart.amounts, width, bucket, positions)),
  );
  return {
    columns: [
      { key: 'amount', name, copied: name },
      ...(was ? [{ ...BEFORE_COLUMN, copied: terms.BEFORE }] : []),
      ...series.map((column) => ({ key: `series ${column.id}`, name: column.name, copied: column.name })),
    ],
    rows: units.map((row, bucket) => line(row, was?.[bucket] ?? 0, isKnown(chart, bucket))),
    together: (some) =>
      line(
        series.map((_, at) => sum(some.map((bucket) => units[bucket]?.[at] ?? 0))),
        sum(some.map((bucket) => was?.[bucket] ?? 0)),
      ),
  };
}

/** Hit rates by bucket, with the tokens that they are of. */
export function shareBuckets({ explorer, format, chart, count, series }: Shown<ShareChart>): BucketColumns {
  const width = chart.buckets.length;
  const was = floats(explorer.beforeByBucket, count);
  const all = chart.series.map((_, at) => at);
  const buckets = Array.from({ length: count }, (_, bucket) => bucket);
  const sums = (some: readonly number[], positions: readonly number[]) => ({
    part: some.reduce((total, bucket) => total + unitsIn(chart.parts, width, bucket, positions), 0),
    whole: some.reduce((total, bucket) => total + unitsIn(chart.wholes, width, bucket, positions), 0),
  });
  const line = (some: readonly number[], before: Cell): Cell[] => {
    const { part, whole } = sums(some, all);
    const isTold = some.some((bucket) => isKnown(chart, bucket));
    const told = (cell: Cell) => (isTold ? cell : NO_CELL);
    return [
      told(rateCell(format, part, whole)),
      told(compactCell(format, part)),
      told(compactCell(format, whole)),
      ...(was ? [before] : []),
      ...series.map(({ positions }) => {
        const own = sums(some, positions);
        return told(rateCell(format, own.part, own.whole));
      }),
    ];
  };
  return {
    columns: [
      { key: 'hitRate', name: terms.HIT_RATE, copied: terms.CACHE_HIT_RATE },
      { key: 'reads', name: 'reads', copied: 'Reads (tokens)' },
      { key: 'input', name: 'all input', copied: 'All input (tokens)' },
      ...(was ? [{ ...BEFORE_COLUMN, copied: terms.BEFORE }] : []),
      ...series.map(({ id, name }) => ({ key: `series ${id}`, name, copied: name })),
    ],
    rows: buckets.map((bucket) => {
      const before = was?.[bucket] ?? Number.NaN;
      return line([bucket], Number.isNaN(before) ? NO_CELL : ratioCell(format, before));
    }),
    // The shares of the buckets before do not say what the share of all of them was.
    together: (some) => line(some, NO_CELL),
  };
}

const ratioCell = (format: Format, ratio: number): Cell => ({
  order: ratio,
  text: () => format.share(ratio),
  title: () => '',
  copied: () => ratio.toFixed(6),
});

const isKnown = (chart: CountChart | ShareChart, bucket: number) => chart.buckets[bucket]?.basis !== 'none';

const floats = (values: Explorer['beforeByBucket'], count: number) =>
  values instanceof Float64Array ? values.slice(0, count) : null;
