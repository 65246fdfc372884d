import { type Money, moneyFromCents, mulDiv } from '../shared/money.ts';
import {
  BATCH_PERCENT,
  LIST_PRICES,
  type ModelPrices,
  type TokenPrices,
  US_PERCENT,
  WEB_SEARCH_PER_THOUSAND,
} from './listPrices.data.ts';

export type PricedItem =
  | 'uncached_input_tokens'
  | 'cache_creation.ephemeral_5m_input_tokens'
  | 'cache_creation.ephemeral_1h_input_tokens'
  | 'cache_read_input_tokens'
  | 'output_tokens'
  | 'web_search_requests';

/** Items that have a list price, in the words of the reports. */
export interface PricedKind {
  /** API model id, maybe with a date suffix such as `claude-opus-4-5-20251101`, or an alias. */
  readonly model: string;
  readonly item: PricedItem;
  /** `standard` and `batch` have a list price, nothing else has. */
  readonly serviceTier: string;
  /** `0-200k`, `200k-1M` or `''`. */
  readonly contextWindow: string;
  /** `us` costs more; `global`, `not_available` and `''` do not. */
  readonly inferenceGeo: string;
  /** `fast` has its own price; `standard` and `''` have not. */
  readonly speed: string;
}

const CATEGORY = {
  uncached_input_tokens: 'input',
  'cache_creation.ephemeral_5m_input_tokens': 'write5m',
  'cache_creation.ephemeral_1h_input_tokens': 'write1h',
  cache_read_input_tokens: 'read',
  output_tokens: 'output',
} as const satisfies Record<Exclude<PricedItem, 'web_search_requests'>, keyof TokenPrices>;

const WEB_SEARCH = dollars(WEB_SEARCH_PER_THOUSAND) * 1000n;
const BY_ID: ReadonlyMap<string, ModelPrices> = new Map(
  LIST_PRICES.flatMap((model) => model.ids.map((id) => [id, model] as const)),
);

/** Ids of all models that have a list price. */
export const LISTED_MODELS: readonly string[] = [...BY_ID.keys()];

/** A model's id without the date of a snapshot, and without `-latest`. */
export function undated(model: string): string {
  return model.replace(/-(?:\d{8}|latest)$/, '');
}

/**
 * Money (millionths of a cent) for one million units (tokens; searches), in force on that UTC day (`YYYY-MM-DD`); null when
 * there is no list price. Source: https://platform.claude.com/docs/en/about-claude/pricing, entry by entry in the data file.
 */
export function listPrice(kind: PricedKind, day: string): Money | null {
  if (kind.item === 'web_search_requests') return WEB_SEARCH;
  const model = BY_ID.get(kind.model) ?? BY_ID.get(undated(kind.model));
  if (!model || (kind.serviceTier !== 'standard' && kind.serviceTier !== 'batch')) return null;
  const prices = pricesOn(model, kind.contextWindow, day);
  if (!prices) return null;
  const category = CATEGORY[kind.item];
  let price = dollars(prices[category]);
  if (kind.speed === 'fast') {
    if (!model.fast || kind.serviceTier === 'batch') return null;
    price =
      category === 'output'
        ? dollars(model.fast.output)
        : mulDiv(dollars(model.fast.input), price, dollars(prices.input));
  }
  if (kind.serviceTier === 'batch') price = mulDiv(price, BATCH_PERCENT, 100n);
  if (kind.inferenceGeo === 'us' && model.usPremium) price = mulDiv(price, US_PERCENT, 100n);
  return price;
}

function pricesOn(model: ModelPrices, contextWindow: string, day: string): TokenPrices | null {
  const period = model.periods.findLast(({ from }) => from === null || from <= day);
  if (!period) return null;
  if (contextWindow !== '200k-1M' || model.longContext === 'same') return period.prices;
  return model.longContext === 'unknown' ? null : model.longContext;
}

function dollars(text: string): Money {
  return moneyFromCents(text) * 100n;
}
