/**
 * Host → page: calls, and the schemas of all parts of a view. `explorer.ts` and `panelView.ts` name the types that follow
 * from them. A codec turns each bigint into text, because `postMessage` carries JSON and typed arrays but no bigint.
 */
import * as z from 'zod/mini';
import { MARK_KINDS, type Mark } from './alert.ts';
import { BASES } from './basis.ts';
import { BUDGET_PERIODS, type BudgetState } from './budget.ts';
import { CAVEAT_TOPICS, type Caveat } from './caveat.ts';
import { type ChangeSide, EFFECTS } from './change.ts';
import { changeQuestionSchema } from './changeQuestion.ts';
import { choiceSchema, savedViewSchema, UNITS } from './choice.ts';
import type { Cost } from './cost.ts';
import type { CostSplit } from './costSplit.ts';
import { dayNoteSchema } from './dayNote.ts';
import { DIMENSION_IDS } from './dimensions.ts';
import type { Forecast, Passing } from './forecast.ts';
import type { ForecastAccuracy } from './forecastAccuracy.ts';
import type { BadEntry } from './namedEntry.ts';
import { type CallsOf, notification } from './rpc.ts';
import type { Runway } from './runway.ts';
import { SCOPE_DIMENSIONS, type Scope } from './scope.ts';
import type { SeriesColors } from './seriesColors.ts';
import { UNUSUAL_SILENCES } from './unusual.ts';

const money = z.codec(z.string().check(z.regex(/^-?\d+$/)), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (amount) => amount.toString(),
});
const basis = z.enum(BASES);
const cost: z.ZodMiniType<Cost> = z.object({ amount: money, basis, unpricedTokens: z.number() });
/** Milliseconds since 1970 UTC. */
const instant = z.number();
/** `end` exclusive. */
const span = z.object({ start: instant, end: instant });
const bytes: z.ZodMiniType<Uint8Array> = z.instanceof(Uint8Array);
const longs: z.ZodMiniType<BigInt64Array> = z.instanceof(BigInt64Array);
const doubles: z.ZodMiniType<Float64Array> = z.instanceof(Float64Array);
const hours: z.ZodMiniType<Uint16Array> = z.instanceof(Uint16Array);
const cells: z.ZodMiniType<Uint32Array> = z.instanceof(Uint32Array);
const caveat: z.ZodMiniType<Caveat> = z.object({ about: z.enum(CAVEAT_TOPICS), text: z.string() });
const split: z.ZodMiniType<CostSplit> = z.object({ cells, billed: longs, estimated: longs });

const forecast: z.ZodMiniType<Forecast> = z.object({
  middle: money,
  range: z.nullable(z.object({ low: money, high: money })),
});
const passing: z.ZodMiniType<Passing> = z.object({
  on: z.nullable(instant),
  range: z.nullable(z.object({ from: instant, to: z.nullable(instant) })),
});
const scope: z.ZodMiniType<Scope> = z.object({ dimension: z.nullable(z.enum(SCOPE_DIMENSIONS)), id: z.string() });
const budgetState: z.ZodMiniType<BudgetState> = z.object({
  budget: z.object({
    name: z.string(),
    amount: money,
    period: z.enum(BUDGET_PERIODS),
    scope: z.nullable(z.object({ dimension: z.enum(SCOPE_DIMENSIONS), value: z.string() })),
    thresholds: z.array(z.number()),
    forecast: z.boolean(),
    organization: z.nullable(z.string()),
  }),
  scope,
  scopeName: z.string(),
  start: instant,
  end: instant,
  spent: z.nullable(cost),
  forecast: z.nullable(forecast),
  passing: z.nullable(passing),
  passed: z.array(z.number()),
});
const forecastAccuracy: z.ZodMiniType<ForecastAccuracy> = z.object({
  day: z.number(),
  months: z.number(),
  median: z.number(),
  worst: z.number(),
  worstMonth: instant,
});

const badBudget: z.ZodMiniType<BadEntry> = z.object({ name: z.string(), message: z.string() });
const runway: z.ZodMiniType<Runway> = z.object({
  left: z.nullable(cost),
  asOf: instant,
  isByHour: z.boolean(),
  lasts: z.nullable(passing),
});
const mark: z.ZodMiniType<Mark> = z.object({ kind: z.enum(MARK_KINDS), at: instant, text: z.string() });

export const problemSchema = z.object({
  /** `bills`: bills cannot be read, while today's figure is of now. */
  kind: z.enum(['refused', 'offline', 'rateLimited', 'failed', 'ledger', 'bills']),
  /** Remedy, and the time when the API is asked again, as sentences. */
  message: z.string(),
  /** The API asks for so long a pause that the user may have it asked once before its end. */
  mayTryAnyway: z.exactOptional(z.literal(true)),
});

export const restatedSchema = z.object({
  days: z.number(),
  /** Their totals when they were first final, and now. */
  from: money,
  to: money,
  /** First reading of the newest of them. */
  at: instant,
});

