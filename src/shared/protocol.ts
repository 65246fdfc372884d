/**
 * What the panel's page and the extension host say to each other. Both sides parse what comes in; `encode` and `decode`
 * stand between a bigint and `postMessage`, which carries JSON and typed arrays but no bigint.
 */

import * as z from 'zod/mini';
import { BASES } from './basis.ts';
import { type Choice, choiceSchema, type SavedView, savedViewSchema, UNITS } from './choice.ts';
import { DIMENSION_IDS } from './dimensions.ts';
import type { PanelView } from './panelView.ts';

/** Host → page. */
export type ToPage =
  | { readonly type: 'view'; readonly view: PanelView }
  /** What the user asked for could not be done: one sentence. */
  | { readonly type: 'failed'; readonly message: string };

/** Page → host. */
export type FromPage =
  /** A page has loaded, or become visible again: send the view, unless it has one already. */
  | { readonly type: 'ready'; readonly choice: Choice; readonly hasView: boolean }
  | { readonly type: 'choose'; readonly choice: Choice }
  | { readonly type: 'run'; readonly command: PageCommand }
  /** Fetch what the ledger lacks of the range, or stop that. */
  | { readonly type: 'fetch'; readonly wanted: boolean }
  | { readonly type: 'saveView'; readonly view: SavedView }
  | { readonly type: 'deleteView'; readonly name: string }
  /** Of what is shown. */
  | { readonly type: 'exportCsv' }
  | { readonly type: 'openReport' }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'savePicture'; readonly png: Uint8Array }
  /** What the page's own clipboard did not take. */
  | { readonly type: 'copyPicture'; readonly png: Uint8Array };

/** Commands that the page may run. */
export const PAGE_COMMANDS = [
  'claudeUsage.refresh',
  'claudeUsage.setAdminKey',
  'claudeUsage.useSampleData',
  'claudeUsage.leaveSampleData',
  'claudeUsage.showLog',
  'claudeUsage.cancelHistory',
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

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
const longs = z.instanceof(BigInt64Array);
const doubles = z.instanceof(Float64Array);
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
  bases: z.instanceof(Uint8Array),
  split: z.exactOptional(z.object({ cells: z.instanceof(Uint32Array), billed: longs, estimated: longs })),
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
    hours: z.instanceof(Uint16Array),
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

const toPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), view }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
const fromPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), choice: choiceSchema, hasView: z.boolean() }),
  z.object({ type: z.literal('choose'), choice: choiceSchema }),
  z.object({ type: z.literal('run'), command: z.enum(PAGE_COMMANDS) }),
  z.object({ type: z.literal('fetch'), wanted: z.boolean() }),
  z.object({ type: z.literal('saveView'), view: savedViewSchema }),
  z.object({ type: z.literal('deleteView'), name: z.string() }),
  z.object({ type: z.literal('exportCsv') }),
  z.object({ type: z.literal('openReport') }),
  z.object({ type: z.literal('copy'), text: z.string() }),
  z.object({ type: z.literal('savePicture'), png: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('copyPicture'), png: z.instanceof(Uint8Array) }),
]);

/** A message for the page, as it crosses. */
export function encodeToPage(message: ToPage): unknown {
  return z.encode(toPage, message as z.output<typeof toPage>);
}

/** Throws a ZodError that names the field when the message is not one of ours. */
export function decodeToPage(message: unknown): ToPage {
  return z.parse(toPage, message);
}

/** Throws a ZodError that names the field when the message is not one of ours. */
export function decodeFromPage(message: unknown): FromPage {
  return z.parse(fromPage, message);
}
