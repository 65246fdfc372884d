import type { Money } from './money.ts';

/** Dollars of an amount, exact, with eight decimals: `-0.00012345` for -12,345 millionths of a cent. */
export function exactDollars(amount: Money): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(9, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -8)}.${digits.slice(-8)}`;
}

/** A share as a decimal number, six decimals; `''` where `whole` is zero. Both are integer units. */
export function exactRatio(part: number, whole: number): string {
  return whole === 0 ? '' : (part / whole).toFixed(6);
}