export const bucketSchema = z.object({
  start: instant,
  /** Exclusive. */
  end: instant,
  basis,
  /** The day or hour that is still running. */
  running: z.boolean(),
  /** The range, or the days kept, cover only a part of its day, week or month; the time still to come does not count. */
  cut: z.exactOptional(z.boolean()),
  /** Bills of its days were final and have been restated since. */
  restated: z.exactOptional(restatedSchema),
});

const frame = {
  /** Unit of a bucket; a day is a UTC day or one of the user's zone. */
  unit: z.enum(UNITS),
  /** IANA name of the zone the buckets are cut in, `UTC` included. */
  zone: z.string(),
  buckets: z.array(bucketSchema),
  /** Ids are those of the API, such as a model's, or a cost type for what is not tokens. */
  series: z.array(z.object({ id: z.string(), name: z.string() })),
};
export const frameSchema = z.object(frame);
export const costChartSchema = z.object({
  ...frame,
  kind: z.literal('cost'),
  /** Millionths of a cent. */
  amounts: longs,
  /** Indexes into `BASES`. */
  bases: bytes,
  /** Left out where no cell has more than one basis. */
  split: z.exactOptional(split),
  unpricedTokens: doubles,
});
export const countChartSchema = z.object({ ...frame, kind: z.literal('count'), amounts: doubles });
export const shareChartSchema = z.object({ ...frame, kind: z.literal('share'), parts: doubles, wholes: doubles });

const value = {
  /** The API's id; `''` is the default workspace, no API key, and what the API leaves unsaid. */
  id: z.string(),
  name: z.string(),
  /** Text that tells it from a namesake: the id, or a key's hint, workspace and status; `''` where the name is enough. */
  detail: z.string(),
};
export const valueSchema = z.object(value);
const values = z.array(valueSchema);

export const totalsSchema = z.object({
  values,
  /** Millionths of a cent, by their basis. */
  billed: longs,
  mixed: longs,
  estimated: longs,
  unpricedTokens: doubles,
  /** Units by value and item: that of value v and item i of `ITEMS` is at v × 6 + i. */
  counts: doubles,
  /** The same of the previous period; null where it was not asked for, or is not known. */
  before: z.nullable(z.object({ cost: longs, unpricedTokens: doubles, counts: doubles })),
});

export const weekSchema = z.object({
  /** Set for the measure `cost`: millionths of a cent. */
  amounts: z.nullable(longs),
  /** Set for the others: units, or the parts of a share. */
  counts: z.nullable(doubles),
  /** Set for a share. */
  wholes: z.nullable(doubles),
  hours,
});

export const cacheRowSchema = z.object({
  ...value,
  uncached: z.number(),
  write5m: z.number(),
  write1h: z.number(),
  read: z.number(),
  /**
   * reads × (input rate − read rate) − writes × (write rate − input rate), in millionths of a cent, at the rates of each
   * day; negative where writing cost more than reading saved.
   */
  saved: money,
  /** Cached tokens without a known rate: `saved` leaves them out. */
  unratedTokens: z.number(),
  /** Basis of the amounts that `saved` follows from; `none` where nothing was paid. */
  basis,
});
const cacheRows = z.array(cacheRowSchema);
export const cacheViewSchema = z.object({
  total: cacheRowSchema,
  model: cacheRows,
  workspace: cacheRows,
  apiKey: cacheRows,
});

export const fetchingSchema = z.object({
  /** `minutes of Nov 20` */
  what: z.string(),
  /** 0 to 1 */
  done: z.number(),
});

export const explorerSchema = z.object({
  /** The choice as answered: with a unit that suits the range. */
  choice: choiceSchema,
  span,
  /** The previous period, up to the same moment of it, also where it is not compared. */
  previousSpan: span,
  chart: z.discriminatedUnion('kind', [costChartSchema, countChartSchema, shareChartSchema]),
  /**
   * The measure in the previous period, by bucket, aligned with the chart's: see `previousAt`. Null where it is not compared,
   * or not known.
   */
  previousByBucket: z.nullable(z.union([longs, doubles])),
  /** Basis of the whole cost of the previous period; `none` where it was not asked for. */
  previousBasis: basis,
  totals: totalsSchema,
  week: weekSchema,
  cache: cacheViewSchema,
  /** Values that each dimension can be filtered by: all in the range, whatever the filters, dearest first. */
  values: z.record(z.enum(DIMENSION_IDS), values),
  fetching: z.nullable(fetchingSchema),
  /** Words for the data of the span that the ledger lacks and the API may have; `''` where there is none. */
  missing: z.string(),
  /** Of the numbers of this choice. */
  caveats: z.array(caveat),
});

export const nowSchema = z.object({
  /** A minute a bucket, by model. */
  chart: costChartSchema,
  perHour: cost,
  /** Today so far and the rest of the day at this rate. */
  day: cost,
});

/** Colour slots by the id of a value. */
const colors: z.ZodMiniType<SeriesColors> = z.record(z.string(), z.number());

/** Share of the history that is there, 0 to 1. */
export const progressSchema = z.object({ done: z.number() });

