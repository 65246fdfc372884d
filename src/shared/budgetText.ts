/**
 * Words of budgets: the same in the status bar, its tooltip, the panel, alerts and reports. Days are those of UTC, as the
 * periods of budgets are: so is the zone of `format`.
 */
import { hasEstimate } from './basis.ts';
import type { BudgetState } from './budget.ts';
import { type Cost, isUnknown, UNKNOWN, unpricedText, withBasis } from './cost.ts';
import { DIMENSIONS } from './dimensions.ts';
import { passingText } from './forecastText.ts';
import type { Format } from './format.ts';
import { CENT, DOLLAR, type Money } from './money.ts';
import type { BadEntry } from './namedEntry.ts';

/** Parts of a percent that thresholds are judged by, so that 82.5 % is exact. */
const PARTS = 1_000_000;

/** True where spend has reached so many percent of an amount: judged exactly, whatever is shown. */
export function hasReached(spent: Money, amount: Money, percent: number): boolean {
  return spent * BigInt(100 * PARTS) >= amount * BigInt(Math.round(percent * PARTS));
}

/** What the colors of a budget say. */
export type BudgetTone = 'none' | 'warning' | 'error';

/** Thresholds below so many percent are told, and colour nothing. */
const FIRST_WARNING = 80;

/** `warning` from a budget's first threshold of at least 80 % that is passed, `error` from 100 %, by the exact amount. */
export function budgetTone({
  spent,
  budget: { amount, thresholds },
}: Pick<BudgetState, 'spent' | 'budget'>): BudgetTone {
  if (spent === null) return 'none';
  if (hasReached(spent.amount, amount, 100)) return 'error';
  const isWarned = thresholds.some((percent) => percent >= FIRST_WARNING && hasReached(spent.amount, amount, percent));
  return isWarned ? 'warning' : 'none';
}

/** Share of a budget that is used, as `usedFraction` rounds it; null where the spend is not known. */
export function usedShare({ spent, budget: { amount } }: Pick<BudgetState, 'spent' | 'budget'>): number | null {
  return spent === null || isUnknown(spent) ? null : usedFraction(spent.amount, amount);
}

/** Share of an amount, as a fraction in whole percents: rounded down, so that 100% is the amount itself. */
export function usedFraction(spent: Money, amount: Money): number {
  return spent <= 0n ? 0 : Number((spent * 100n) / amount) / 100;
}

/**
 * `≈$812`, for an amount of `$2,000`: with cents only where the budget has some, and where it would else read as the amount
 * before that is reached.
 */
export function spentText(spent: Cost | null, amount: Money, format: Format): string {
  if (spent === null) return UNKNOWN;
  const { unpricedTokens } = spent;
  const unpriced = unpricedTokens === 0 ? '' : unpricedText(format, unpricedTokens);
  if (isUnknown(spent)) return unpriced || UNKNOWN;
  const text = belowText(spent.amount, amount, format);
  const dollars = spent.amount === 0n || text.startsWith('<') ? text : withBasis(text, spent.basis);
  return unpriced === '' ? dollars : `${dollars} + ${unpriced}`;
}

/** `$2,000`, or `$12.50` */
export function budgetAmountText(amount: Money, format: Format): string {
  return amount % DOLLAR === 0n ? format.wholeDollars(amount) : format.money(amount);
}

/** `≈$812 of $2,000` */
export function spentOfText({ spent, budget: { amount } }: BudgetState, format: Format): string {
  return `${spentText(spent, amount, format)} of ${budgetAmountText(amount, format)}`;
}

/** `≈$1,188 left`, `≈$14 over`, `all used`; `''` where the spend is not known. */
export function leftText({ spent, budget: { amount } }: BudgetState, format: Format): string {
  if (spent === null || isUnknown(spent)) return '';
  const left = amount - spent.amount;
  if (left === 0n) return 'all used';
  const size = left < 0n ? -left : left;
  const isWhole = amount % DOLLAR === 0n && size >= DOLLAR / 2n;
  const dollars = isWhole ? format.wholeDollars(size) : format.money(size);
  const sign = hasEstimate(spent.basis) && spent.amount !== 0n && size >= CENT ? '≈' : '';
  return `${sign}${dollars} ${left < 0n ? 'over' : 'left'}`;
}

/** `workspace Production`; `''` for the organization, and where the budget is named like its scope. */
export function scopeText({ scope, scopeName, budget }: BudgetState): string {
  if (scope.dimension === null || scopeName === budget.name) return '';
  return `${DIMENSIONS[scope.dimension].word} ${scopeName}`;
}

/** `≈$812 of $2,000 · 40% · ≈$1,188 left · passes on Thu, Dec 24 (Dec 22 – 26)`. `now` in ms. */
export function budgetLine(state: BudgetState, format: Format, now: number): string {
  const share = usedShare(state);
  const parts = [
    spentOfText(state, format),
    share === null ? '' : format.percent(share),
    leftText(state, format),
    state.passing === null ? '' : passingText(state.passing, format, now),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** `Budget “Team”: the amount is missing. 2 more budgets have errors.` */
export function badBudgetsText([first, ...others]: readonly BadEntry[]): string {
  if (!first) return '';
  const more = others.length === 1 ? '1 more budget has an error.' : `${others.length} more budgets have errors.`;
  return others.length === 0 ? first.message : `${first.message} ${more}`;
}

/** Bar of ten blocks: full only where the amount is reached, and empty only where next to nothing is used. */
export function barText(share: number): string {
  const filled = Math.max(0, Math.min(10, Math.floor(share * 10 + 1e-9)));
  return '▓'.repeat(filled) + '░'.repeat(10 - filled);
}

/** Budgets, the one with the highest used share first; those of which nothing is known last. */
export function worstFirst(states: readonly BudgetState[]): BudgetState[] {
  return states.toSorted((a, b) => compareUse(b, a));
}

function compareUse(
  { spent: a, budget: { amount: ofA } }: BudgetState,
  { spent: b, budget: { amount: ofB } }: BudgetState,
) {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  const difference = a.amount * ofB - b.amount * ofA;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

/** Dollars of spend that never read as the amount of its budget while they are below it. */
function belowText(spent: Money, amount: Money, format: Format): string {
  const limit = budgetAmountText(amount, format);
  const isWhole = amount % DOLLAR === 0n;
  const whole = isWhole ? format.wholeDollars(spent) : format.money(spent);
  if (spent >= amount || whole !== limit) return whole;
  const exact = format.money(spent);
  const isFull = exact === format.money(amount);
  return isFull ? format.cents(spent / CENT) : exact;
}
