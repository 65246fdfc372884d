import { type Money, toCents } from '../money.ts';

/**
 * Cents to print for the parts of an amount, such as its billed and its estimated part. The sum and the later parts are
 * rounded by themselves, because they are shown elsewhere too: today's estimate in the status bar, a total in a statement.
 * The first part that is not zero takes the difference, or the greatest one where that would change the first one's sign.
 * `known` are cents that a part has elsewhere.
 */
export function partsToCents(parts: readonly Money[], known: readonly (bigint | undefined)[] = []): bigint[] {
  const cents = parts.map((part, at) => known[at] ?? toCents(part));
  const first = parts.findIndex((part) => part !== 0n);
  if (first < 0) return cents;
  const whole = toCents(parts.reduce((sum, part) => sum + part, 0n));
  const difference = whole - cents.reduce((sum, each) => sum + each, 0n);
  const isTooSmall = ((cents[first] ?? 0n) + difference) * (parts[first] ?? 0n) < 0n;
  const size = (at: number) => Math.abs(Number(parts[at]));
  const taker = isTooSmall ? [...parts.keys()].reduce((best, at) => (size(at) > size(best) ? at : best)) : first;
  cents[taker] = (cents[taker] ?? 0n) + difference;
  return cents;
}
