/**
 * What the page shows, as it crosses to it: parsed there, with a codec between a bigint and `postMessage`, which carries
 * JSON and typed arrays but no bigint.
 */

import * as z from 'zod/mini';
import { BASES } from './basis.ts';
import { choiceSchema, savedViewSchema, UNITS } from './choice.ts';
import { DIMENSION_IDS } from './dimensions.ts';
import { type CallsOf, notification } from './rpc.ts';

const money = z.codec(z.string().check(z.regex(/^-?\d+$/)), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (amount) => amount.toString(),
});
const basis = z.enum(BASES);
const figure = z.object({ amount: money, basis, unpricedTokens: z.number() });
const instant = z.number();
const trouble = z.object({
  kind: z.enum(['refused', 'offline', 'rateLimited', 'failed', 'ledger', 'bills']),
  message: z.string(),
  mayTryAnyway: z.exactOptional(z.literal(true)),
});
const bytes: z.ZodMiniType<Uint8Array> = z.instanceof(Uint8Array);
const longs: z.ZodMiniType<BigInt64Array> = z.instanceof(BigInt64Array);
const doubles: z.ZodMiniType<Float64Array> = z.instanceof(Float64Array);
const shorts: z.ZodMiniType<Uint16Array> = z.instanceof(Uint16Array);
const places: z.ZodMiniType<Uint32Array> = z.instanceof(Uint32Array);
const bucket = z.object({
  start: instant,
  end: instant,
  basis,
  running: z.boolean(),
  cut: z.exactOptional(z.boolean()),
  restated: z.exactOptional(z.object({ days: z.number(), from: money, to: money, at: instant })),
});
const frame = {
  unit: z.enum(UNITS),
  zone: z.string(),
  buckets: z.array(bucket),
  series: z.array(z.object({ id: z.string(), name: z.string() })),
};
const costChart = z.object({
  ...frame,
  kind: z.literal('cost'),
  amounts: longs,
  bases: bytes,
  split: z.exactOptional(z.object({ cells: places, billed: longs, estimated: longs })),
  unpricedTokens: doubles,
});
const chart = z.discriminatedUnion('kind', [
  costChart,
  z.object({ ...frame, kind: z.literal('count'), amounts: doubles }),
  z.object({ ...frame, kind: z.literal('share'), parts: doubles, wholes: doubles }),
]);
const span = z.object({ start: instant, end: instant });
const value = { id: z.string(), name: z.string(), detail: z.string() };
const values = z.array(z.object(value));
const cacheRow = z.object({
  ...value,
  uncached: z.number(),
  write5m: z.number(),
  write1h: z.number(),
  read: z.number(),
  saved: money,
  unratedTokens: z.number(),
  basis,
});
const cacheRows = z.array(cacheRow);
const explorer = z.object({
  choice: choiceSchema,
  span,
  beforeSpan: z.nullable(span),
  chart,
  beforeByBucket: z.nullable(z.union([longs, doubles])),
  beforeBasis: basis,
  totals: z.object({
    values,
    billed: longs,
    mixed: longs,
    estimated: longs,
    unpricedTokens: doubles,
    counts: doubles,
    before: z.nullable(z.object({ cost: longs, counts: doubles })),
  }),
  week: z.object({
    amounts: z.nullable(longs),
    counts: z.nullable(doubles),
    wholes: z.nullable(doubles),
    hours: shorts,
  }),
  cache: z.object({ total: cacheRow, model: cacheRows, workspace: cacheRows, apiKey: cacheRows }),
  values: z.record(z.enum(DIMENSION_IDS), values),
  fetching: z.nullable(z.object({ what: z.string(), done: z.number() })),
  lacking: z.string(),
  caveats: z.array(z.string()),
});
const summary = z.object({
  organization: z.string(),
  sample: z.boolean(),
  locale: z.string(),
  zone: z.string(),
  toldAt: instant,
  todayEnd: instant,
  intervalMs: z.number(),
  dataTo: z.nullable(instant),
  checkedAt: z.nullable(instant),
  trouble: z.nullable(trouble),
  progress: z.nullable(z.object({ done: z.number() })),
  today: z.nullable(figure),
  onYesterday: z.nullable(z.number()),
  yesterday: z.nullable(figure),
  month: z.nullable(figure),
  monthStart: instant,
  lastHour: z.nullable(figure),
  accuracy: z.nullable(z.object({ days: z.number(), median: z.number(), worst: z.number(), worstDay: z.string() })),
  caveats: z.array(z.string()),
});
const view = z.discriminatedUnion('status', [
  z.object({ status: z.literal('noKey') }),
  z.object({ status: z.literal('loading'), organization: z.nullable(z.string()), sample: z.boolean() }),
  z.object({ status: z.literal('failed'), trouble, sample: z.boolean() }),
  z.object({
    status: z.literal('ready'),
    summary,
    explorer,
    historyDays: z.number(),
    now: z.nullable(z.object({ chart: costChart, perHour: figure, day: figure })),
    saved: z.array(savedViewSchema),
  }),
]);

/** Host → page. */
export const toPage = {
  view: notification(view),
  /** A sentence on what the user asked for and could not be done. */
  failed: notification(z.string()),
};
export interface ToPage extends CallsOf<typeof toPage> {}