export const accuracySchema = z.object({
  days: z.number(),
  /** Relative errors as fractions: 0.003 is 0.3 %. */
  median: z.number(),
  worst: z.number(),
  /** UTC day of the worst, `YYYY-MM-DD`. */
  worstDay: z.string(),
});

export const summarySchema = z.object({
  organization: z.string(),
  sample: z.boolean(),
  /** BCP 47. */
  locale: z.string(),
  /** Zone that "today" is cut in. */
  zone: z.string(),
  /** Time of this summary by the API's clock: a reader learns from it how far its own clock is off. */
  toldAt: instant,
  /** End of the day that `today` is of. */
  todayEnd: instant,
  /** Time between two polls of the API while the window is focused, ms. */
  intervalMs: z.number(),
  /** End of the newest minute that the API has shown; null before the first. */
  dataTo: z.nullable(instant),
  /** Time of the last request that the API answered with success. */
  checkedAt: z.nullable(instant),
  problem: z.nullable(problemSchema),
  progress: z.nullable(progressSchema),
  today: z.nullable(cost),
  /** Change of `today` from yesterday by the same time, as a fraction; null where there is nothing to compare. */
  onYesterday: z.nullable(z.number()),
  yesterday: z.nullable(cost),
  month: z.nullable(cost),
  /** First day of the month that `month` is of. */
  monthStart: instant,
  /** Amount of the newest 60 minutes that have data. */
  lastHour: z.nullable(cost),
  /** Accuracy of past estimates; null before any can be compared with a bill. */
  accuracy: z.nullable(accuracySchema),
  /** Of today's figure, and of all amounts. */
  caveats: z.array(caveat),
  /** Budgets of this organization, in the setting's order; left out before they are known. */
  budgets: z.exactOptional(z.array(budgetState)),
  /** Entries of the setting that do not count. */
  badBudgets: z.exactOptional(z.array(badBudget)),
  /** Of the organization's running UTC day, week and month; left out before they are known. */
  forecasts: z.exactOptional(
    z.object({ day: z.nullable(forecast), week: z.nullable(forecast), month: z.nullable(forecast) }),
  ),
  /** Of past month forecasts, by the day that they were made on; left out before they are known. */
  forecastAccuracy: z.exactOptional(z.array(forecastAccuracy)),
  /** Left out where no prepaid balance is set. */
  runway: z.exactOptional(runway),
  /** Alerts and unusual spend of the history, oldest first; left out before they are known. */
  marks: z.exactOptional(z.array(mark)),
  /** Why no unusual spend can be found now; left out where it can, and before that is known. */
  unusual: z.exactOptional(z.enum(UNUSUAL_SILENCES)),
});

export const viewSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('noKey') }),
  z.object({ status: z.literal('loading'), organization: z.nullable(z.string()), sample: z.boolean() }),
  z.object({ status: z.literal('failed'), problem: problemSchema, sample: z.boolean() }),
  z.object({
    status: z.literal('ready'),
    summary: summarySchema,
    explorer: explorerSchema,
    /** UTC days that the ledger keeps. */
    historyDays: z.number(),
    /** Null before there are sixty minutes. */
    now: z.nullable(nowSchema),
    /** Slots of the values that own a colour: of the chart's dimension, and of the models of `now`. */
    ownedColors: z.object({ series: colors, models: colors }),
    saved: z.array(savedViewSchema),
    /** Notes of the user on days, the oldest first. */
    notes: z.array(dayNoteSchema),
  }),
]);

const changed = {
  before: changeSide(),
  after: changeSide(),
  effects: z.record(z.enum(EFFECTS), money),
};
const changeRows = z.array(
  z.object({
    ...value,
    ...changed,
    /** Models that its usage moved to and from, in words; `''` for none. */
    moved: z.string(),
  }),
);
export const changeAnswerSchema = z.object({
  question: changeQuestionSchema,
  span,
  previousSpan: span,
  /** True while the span goes on: it is compared up to the same moment. */
  running: z.boolean(),
  /** Null where one of the two is not known, or there is nothing before: a part is not compared with a whole. */
  change: z.nullable(
    z.object({
      ...changed,
      /** Its main cause, as a sentence. */
      cause: z.string(),
      /** The largest change of either sign first; the last one may be all others together. */
      by: z.record(z.enum(SCOPE_DIMENSIONS), changeRows),
    }),
  ),
});

function changeSide(): z.ZodMiniType<ChangeSide> {
  return z.object({
    amount: money,
    basis,
    tokens: z.number(),
    input: z.number(),
    reads: z.number(),
    unpricedTokens: z.number(),
  });
}

export const toPage = {
  view: notification(viewSchema),
  /** What has changed, as the page has asked. */
  change: notification(changeAnswerSchema),
  /** Shows another choice, which the page then asks for. */
  choose: notification(choiceSchema),
  /** A sentence on why something that the user asked for could not be done. */
  failed: notification(z.string()),
};
export interface ToPage extends CallsOf<typeof toPage> {}
