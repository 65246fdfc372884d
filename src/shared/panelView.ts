import type { Basis } from './basis.ts';
import type { SavedView, Unit } from './choice.ts';
import type { Cost } from './cost.ts';
import type { CostSplit } from './costSplit.ts';
import type { Explorer, Now } from './explorer.ts';
import type { Money } from './money.ts';

/** Cost over time, stacked. Columns are series-major: the cell of series s and bucket b is at s × buckets.length + b. */
export interface CostChart {
  readonly kind: 'cost';
  /** What a bucket is; a day is a UTC day or one of the user's zone. */
  readonly unit: Unit;
  /** IANA name of the zone the buckets are cut in, `UTC` included. */
  readonly zone: string;
  readonly buckets: readonly ChartBucket[];
  readonly series: readonly ChartSeries[];
  /** Millionths of a cent. */
  readonly amounts: BigInt64Array;
  /** Indexes into `BASES`. */
  readonly bases: Uint8Array;
  /** Left out where no cell came about in more than one way. */
  readonly split?: CostSplit;
  readonly unpricedTokens: Float64Array;
}

export interface ChartBucket {
  /** Milliseconds since 1970 UTC, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly basis: Basis;
  /** The day or hour that is still running. */
  readonly running: boolean;
  /** The range, or what is kept, holds only a part of its day, week or month; what is yet to come of it does not count. */
  readonly cut?: boolean;
  /** Bills of its days were final and have been restated since. */
  readonly restated?: Restated;
}

/** Final bills that were restated. */
export interface Restated {
  readonly days: number;
  /** Their totals when they were first final, and now. */
  readonly from: Money;
  readonly to: Money;
  /** When the newest of them was first read, ms. */
  readonly at: number;
}

export interface ChartSeries {
  /** Model id, or the cost type of what is not tokens. */
  readonly id: string;
  readonly name: string;
}

export interface Progress {
  /** Share of the history that is there, 0 to 1. */
  readonly done: number;
}

/** Why the figures shown are not of now. */
export interface Trouble {
  /** `bills`: they cannot be read, while today's figure is of now. */
  readonly kind: 'refused' | 'offline' | 'rateLimited' | 'failed' | 'ledger' | 'bills';
  /** What to do, and when the API is asked again. */
  readonly message: string;
  /** The API asks for so long a pause that the user may have it asked once before its end. */
  readonly mayTryAnyway?: true;
}

export interface PanelSummary {
  readonly organization: string;
  readonly sample: boolean;
  /** BCP 47. */
  readonly locale: string;
  /** Zone that "today" is cut in. */
  readonly zone: string;
  /** When this was told, by the API's clock, ms: by it a reader knows how far its own is off. */
  readonly toldAt: number;
  /** End of the day that `today` is of, ms. */
  readonly todayEnd: number;
  /** Between two looks at the API while the window is focused, ms. */
  readonly intervalMs: number;
  /** End of the newest minute that the API has shown, ms; null before the first. */
  readonly dataTo: number | null;
  /** When the API was last asked with success, ms. */
  readonly checkedAt: number | null;
  readonly trouble: Trouble | null;
  readonly progress: Progress | null;
  readonly today: Cost | null;
  /** How much more that is than yesterday by the same time, as a fraction; null where there is nothing to compare. */
  readonly onYesterday: number | null;
  readonly yesterday: Cost | null;
  readonly month: Cost | null;
  /** First day of the month that `month` is of, ms. */
  readonly monthStart: number;
  /** Amount of the newest 60 minutes that have data. */
  readonly lastHour: Cost | null;
  /** How good estimates have been; null before there is a measure. */
  readonly accuracy: Accuracy | null;
  /** One sentence each, beside the numbers they touch. */
  readonly caveats: readonly string[];
}

export interface Accuracy {
  readonly days: number;
  /** Relative errors as fractions: 0.003 is 0.3 %. */
  readonly median: number;
  readonly worst: number;
  /** UTC day of the worst, `YYYY-MM-DD`. */
  readonly worstDay: string;
}

/** What the panel shows. */
export type PanelView =
  | { readonly status: 'noKey' }
  | { readonly status: 'loading'; readonly organization: string | null; readonly sample: boolean }
  | { readonly status: 'failed'; readonly trouble: Trouble; readonly sample: boolean }
  | {
      readonly status: 'ready';
      readonly summary: PanelSummary;
      readonly explorer: Explorer;
      /** UTC days that the ledger keeps. */
      readonly historyDays: number;
      /** Null before there are sixty minutes. */
      readonly now: Now | null;
      readonly saved: readonly SavedView[];
    };
