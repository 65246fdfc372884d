/** Medians. An even number of values has two in the middle: each function says what it returns then. */
import type { Money } from './money.ts';

/** The lower and the upper of the two values in the middle, the same where their number is odd; null of none. */
export function middlesOf<T>(
  values: readonly T[],
  compare: (a: T, b: T) => number,
): { readonly lower: T; readonly upper: T } | null {
  const sorted = values.toSorted(compare);
  const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? null : { lower, upper };
}

/** Half-way between the two values in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const middles = middlesOf(values, (a, b) => a - b);
  return middles && (middles.lower + middles.upper) / 2;
}

/** Half-way between the two amounts in the middle, rounded towards zero; zero of none. */
export function medianAmount(amounts: readonly Money[]): Money {
  const { lower, upper } = middlesOf(amounts, byAmount) ?? { lower: 0n, upper: 0n };
  return (lower + upper) / 2n;
}

/** The upper of the two amounts in the middle; zero of none. */
export function upperMedianAmount(amounts: readonly Money[]): Money {
  return middlesOf(amounts, byAmount)?.upper ?? 0n;
}

function byAmount(a: Money, b: Money): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
