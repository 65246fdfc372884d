/** The answer to a choice, as columns: one for each thing that is told, ready to draw, to list and to export. */
import type { CostChart } from './panelView.ts';
import type { Parsed } from './rpc.ts';
import type * as schemas from './toPage.ts';

/** A value of a dimension, such as one model. */
export type Value = Parsed<typeof schemas.valueSchema>;

/** What a chart of any measure has. Columns are series-major: the cell of series s and bucket b is at s × buckets.length + b. */
export type ChartFrame = Parsed<typeof schemas.frameSchema>;

/** Tokens or searches. */
export type CountChart = Parsed<typeof schemas.countChartSchema>;

/** A share: reads over all input, summed apart, so that any group of cells has its own exact share. */
export type ShareChart = Parsed<typeof schemas.shareChartSchema>;

export type Chart = CostChart | CountChart | ShareChart;

/** Id of the last series of a chart that has more than can be sent: all the others together. */
export const REST = '\u0000rest';

/** Id of what belongs to no usage, and so to no key or geography. Ours alone: what leaves the extension has none there. */
export const NO_USAGE = '-';

/** An id as it is written for others. */
export function writtenId(id: string): string {
  return id === NO_USAGE ? '' : id;
}

/** Totals of every value of the dimension, also of those that the chart has in its rest. */
export type Totals = Parsed<typeof schemas.totalsSchema>;

/** The hours of a week, Monday first: the cell of weekday d and hour h is at d × 24 + h. Sums, and of how many hours. */
export type Week = Parsed<typeof schemas.weekSchema>;

export type CacheRow = Parsed<typeof schemas.cacheRowSchema>;

export type CacheView = Parsed<typeof schemas.cacheViewSchema>;

/** What is on its way from the network because the ledger lacks it. */
export type Fetching = Parsed<typeof schemas.fetchingSchema>;

export type Explorer = Parsed<typeof schemas.explorerSchema>;

/** The newest 60 minutes that have data. */
export type Now = Parsed<typeof schemas.nowSchema>;
