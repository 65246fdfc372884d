import type { BudgetState } from '../../src/shared/budget.ts';
import type { Money } from '../../src/shared/money.ts';

/** Bar of a budget: positions are fractions of its length. */
export interface BudgetBar {
  readonly used: number;
  /** End of the forecast; `used` where there is none, or it is passed by the spend. */
  readonly forecast: number;
  /** Ends of the range that the forecast claims; null where it claims none. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** The amount itself: the end of the bar, unless spend or forecast go beyond. */
  readonly limit: number;
  /** Thresholds but for the amount itself. */
  readonly ticks: readonly number[];
}

/** Spend beyond so many times the amount is cut off: its figure says how much it is. */
const MOST = 2;
/** Positions are exact to so many parts of the amount. */
const PARTS = 10_000;

export function budgetBar({ spent, forecast, budget }: BudgetState): BudgetBar {
  const ofAmount = (money: Money) => Math.max(0, Number((money * BigInt(PARTS)) / budget.amount) / PARTS);
  const used = spent ? ofAmount(spent.amount) : 0;
  const middle = Math.max(used, forecast ? ofAmount(forecast.middle) : 0);
  const range = forecast?.range && {
    low: Math.max(used, ofAmount(forecast.range.low)),
    high: Math.max(used, ofAmount(forecast.range.high)),
  };
  const length = Math.min(MOST, Math.max(1, used, middle, range?.high ?? 0));
  const at = (share: number) => Math.min(1, share / length);
  return {
    used: at(used),
    forecast: at(middle),
    range: range ? { low: at(range.low), high: at(range.high) } : null,
    limit: at(1),
    ticks: budget.thresholds.filter((percent) => percent !== 100 && percent / 100 < length).map((of) => at(of / 100)),
  };
}
