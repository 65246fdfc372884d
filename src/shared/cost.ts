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
export function costText(
  format: Format,
  cost: PrintedCost | null,
  { tellsTinyCredits = false, isChange = false } = {},
): string {
  if (cost === null || isUnknown(cost)) return UNKNOWN;
  if (tellsTinyCredits && cost.cents === 0n && cost.amount < 0n) return `>${format.cents(-1n)}`;
  return dollarsText(format, cost, { isChange });
}

/** `≈$12.40`, `≈ +$12.40` where it `isChange`; `<$0.01` below a cent, without `≈`. */
export function dollarsText(
  format: Format,
  { amount, basis, cents }: Omit<PrintedCost, 'unpricedTokens'>,
  { isChange = false } = {},
): string {
  if (cents === 0n && amount > 0n) return `<${format.cents(1n)}`;
  const isBelowCent = cents === undefined ? amount < CENT && amount > -CENT : cents === 0n;
  const dollars = cents === undefined ? format.money(amount) : format.cents(cents);
  return isBelowCent ? dollars : withBasis(`${isChange && amount > 0n ? '+' : ''}${dollars}`, basis);
}

const NO_BREAK_SPACE = '\u00a0';

/**
 * A text of an amount with a leading `≈` where it is not all billed. A sign stands apart from it, `≈ +$12.40`: next to each
 * other they read as one sign that nobody knows.
 */
export function withBasis(dollars: string, basis: Basis): string {
  if (!hasEstimate(basis)) return dollars;
  return /^[+\-−]/.test(dollars) ? `≈${NO_BREAK_SPACE}${dollars}` : `≈${dollars}`;
}

/** `1.2M unpriced tokens` */
export function unpricedText(format: Format, tokens: number): string {
  return `${format.compact(tokens)} unpriced ${tokens === 1 ? 'token' : 'tokens'}`;
}
