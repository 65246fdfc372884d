import { apportion } from '../../src/shared/money.ts';

/** Shares of a total that add up to a thousand; null where there is nothing to share, or something was taken away. */
export function thousandths(amounts: readonly bigint[]): number[] | null {
  if (amounts.every((amount) => amount === 0n) || amounts.some((amount) => amount < 0n)) return null;
  return apportion(1000n, amounts).map(Number);
}
