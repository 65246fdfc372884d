import type { Budget, BudgetState } from '../../shared/budget.ts';
import type { BudgetMemory, Crossed, Crossing } from '../../shared/crossing.ts';
import type { Forecast } from '../../shared/forecast.ts';
import { DAY } from '../../time/utc.ts';

/** What a look at a budget comes to. */
export interface Look {
  /** Crossings that are new, or that have a new outcome. */
  readonly crossings: readonly Crossing[];
  readonly overSince: number | null;
  /** What the user is to be alerted of; null for nothing. */
  readonly alert: Crossed | null;
}

/** A forecast has to stay over the amount for this part of the period: an hour of a day, 30 hours of a month. */
const CONFIRMED = 1 / 24;
/** Within this part of a period, three days of a month, a forecast counts only if even its low end is over. */
const TOO_EARLY = 1 / 10;
/** The same of a plain run rate, which knows nothing of what is usual. */
const TOO_EARLY_FOR_RUN_RATE = 1 / 4;

/** Whatever makes a budget another one when it changes. Its forecast does not. */
export function definitionOf({ period, amount, scope, thresholds }: Budget): string {
  return JSON.stringify([period, String(amount), scope?.dimension ?? null, scope?.value ?? null, thresholds]);
}

/**
 * Looks at what a budget has crossed in its running period. Each crossing is remembered, whatever the figures do then. What
 * a budget without a memory, which is a new one, has crossed already is silent. Several crossings at one look are one
 * alert, of the highest threshold. A snoozed budget's wait, unless one is of 100 % or more. `now` in ms.
 */
export function lookAtCrossings(state: BudgetState, memory: BudgetMemory | null, now: number): Look {
  const { overSince: before = null, snoozedUntil = 0, crossings = [] } = memory ?? {};
  if (state.spent === null) return { crossings: [], overSince: before, alert: null };
  const remembered = new Map(crossings.map(({ crossed, outcome }) => [crossed, outcome]));
  const isNews = (crossed: Crossed) => !remembered.has(crossed);
  // Once it is done with, it is not followed any more.
  const isForecastOpen = isNews('forecast') || remembered.get('forecast') === 'waiting';
  const overSince = isForecastOpen ? forecastOverSince(state, before, now) : before;
  const passed: readonly Crossed[] = state.passed.filter(isNews);
  const isForecast = isNews('forecast') && overSince !== null && (!memory || isConfirmed(state, overSince, now));
  // Once the amount is spent, there is nothing left to forecast.
  const isTooLate = state.budget.forecast && isNews('forecast') && isSpent(state);
  const silent: readonly Crossed[] = isTooLate ? ['forecast'] : [];
  const found = isForecast ? [...passed, 'forecast' as const] : passed;
  const as = (outcome: Crossing['outcome']) => (crossed: Crossed) => ({ crossed, outcome });
  if (!memory) return { crossings: [...found, ...silent].map(as('silent')), overSince, alert: null };
  const waiting = crossings
    .filter(({ crossed, outcome }) => outcome === 'waiting' && (crossed !== 'forecast' || overSince !== null))
    .map(({ crossed }) => crossed);
  const due = [...new Set([...waiting, ...found])];
  const alert = highest(due);
  const isSnoozed = now < snoozedUntil && snoozedUntil - now <= DAY && !(typeof alert === 'number' && alert >= 100);
  const outcomes = isSnoozed ? found.map(as('waiting')) : due.map(as('alerted'));
  return { crossings: [...outcomes, ...silent.map(as('silent'))], overSince, alert: isSnoozed ? null : alert };
}

/** The highest threshold; the forecast where there is none. */
function highest(crossed: readonly Crossed[]): Crossed | null {
  const thresholds = crossed.filter((each) => typeof each === 'number');
  return thresholds.length > 0 ? Math.max(...thresholds) : (crossed[0] ?? null);
}

function isSpent({ budget, spent }: BudgetState): boolean {
  return spent !== null && spent.amount >= budget.amount;
}

/** Instant since which the forecast has been over the amount in this period; null where it is not, or does not count. */
function forecastOverSince(state: BudgetState, before: number | null, now: number): number | null {
  const { budget, forecast, start } = state;
  if (!budget.forecast || !forecast || isSpent(state) || forecast.middle < budget.amount) return null;
  return before !== null && before >= start && before <= now ? before : now;
}

/** Of a forecast that is over the amount: it stays there, or even the low end of its range is over. */
function isConfirmed({ budget, forecast, start, end }: BudgetState, overSince: number, now: number): boolean {
  const { range } = forecast as Forecast;
  if (range && range.low >= budget.amount) return true;
  const part = (ms: number) => ms / (end - start);
  return part(now - overSince) >= CONFIRMED && part(now - start) >= (range ? TOO_EARLY : TOO_EARLY_FOR_RUN_RATE);
}
