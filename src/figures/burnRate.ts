import type { Cost } from '../shared/cost.ts';
import { mulDiv } from '../shared/money.ts';
import { foldDay, type UsageCell } from '../spend/bill.ts';
import { isWebSearch, type Splits } from '../spend/kind.ts';
import type { Rates } from '../spend/rates.ts';
import { startOfUtcDay } from '../spend/time.ts';

/** What the usage of some minutes costs at the rates of the UTC day that `at` (ms) is in. Always an estimate. */
export function priceUsage(
  usage: readonly UsageCell[],
  rates: Rates,
  splits: Splits,
  workspace: string,
  at: number,
): Cost {
  const start = startOfUtcDay(at);
  const day = { start, bill: [], whole: false, usage, splits, defaultWorkspaceId: workspace };
  let amount = 0n;
  let unpricedTokens = 0;
  for (const { kind, units } of foldDay(day, rates).kinds.values()) {
    const rate = rates.priceOf(kind, start);
    if (rate) amount += mulDiv(BigInt(units), rate.amount, rate.units);
    else if (!isWebSearch(kind.item)) unpricedTokens += units;
  }
  return { amount, unpricedTokens, basis: 'estimated' };
}
