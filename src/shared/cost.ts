/** Money for usage with its basis, and its text for people: the same on screen, in tables and in reports. */
import { type Basis, basisOf, hasEstimate } from './basis.ts';
import type { Format } from './format.ts';
import { CENT, type Money } from './money.ts';

export interface Cost {
  readonly amount: Money;
  readonly basis: Basis;
  /** Tokens in it that have no price at all: shown and counted, never as $0. */
  readonly unpricedTokens: number;
}

/** A cost to be written. */
export interface PrintedCost extends Pick<Cost, 'amount' | 'basis'>, Partial<Pick<Cost, 'unpricedTokens'>> {
  /** Whole cents, where it is rounded together with its neighbours; left out where it stands alone. */
  readonly cents?: bigint;
}

/** A cost in a table whose cents add up. */
export interface RoundedCost extends PrintedCost {
  readonly cents: bigint;
}

/** Stands where nothing is known, which is not the same as zero. */
export const UNKNOWN = '—';

/** Sums costs; `ofNothing` is the basis where nothing is known of any. */
export function sumOfCosts(costs: Iterable<Cost>, ofNothing: Basis): Cost {
  let amount = 0n;
  let unpricedTokens = 0;
  const bases = new Set<Basis>();
  for (const cost of costs) {
    amount += cost.amount;
    unpricedTokens += cost.unpricedTokens;
    bases.add(cost.basis);
  }
  return { amount, unpricedTokens, basis: basisOf(bases, ofNothing) };
}

/** Returns true where $0 would be wrong: while nothing is known of a cost, or where its tokens have no price. */
export function isUnknown({ amount, basis, unpricedTokens = 0 }: PrintedCost): boolean {
  return amount === 0n && (basis === 'none' || unpricedTokens > 0);
}

/** Dollars of a cost, `—` where they are not known. With `tellsTinyCredits`, `>-$0.01` for one that rounds to nothing. */
export function costText(format: Format, cost: PrintedCost | null, { tellsTinyCredits = false } = {}): string {
  if (cost === null || isUnknown(cost)) return UNKNOWN;
  if (tellsTinyCredits && cost.cents === 0n && cost.amount < 0n) return `>${format.cents(-1n)}`;
  return dollarsText(format, cost);
}

/** `≈$12.40`: a leading `≈` where it is not all billed; `<$0.01` below a cent, without `≈`. */
export function dollarsText(format: Format, { amount, basis, cents }: Omit<PrintedCost, 'unpricedTokens'>): string {
  const sign = hasEstimate(basis) ? '≈' : '';
  if (cents === undefined) {
    const isBelowCent = amount < CENT && amount > -CENT;
    return `${isBelowCent ? '' : sign}${format.money(amount)}`;
  }
  if (cents === 0n && amount > 0n) return `<${format.cents(1n)}`;
  return `${cents === 0n ? '' : sign}${format.cents(cents)}`;
}

/** `1.2M unpriced tokens` */
export function unpricedText(format: Format, tokens: number): string {
  return `${format.compact(tokens)} unpriced ${tokens === 1 ? 'token' : 'tokens'}`;
}
