import type { Steps } from '../figures/scan/steps.ts';
import type { BudgetState } from '../shared/budget.ts';
import { usedShare } from '../shared/budgetText.ts';
import { isUnknown } from '../shared/cost.ts';
import type { Forecast } from '../shared/forecast.ts';
import { CENT, centsToDecimal, type Money, toCents } from '../shared/money.ts';
import type { ScopeDimension } from '../shared/scope.ts';
import { PRICES_READ_ON } from '../spend/listPrices.data.ts';
import { MINUTE, utcDay } from '../time/utc.ts';
import { instantText, textOf } from './answerText.ts';
import { foreignText } from './foreignText.ts';
import { ValueFinder } from './foundValues.ts';
import type { Planning, ToolSources } from './toolSources.ts';

/** The most characters of a problem, which may quote what the API says. */
const LONGEST_PROBLEM = 400;
/** Data older than this, ms, are said to be. */
const OLD = 30 * MINUTE;

/** What stands for budgets and forecasts that are not known: left out, they would read as none. */
const NOT_YET = 'Not known yet. Try again in a moment.';
const ELSEWHERE = 'Known in VS Code alone: its panel shows them.';

/** Answers what is known at the moment, as JSON. */
export function* statusAnswer(sources: ToolSources): Steps<string> {
  const { pricedDays, freshness, zone, now, ledger } = sources;
  const finder = new ValueFinder(sources);
  const planning = sources.planning?.() ?? {};
  const budgets = [...(planning.budgets ?? [])].sort((a, b) => (usedShare(b) ?? 0) - (usedShare(a) ?? 0));
  const known = pricedDays.entries().filter(({ start }) => pricedDays.isComplete(start));
  const billed = pricedDays.entries().findLast(({ isFinal, billed }) => isFinal && billed);
  const told = budgets.map((budget) => budgetText(budget, finder));
  yield pricedDays.entries().length;
  const age = freshness.dataTo === null ? 0 : now - freshness.dataTo;
  const isOld = age > OLD ? ['The data are not of now: VS Code brings them up to date while it is open.'] : [];
  const nothing = freshness.dataTo === null ? ['Nothing is known of today or yesterday yet.'] : [];
  const bad = planning.badBudgets?.map(({ message }) => message) ?? [];
  return textOf(told.length, sources, (shown) => ({
    organizations: [finder.organization()],
    currency: 'USD',
    now: instantText(Math.floor(now / MINUTE) * MINUTE),
    days: zone,
    dataUpTo: instantText(freshness.dataTo),
    checkedAt: instantText(ledger.syncState.get('checkedAt') || null),
    historyFrom: known[0] ? utcDay(known[0].start) : null,
    billedUpTo: billed ? utcDay(billed.start) : null,
    basis: billed
      ? 'Days up to billedUpTo are billed. Later ones are estimated from tokens, at the prices of past bills, until they are billed.'
      : 'Nothing is billed yet: all amounts are estimated from tokens, at list prices.',
    priceTable: PRICES_READ_ON,
    ...(planning.forecasts && { forecast: forecastsText(planning.forecasts) }),
    ...(planning.budgets && { budgets: told.slice(0, shown), furtherBudgets: told.length - shown }),
    ...(!planning.budgets && { budgetsAndForecasts: sources.planning ? NOT_YET : ELSEWHERE }),
    ...(planning.runway && { prepaidBalance: balanceText(planning.runway) }),
    problems: [...sources.problems, ...nothing, ...isOld, ...bad]
      .slice(0, 5)
      .map((text) => foreignText(text, LONGEST_PROBLEM)),
    refresh: 'In VS Code, the command “Claude Usage: Refresh Now” asks Anthropic for newer data.',
    ...(sources.sample && { sample: true }),
  }));
}

function budgetText(state: BudgetState, finder: ValueFinder) {
  const { budget, scope, start, end, spent, forecast, passing } = state;
  const share = usedShare(state);
  const { dimension } = scope;
  const known = spent === null || isUnknown(spent) ? null : spentCents(spent.amount, budget.amount);
  return {
    name: foreignText(budget.name),
    of:
      dimension === null ? 'organization' : { dimension, ...finder.told(dimension satisfies ScopeDimension, scope.id) },
    period: budget.period,
    from: utcDay(start),
    to: utcDay(end - 1),
    amount: dollars(budget.amount),
    used: known === null ? null : centsToDecimal(known),
    left: known === null ? null : centsToDecimal(toCents(budget.amount) - known),
    usedShare: share === null ? null : `${Math.round(share * 100)}%`,
    ...(spent !== null && spent.unpricedTokens > 0 && { unpricedTokens: spent.unpricedTokens }),
    forecast: forecastText(forecast),
    ...(passing?.on != null && { passesOn: utcDay(passing.on) }),
  };
}

function forecastsText({ day, week, month }: NonNullable<Planning['forecasts']>) {
  return { today: forecastText(day), thisWeek: forecastText(week), thisMonth: forecastText(month), days: 'UTC' };
}

/** What a period is expected to come to, and the range of four cases in five. */
function forecastText(forecast: Forecast | null) {
  if (forecast === null) return null;
  const { middle, range } = forecast;
  return { expected: dollars(middle), ...(range && { low: dollars(range.low), high: dollars(range.high) }) };
}

function balanceText({ left, asOf, lasts }: NonNullable<Planning['runway']>) {
  return {
    left: left === null || isUnknown(left) ? null : dollars(left.amount),
    typedAt: instantText(asOf),
    lastsUntil: lasts?.on == null ? null : utcDay(lasts.on),
  };
}

/** Cents that were spent: below a budget's amount they do not read as the amount. */
function spentCents(spent: Money, amount: Money): bigint {
  const cents = toCents(spent);
  return spent < amount && cents === toCents(amount) ? spent / CENT : cents;
}

function dollars(amount: Money): string {
  return centsToDecimal(toCents(amount));
}
