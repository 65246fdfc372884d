import type { BudgetState } from '../../shared/budget.ts';
import { hasReached } from '../../shared/budgetText.ts';
import type { Crossed } from '../../shared/crossing.ts';
import { DAY, HOUR } from '../../time/utc.ts';
import type { ScopeSums } from '../scopes/scopeSums.ts';

/**
 * Instant at which the spend of a period reached a threshold, as nearly as its hours tell, ms; now for a forecast, and
 * where that is not known.
 */
export function crossedAt(
  { budget, scope, start }: Pick<BudgetState, 'budget' | 'scope' | 'start'>,
  crossed: Crossed,
  now: number,
  scopes: Pick<ScopeSums, 'cost' | 'hours'>,
): number {
  if (crossed === 'forecast') return now;
  let before = 0n;
  for (let day = start; day < now; day += DAY) {
    const cost = scopes.cost(scope, { start: day, end: day + DAY });
    if (!cost) return now;
    const after = before + cost.amount;
    if (hasReached(after, budget.amount, crossed)) {
      const isReached = (sum: number) => hasReached(before + BigInt(Math.round(sum)), budget.amount, crossed);
      return Math.min(now, hourEnd(day, scopes.hours(scope, day), isReached));
    }
    before = after;
  }
  return now;
}

/** End of the hour of a day with which its sum is enough; the day's where that is not known. */
function hourEnd(day: number, hours: Float64Array | null, isEnough: (sum: number) => boolean): number {
  let sum = 0;
  for (const [hour, amount] of hours?.entries() ?? []) {
    sum += amount;
    if (isEnough(sum)) return day + (hour + 1) * HOUR;
  }
  return day + DAY;
}
