import { modelName } from '../shared/modelName.ts';
import { CENT, type Money, mulDiv } from '../shared/money.ts';
import { COST_FIELDS } from '../source/costFields.ts';
import { byKey } from '../source/fields.ts';
import type { CostBucket, CostQuery, CostRow } from '../source/source.ts';
import { listPrice, type PricedItem, type PricedKind } from '../spend/listPrices.ts';
import { DAY, HOUR } from '../time/utc.ts';
import { DEFAULT_WORKSPACE, RESEARCH } from './organization.ts';
import { around, seedOf } from './random.ts';
import { dayKey, dayNumber, discountPercent } from './schedule.ts';
import type { Stream } from './streams.ts';
import { flowsOfDay, sumBy } from './traffic.ts';

/** In the order of `Mix`. */
const LINES: readonly { readonly item: PricedItem; readonly text: string }[] = [
  { item: 'uncached_input_tokens', text: 'Input Tokens' },
  { item: 'cache_creation.ephemeral_5m_input_tokens', text: 'Input Tokens, Cache Write' },
  { item: 'cache_creation.ephemeral_1h_input_tokens', text: 'Input Tokens, Cache Write' },
  { item: 'cache_read_input_tokens', text: 'Input Tokens, Cache Hit' },
  { item: 'output_tokens', text: 'Output Tokens' },
];
const SEARCHES = LINES.length;
const NO_NAMES = byKey(COST_FIELDS, () => '');

/** Container minutes on a usual day that are not free any more. */
const CONTAINER_MINUTES = [
  { workspaceId: DEFAULT_WORKSPACE, minutes: 190 },
  { workspaceId: RESEARCH, minutes: 420 },
] as const;
const CONTAINER_HOUR: Money = 5n * CENT;
const CODE_EXECUTION = seedOf('code execution');

/** Completed days alone, each as far as its bill has got at this instant. */
export function* billBuckets(query: CostQuery, now: number): Generator<CostBucket> {
  const end = Math.min(dayNumber(query.to), dayNumber(now));
  for (let day = dayNumber(query.from); day < end; day++)
    yield { start: day * DAY, end: (day + 1) * DAY, rows: billOf(day, billedHours(day, now)) };
}

/** A bill appears two hours after its day, without the last three hours, and has them all six hours later. */
function billedHours(day: number, now: number): number {
  const after = (now - (day + 1) * DAY) / HOUR;
  return after < 2 ? 0 : Math.min(24, 20 + Math.floor(after / 2));
}

/** The bill of the first `hours` hours of a UTC day. */
function billOf(day: number, hours = 24): CostRow[] {
  if (hours === 0) return [];
  const flows = [...flowsOfDay(day, hours)];
  // Priority Tier is bought otherwise and is in no bill.
  const billed = flows.filter(({ stream }) => stream.serviceTier !== 'priority');
  return [
    ...sumBy(billed, kindOf).flatMap(({ stream, amounts }) => tokenRows(day, stream, amounts)),
    ...sumBy(flows, ({ workspaceId }) => workspaceId).flatMap(({ stream, amounts }) =>
      searchRows(stream.workspaceId, amounts[SEARCHES] ?? 0),
    ),
    ...CONTAINER_MINUTES.map(({ workspaceId, minutes }) => executionRow(day, hours, workspaceId, minutes)),
  ];
}

function kindOf(stream: Stream): string {
  const { workspaceId, model, contextWindow, inferenceGeo, speed } = stream;
  return [workspaceId, model, billedTier(stream), contextWindow, inferenceGeo, speed].join('|');
}

function billedTier(stream: Stream): string {
  return stream.serviceTier === 'batch' ? 'batch' : 'standard';
}

function tokenRows(day: number, stream: Stream, amounts: readonly number[]): CostRow[] {
  const { workspaceId, model, contextWindow, inferenceGeo, speed } = stream;
  return LINES.flatMap(({ item, text }, index) => {
    const tokens = amounts[index] ?? 0;
    const kind = { model, serviceTier: billedTier(stream), contextWindow, inferenceGeo, speed };
    const price = negotiatedPrice({ ...kind, item }, day);
    if (tokens === 0 || price === null) return [];
    const amount = mulDiv(BigInt(tokens), price, 100_000_000n);
    const description = `Claude ${modelName(model)} Usage - ${text}`;
    return [{ ...NO_NAMES, workspaceId, costType: 'tokens', description, ...kind, tokenType: item, amount }];
  });
}

/** A hundred times the price of a million units, so that per cents stay integers; null without a list price. */
function negotiatedPrice(kind: PricedKind, day: number): Money | null {
  const price = listPrice(kind, dayKey(day));
  return price === null ? null : price * (100n - discountPercent(day, kind.model));
}

function searchRows(workspaceId: string, count: number): CostRow[] {
  const row = { ...NO_NAMES, workspaceId, costType: 'web_search', description: 'Web Search Usage' };
  return count === 0 ? [] : [{ ...row, amount: BigInt(count) * CENT }];
}

function executionRow(day: number, hours: number, workspaceId: string, usual: number): CostRow {
  const minutes = Math.round((usual * around(0.4, CODE_EXECUTION, day, workspaceId.length) * hours) / 24);
  const amount = mulDiv(BigInt(minutes), CONTAINER_HOUR, 60n);
  return { ...NO_NAMES, workspaceId, costType: 'code_execution', description: 'Code Execution Usage', amount };
}
