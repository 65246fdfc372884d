/** Where a running total leads to: its budget and its forecast, to the end of the period. */
import { DAY, type Span } from '../time/utc.ts';
import { BUDGET_PERIODS, type Budget, type BudgetPeriod } from './budget.ts';
import { periodAt } from './budgetPeriod.ts';
import { budgetAmountText, worstFirst } from './budgetText.ts';
import type { Filter } from './choice.ts';
import type { Explorer } from './explorer.ts';
import type { Forecast } from './forecast.ts';
import { forecastText } from './forecastText.ts';
import type { Format } from './format.ts';
import type { PanelSummary } from './panelView.ts';
import { ORGANIZATION, SCOPE_DIMENSIONS, type Scope, scopeKey } from './scope.ts';

export interface Outlook {
  readonly period: BudgetPeriod;
  /** The tightest budget of the period; null where there is none. */
  readonly budget: Pick<Budget, 'name' | 'amount'> | null;
  readonly forecast: Forecast | null;
  /** Bucket from whose start on it is a forecast: the running one. */
  readonly from: number;
}

type Asked = Pick<Explorer, 'choice' | 'chart'>;

/** Finds the outlook of an answer: of cost in a UTC day, week or month that is under way, of all or of one scope. */
export function outlookOf(
  { choice, chart }: Asked,
  { budgets = [], forecasts, toldAt }: Pick<PanelSummary, 'budgets' | 'forecasts' | 'toldAt'>,
): Outlook | null {
  const scope = scopeOf(choice.filters);
  const period = BUDGET_PERIODS.find((each) => covers(chart, periodAt(each, toldAt), each));
  if (choice.measure !== 'cost' || !scope || !period) return null;
  const own = budgets.filter((state) => state.budget.period === period && scopeKey(state.scope) === scopeKey(scope));
  const [tightest] = worstFirst(own);
  const forecast = (scope.dimension === null ? forecasts?.[period] : null) ?? tightest?.forecast ?? null;
  const from = chart.buckets.findIndex(({ running, end }) => running || end > toldAt);
  if ((!tightest && !forecast) || from < 0) return null;
  return { period, budget: tightest?.budget ?? null, forecast, from };
}

/** `budget Acme Robotics, $25,000` */
export function outlookBudgetText({ name, amount }: NonNullable<Outlook['budget']>, format: Format): string {
  return `budget ${name}, ${budgetAmountText(amount, format)}`;
}

/** `forecast ≈$24,100 – $25,900 (80% range)`; `run rate ≈$24,500` where no range is claimed. */
export function outlookForecastText(forecast: Forecast, format: Format): string {
  return `${forecastText(forecast, format)}${forecast.range ? ' (80% range)' : ''}`;
}

function scopeOf(filters: readonly Filter[]): Scope | null {
  const [filter, ...others] = filters;
  if (!filter) return ORGANIZATION;
  const dimension = SCOPE_DIMENSIONS.find((each) => each === filter.dimension);
  const [id, ...more] = filter.values;
  return dimension && id !== undefined && others.length + more.length === 0 ? { dimension, id } : null;
}

/** True where a chart is of a period; weeks and months of another zone begin some hours earlier or later. */
function covers({ buckets }: Asked['chart'], { start, end }: Span, period: BudgetPeriod): boolean {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) return false;
  const most = period === 'day' ? 1 : DAY;
  return Math.abs(first.start - start) < most && Math.abs(last.end - end) < most;
}
