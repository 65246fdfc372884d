import { apportion, mulDiv } from '../money.ts';

/**
 * Rounds shares of a total to thousandths that add up to it. Beside amounts below zero, as a credit, each is rounded alone,
 * with its sign: shares of more than the total have no remainders to give out. Null where there is nothing to share.
 */
export function roundedShares(amounts: readonly bigint[]): number[] | null {
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  if (total <= 0n) return null;
  if (amounts.every((amount) => amount >= 0n)) return apportion(1000n, amounts).map(Number);
  return amounts.map((amount) => Number(mulDiv(1000n, amount, total)));
}
