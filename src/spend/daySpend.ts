import { mulDiv } from '../shared/money.ts';
import type { Basis } from '../shared/panelView.ts';
import { type DayRecord, type FoldedDay, foldDay, type OtherLine } from './bill.ts';
import { isWebSearch, type Kind } from './kind.ts';
import type { RateSource, Rates } from './rates.ts';

/** What one kind cost on one UTC day. */
export interface KindLine {
  readonly kind: Kind;
  /** Millionths of a cent. */
  readonly amount: bigint;
  readonly basis: Exclude<Basis, 'none'>;
  readonly units: number;
  /** Rung of the ladder, for an estimate. */
  readonly source: RateSource | null;
  /** Tokens that no price is known of; the amount is without them. */
  readonly unpricedTokens: number;
  /** Tokens or searches that a whole bill does not carry: requests that were refused. */
  readonly notBilledUnits: number;
}

/** One UTC day, priced. */
export interface DaySpend {
  readonly start: number;
  readonly basis: Basis;
  readonly kinds: readonly KindLine[];
  /** Lines of the bill that belong to no usage, with their workspace and no key. */
  readonly others: readonly OtherLine[];
  /** Bought otherwise and in no bill. */
  readonly priorityTokens: number;
  readonly total: bigint;
  readonly unpricedTokens: number;
  readonly folded: FoldedDay;
}

/**
 * Prices a day. A whole bill is taken as it is. A day without a bill is estimated. While a bill is still growing each kind
 * shows the larger of bill and estimate, until its own part of the bill has ended growing: that is what it is billed with.
 */
export function spendOfDay(day: DayRecord, rates: Rates): DaySpend {
  const folded = foldDay(day, day.whole && day.bill.length > 0 ? undefined : rates);
  const unused = folded.kinds.size === 0;
  const hasBill = day.bill.length > 0 || (day.whole && unused);
  const kinds = [...folded.kinds.values()].map(({ kind, billed, hasEndedGrowing, units }): KindLine => {
    const line = { kind, units, source: null, unpricedTokens: 0, notBilledUnits: 0 };
    if (day.whole && hasBill) {
      return { ...line, amount: billed ?? 0n, basis: 'billed', notBilledUnits: billed === null ? units : 0 };
    }
    if (billed !== null && hasEndedGrowing) return { ...line, amount: billed, basis: 'billed' };
    const rate = units > 0 ? rates.priceOf(kind, day.start) : null;
    const estimate = rate ? mulDiv(BigInt(units), rate.amount, rate.units) : 0n;
    if (billed !== null && (rate === null || billed >= estimate)) return { ...line, amount: billed, basis: 'mixed' };
    const unpricedTokens = rate || isWebSearch(kind.item) ? 0 : units;
    return {
      ...line,
      amount: estimate,
      basis: hasBill ? 'mixed' : 'estimated',
      source: rate?.source ?? null,
      unpricedTokens,
    };
  });
  let total = 0n;
  let unpricedTokens = 0;
  for (const line of kinds) {
    total += line.amount;
    unpricedTokens += line.unpricedTokens;
  }
  for (const line of folded.others) total += line.amount;
  return {
    start: day.start,
    basis: hasBill ? (day.whole ? 'billed' : 'mixed') : 'estimated',
    kinds,
    others: folded.others,
    priorityTokens: folded.priorityTokens,
    total,
    unpricedTokens,
    folded,
  };
}
