import type { Basis } from '../shared/basis.ts';
import { mulDiv } from '../shared/money.ts';
import { type DayByKind, type DayRecord, type DayTotals, dayByKind, type UnallocatedCost } from './bill.ts';
import { isWebSearch, type Kind } from './kind.ts';
import type { RateSource, Rates } from './rates.ts';
import { nameOf, type Spread, type SpreadLine } from './unallocated.ts';

/** Cost of one kind on one UTC day. */
export interface KindLine {
  readonly kind: Kind;
  /** Millionths of a cent. */
  readonly amount: bigint;
  readonly basis: Exclude<Basis, 'none'>;
  readonly units: number;
  /** Rung of the ladder, for an estimate. */
  readonly source: RateSource | null;
  /** Tokens without a known price; the amount is without them. */
  readonly unpricedTokens: number;
  /** Tokens or searches that a final bill does not carry: requests that were refused. */
  readonly notBilledUnits: number;
}

/** Cost that the bill of a UTC day has and usage has not, or is expected to have. */
interface UnallocatedSpend extends UnallocatedCost {
  readonly basis: Exclude<Basis, 'none'>;
  /** The hours that an estimate comes over; a line of the bill has none. */
  readonly spread: Spread | null;
}

/** One UTC day, priced. */
export interface DaySpend {
  readonly start: number;
  readonly basis: Basis;
  readonly kinds: readonly KindLine[];
  /** Cost that belongs to no usage, with its workspace and no key. */
  readonly unallocated: readonly UnallocatedSpend[];
  /** Bought otherwise and in no bill. */
  readonly priorityTokens: number;
  readonly total: bigint;
  readonly unpricedTokens: number;
  readonly byKind: DayByKind;
}

/**
 * Prices a day. A final bill is taken as it is. A day without a bill is estimated. While a bill is still growing each
 * kind shows the larger of bill and estimate, until its own part of the bill has ended growing: that is what it is
 * billed with. A kind without a line was refused once all of the bill has ended growing; batches alone may still come.
 * `estimates` are what is expected beside usage: each cost of it until the bill has it.
 */
export function spendOfDay(day: DayRecord | DayTotals, rates: Rates, estimates: readonly SpreadLine[] = []): DaySpend {
  const byKind = dayByKind(day, day.isFinal && day.bill.length > 0 ? undefined : rates);
  const unused = byKind.kinds.size === 0;
  const hasBill = day.bill.length > 0 || (day.isFinal && unused);
  const hasAllEnded = day.bill.length > 0 && day.bill.every(({ hasEndedGrowing }) => hasEndedGrowing === true);
  const kinds = [...byKind.kinds.values()].map(({ kind, billed, hasEndedGrowing, units }): KindLine => {
    const line = { kind, units, source: null, unpricedTokens: 0, notBilledUnits: 0 };
    if (day.isFinal && hasBill) {
      return { ...line, amount: billed ?? 0n, basis: 'billed', notBilledUnits: billed === null ? units : 0 };
    }
    if (billed !== null && hasEndedGrowing) return { ...line, amount: billed, basis: 'billed' };
    if (billed === null && hasAllEnded && kind.serviceTier !== 'batch') {
      return { ...line, amount: 0n, basis: 'billed', notBilledUnits: units };
    }
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
  const basis = hasBill ? (day.isFinal ? 'billed' : 'mixed') : 'estimated';
  const unallocated = unallocatedOf(byKind.unallocated, basis, estimates);
  for (const line of unallocated) total += line.amount;
  return {
    start: day.start,
    basis,
    kinds,
    unallocated,
    priorityTokens: byKind.priorityTokens,
    total,
    unpricedTokens,
    byKind,
  };
}

function unallocatedOf(
  onBill: readonly UnallocatedCost[],
  basis: UnallocatedSpend['basis'],
  estimates: readonly SpreadLine[],
): UnallocatedSpend[] {
  const billed = onBill.map((line): UnallocatedSpend => ({ ...line, basis, spread: null }));
  if (basis === 'billed') return billed;
  const named = new Set(onBill.map(nameOf));
  const expected = estimates.filter((line) => line.amount !== 0n && !named.has(nameOf(line)));
  return [...billed, ...expected.map((line): UnallocatedSpend => ({ ...line, basis }))];
}
