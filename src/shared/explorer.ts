/** The answer to a choice, as columns: one for each thing that is told, ready to draw, to list and to export. */
import type { Basis } from './basis.ts';
import type { Choice } from './choice.ts';
import type { Cost } from './cost.ts';
import type { Dimension } from './dimensions.ts';
import type { ChartBucket, CostChart } from './panelView.ts';

/** A value of a dimension, such as one model. */
export interface Value {
  /** The API's id; `''` is the default workspace, no API key, and what the API leaves unsaid. */
  readonly id: string;
  readonly name: string;
  /** What tells it from a namesake: the id, or a key's hint, workspace and status; `''` when the name says it all. */
  readonly detail: string;
}

/** What a chart of any measure has. Columns are series-major: the cell of series s and bucket b is at s × buckets.length + b. */
export interface ChartFrame {
  readonly unit: CostChart['unit'];
  /** IANA name of the zone the buckets are cut in, `UTC` included. */
  readonly zone: string;
  readonly buckets: readonly ChartBucket[];
  readonly series: readonly { readonly id: string; readonly name: string }[];
}

/** Tokens or searches. */
export interface CountChart extends ChartFrame {
  readonly kind: 'count';
  readonly amounts: Float64Array;
}

/** A share: reads over all input, summed apart, so that any group of cells has its own exact share. */
export interface ShareChart extends ChartFrame {
  readonly kind: 'share';
  readonly parts: Float64Array;
  readonly wholes: Float64Array;
}

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
export interface Totals {
  readonly values: readonly Value[];
  /** Millionths of a cent, by how they came about. */
  readonly billed: BigInt64Array;
  readonly mixed: BigInt64Array;
  readonly estimated: BigInt64Array;
  readonly unpricedTokens: Float64Array;
  /** Units by value and item: that of value v and item i of `ITEMS` is at v × 6 + i. */
  readonly counts: Float64Array;
  /** The same of the period before; null when it was not asked for, or is not known. */
  readonly before: { readonly cost: BigInt64Array; readonly counts: Float64Array } | null;
}

/** The hours of a week, Monday first: the cell of weekday d and hour h is at d × 24 + h. Sums, and of how many hours. */
export interface Week {
  /** Set for the measure `cost`: millionths of a cent. */
  readonly amounts: BigInt64Array | null;
  /** Set for the others: units, or the parts of a share. */
  readonly counts: Float64Array | null;
  /** Set for a share. */
  readonly wholes: Float64Array | null;
  readonly hours: Uint16Array;
}

export interface CacheRow extends Value {
  readonly uncached: number;
  readonly write5m: number;
  readonly write1h: number;
  readonly read: number;
  /**
   * reads × (input rate − read rate) − writes × (write rate − input rate), in millionths of a cent, at the rates of each
   * day; negative where writing cost more than reading saved.
   */
  readonly saved: bigint;
  /** Cached tokens that a rate is not known of: what they saved is not in it. */
  readonly unratedTokens: number;
  /** How the amounts that it is worked out from came about; `none` where nothing was paid. */
  readonly basis: Basis;
}

export interface CacheView {
  readonly total: CacheRow;
  readonly model: readonly CacheRow[];
  readonly workspace: readonly CacheRow[];
  readonly apiKey: readonly CacheRow[];
}

/** What is on its way from the network because the ledger lacks it. */
export interface Fetching {
  /** `minutes of Nov 20` */
  readonly what: string;
  /** 0 to 1 */
  readonly done: number;
}

export interface Explorer {
  /** As it was answered: with a unit that suits the range. */
  readonly choice: Choice;
  /** Instants in ms, `end` exclusive. */
  readonly span: { readonly start: number; readonly end: number };
  /** The period before, up to the same moment of it; null when not asked for. */
  readonly beforeSpan: { readonly start: number; readonly end: number } | null;
  readonly chart: Chart;
  /** The measure of the period before, by bucket, aligned with the chart's; a share of nothing is NaN. */
  readonly beforeByBucket: BigInt64Array | Float64Array | null;
  /** How the cost of the period before came about, as a whole; `none` when it is not compared with. */
  readonly beforeBasis: Basis;
  readonly totals: Totals;
  readonly week: Week;
  readonly cache: CacheView;
  /** What each dimension can be filtered by: all values in the range, whatever the filters, dearest first. */
  readonly values: Readonly<Record<Dimension, readonly Value[]>>;
  readonly fetching: Fetching | null;
  /** What of the span the ledger lacks and the API may have, in words; `''` when nothing. */
  readonly lacking: string;
  /** One sentence each, for the numbers of this choice. */
  readonly caveats: readonly string[];
}

/** The newest 60 minutes that have data. */
export interface Now {
  /** A minute a bucket, by model. */
  readonly chart: CostChart;
  readonly perHour: Cost;
  /** Today so far and the rest of the day at this rate. */
  readonly day: Cost;
}
