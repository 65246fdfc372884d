import { BASIS_CODES, type Basis } from '../../shared/basis.ts';
import type { Money } from '../../shared/money.ts';
import type { LineNames } from '../../source/series.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import type { Rollup } from './rollup.ts';

/** Usage and cost of a span with the same names and item, all days together. The default workspace is `''`. */
export interface UsageLine extends LineNames {
  /** Index of `ITEMS`; -1 for cost of neither tokens nor searches, such as code execution. */
  readonly item: number;
  readonly costType: string;
  /** The bill's description of a line without a cost type; `''` for all others. */
  readonly description: string;
  /** `''` for a search, and where the bill names none. */
  readonly model: string;
  /** Null for what belongs to no usage: it has no key at all. `''` is usage without an API key. */
  readonly apiKeyId: string | null;
  readonly units: number;
  /** Of the units, those that the amounts are of: not those of Priority Tier, refused requests, or without a price. */
  readonly paidUnits: number;
  /** Of the units, those that a final bill does not carry: requests that were refused. */
  readonly refusedUnits: number;
  /** Millionths of a cent, by basis. */
  readonly billed: Money;
  readonly mixed: Money;
  readonly estimated: Money;
  /** Part of the amounts that is estimated at plain list prices. */
  readonly listed: Money;
  /** Tokens without a known price. */
  readonly unpricedTokens: number;
  /** (reads + writes) × input rate less what they cost: see `cacheView`; 0 for other items. */
  readonly saved: Money;
  /** Cached tokens without a known rate: their savings are not in `saved`. */
  readonly unratedTokens: number;
}

/** Uncached input, cache writes and reads: the items that caching saves on. */
const INPUTS = 4;

/** The line of a key, by its number; null where there is nothing of it. */
export function lineOf(key: DimensionKey, number: number, rollup: Rollup): UsageLine | null {
  const units = rollup.counts[number] ?? 0;
  const amountOf = (basis: Basis) => rollup.amounts[BASIS_CODES[basis]]?.at(number) ?? 0n;
  const [billed, mixed, estimated] = [amountOf('billed'), amountOf('mixed'), amountOf('estimated')];
  if (units === 0 && billed === 0n && mixed === 0n && estimated === 0n) return null;
  const { usedModel, ...own } = key;
  const { item, costType } = own;
  const isInput = item >= 0 && item < INPUTS;
  return {
    ...own,
    model: own.model === '' && costType !== 'web_search' ? usedModel : own.model,
    units,
    paidUnits: rollup.paid[number] ?? 0,
    refusedUnits: rollup.refused[number] ?? 0,
    billed,
    mixed,
    estimated,
    listed: rollup.listed.at(number),
    unpricedTokens: rollup.unpriced[number] ?? 0,
    saved: isInput ? rollup.saved.at(number) : 0n,
    unratedTokens: isInput ? (rollup.unrated[number] ?? 0) : 0,
  };
}
