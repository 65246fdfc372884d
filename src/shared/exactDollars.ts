import type { Money } from './money.ts';

/** An amount as an exact decimal number of dollars, eight decimals: `-0.00012345` is 12,345 millionths of a cent less. */
export function exactDollars(amount: Money): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(9, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -8)}.${digits.slice(-8)}`;
}

/** A share as a decimal number, six decimals; `''` of nothing. Both are whole numbers of units. */
export function exactRatio(part: number, whole: number): string {
  return whole === 0 ? '' : (part / whole).toFixed(6);
}
