import { type Money, toCents } from '../money.ts';

/**
 * The cents to print of the parts of an amount, such as what is billed and what is estimated of it. The whole and its
 * later parts are rounded by themselves, because they stand elsewhere too: today's estimate in the status bar, a total in
 * a statement. The first part that is something takes the difference. `known` are cents that a part has elsewhere.
 */
export function partsToCents(parts: readonly Money[], known: readonly (bigint | undefined)[] = []): bigint[] {
  const cents = parts.map((part, at) => known[at] ?? toCents(part));
  const first = parts.findIndex((part) => part !== 0n);
  if (first < 0) return cents;
  const whole = toCents(parts.reduce((sum, part) => sum + part, 0n));
  const others = cents.reduce((sum, each, at) => (at === first ? sum : sum + each), 0n);
  cents[first] = whole - others;
  return cents;
}
