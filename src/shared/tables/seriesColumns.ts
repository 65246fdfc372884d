import { type ChartFrame, REST } from '../explorer.ts';
import * as terms from '../terms.ts';
import type { Cell, Column, Row } from './table.ts';

/** A column of the table by bucket: a charted series, or all the others together. */
export interface SeriesColumn {
  readonly id: string;
  readonly name: string;
  /** Positions in the chart's series. */
  readonly positions: readonly number[];
}

/** The columns of a chart: the charted series in their order, then the others as one. */
export function seriesColumns(chart: Pick<ChartFrame, 'series'>, charted: readonly string[]): SeriesColumn[] {
  const positions = new Map(chart.series.map(({ id }, at) => [id, at]));
  const columns = charted.flatMap((id): SeriesColumn[] => {
    const at = id === REST ? undefined : positions.get(id);
    return at === undefined ? [] : [{ id, name: chart.series[at]?.name ?? id, positions: [at] }];
  });
  const named = new Set(columns.map(({ id }) => id));
  const others = chart.series.flatMap(({ id }, at) => (named.has(id) ? [] : [at]));
  return others.length === 0 ? columns : [...columns, { id: REST, name: terms.OTHER, positions: others }];
}

/** Units of some series in a bucket. */
export function seriesUnits(
  amounts: Float64Array,
  width: number,
  bucket: number,
  positions: readonly number[],
): number {
  let sum = 0;
  for (const at of positions) sum += amounts[at * width + bucket] ?? 0;
  return sum;
}

/** The figures of a chart, one row for each bucket. */
export interface BucketCells {
  readonly columns: readonly Column[];
  /** By bucket, of those that have begun. */
  readonly rows: readonly Row[];
  /** All of the previous period, which may have days that no bucket meets; null where there is none, or no sum. */
  readonly before: Cell | null;
}
