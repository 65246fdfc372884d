/** The answer to a choice, as columns: one for each kind of figure, ready to draw, to list and to export. */
import type { CostChart } from './panelView.ts';
import type { Parsed } from './rpc.ts';
import type * as schemas from './toPage.ts';

/** A value of a dimension, such as one model. */
export type Value = Parsed<typeof schemas.valueSchema>;

/** Frame of a chart of any measure. Columns are series-major: series s, bucket b is at s × buckets.length + b. */
export type ChartFrame = Parsed<typeof schemas.frameSchema>;

/** Tokens or searches. */
export type CountChart = Parsed<typeof schemas.countChartSchema>;

/** A share: reads over all input, summed apart, so that any group of cells has its own exact share. */
export type ShareChart = Parsed<typeof schemas.shareChartSchema>;

export type Chart = CostChart | CountChart | ShareChart;

/** Id of the last series of a chart that has more than can be sent: all the others together. */
export const REST = '\u0000rest';

/** Id of unallocated cost, which has no key or geography. Ours alone: files that leave the extension have `''` instead. */
export const NO_USAGE = '-';

/** An id as files have it. */
export function writtenId(id: string): string {
  return id === NO_USAGE ? '' : id;
}

/** Totals of every value of the dimension, also of those that the chart shows together as `REST`. */
export type Totals = Parsed<typeof schemas.totalsSchema>;

/** Sums by hour of the week, and how many hours each is of. Monday first: weekday d, hour h is at d × 24 + h. */
export type Week = Parsed<typeof schemas.weekSchema>;

export type CacheRow = Parsed<typeof schemas.cacheRowSchema>;

export type CacheView = Parsed<typeof schemas.cacheViewSchema>;

/** Data being fetched from the API because the ledger lacks it. */
export type Fetching = Parsed<typeof schemas.fetchingSchema>;

export type Explorer = Parsed<typeof schemas.explorerSchema>;

/** The newest 60 minutes that have data. */
export type Now = Parsed<typeof schemas.nowSchema>;
