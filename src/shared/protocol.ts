/**
 * What the panel's page and the extension host say to each other. Both sides parse what comes in; `encode` and `decode`
 * stand between a bigint and `postMessage`, which carries JSON and typed arrays but no bigint.
 */
import * as z from 'zod/mini';
import type { HistoryRange, PanelView } from './panelView.ts';

/** Host → page. */
export type ToPage =
  | { readonly type: 'view'; readonly view: PanelView }
  /** What the user asked for could not be done: one sentence. */
  | { readonly type: 'failed'; readonly message: string };

/** Page → host. */
export type FromPage =
  /** First message of a page, and again whenever it becomes visible: send the view. */
  | { readonly type: 'ready'; readonly range: HistoryRange }
  | { readonly type: 'chooseRange'; readonly range: HistoryRange }
  | { readonly type: 'run'; readonly command: PageCommand };

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
const basis = z.enum(['none', 'billed', 'estimated', 'mixed']);
const figure = z.object({ amount: money, basis, unpricedTokens: z.number() });
const instant = z.number();
const range = z.literal([7, 30, 90]);
const trouble = z.object({
  kind: z.enum(['refused', 'offline', 'rateLimited', 'failed', 'ledger']),
  message: z.string(),
});
const chart = z.object({
  unit: z.enum(['day', 'hour']),
  zone: z.string(),
  buckets: z.array(z.object({ start: instant, basis, running: z.boolean() })),
  series: z.array(z.object({ id: z.string(), name: z.string() })),
  amounts: z.instanceof(BigInt64Array),
  bases: z.instanceof(Uint8Array),
  unpricedTokens: z.instanceof(Float64Array),
});
const summary = z.object({
  organization: z.string(),
  sample: z.boolean(),
  locale: z.string(),
  zone: z.string(),
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
  z.object({ status: z.literal('ready'), range, summary, days: chart, hours: chart }),
]);

const toPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), view }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
const fromPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), range }),
  z.object({ type: z.literal('chooseRange'), range }),
  z.object({ type: z.literal('run'), command: z.enum(PAGE_COMMANDS) }),
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
