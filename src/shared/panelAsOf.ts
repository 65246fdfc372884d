import { startOfUtcDay } from '../time/utc.ts';
import type { BudgetPeriod, BudgetState } from './budget.ts';
import { periodAt } from './budgetPeriod.ts';
import type { PanelSummary } from './panelView.ts';

/** Drops figures of a day or month that has ended, where no newer ones have come. `now` in ms, by the API's clock. */
export function panelAsOf(summary: PanelSummary, now: number): PanelSummary {
  const planned = inRunningPeriods(summary, now);
  return now < planned.todayEnd ? planned : { ...planned, ...ofNewDay(planned, now) };
}

/** Fields of a summary that change once its day is over. */
export function ofNewDay({ month, monthStart: monthOfSummary }: PanelSummary, now: number) {
  const date = new Date(now);
  const monthStart = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const nothing = { today: null, onYesterday: null, yesterday: null, lastHour: null, caveats: [] };
  return { ...nothing, month: monthStart === monthOfSummary ? month : null, monthStart };
}

/**
 * Drops what is known of budgets and forecasts whose period has ended, and days of passing of a day before, where nothing
 * newer has come. `now` in ms.
 */
export function inRunningPeriods<Known extends PanelSummary>(summary: Known, now: number): Known {
  const { budgets, forecasts, toldAt } = summary;
  const hasEnded = budgets?.some(({ end }) => end <= now) ?? false;
  const isOtherDay = startOfUtcDay(toldAt) !== startOfUtcDay(now);
  if (!hasEnded && !isOtherDay) return summary;
  const isRunning = (period: BudgetPeriod) => now < periodAt(period, toldAt).end;
  return {
    ...summary,
    ...(budgets && { budgets: budgets.map((state) => inRunningPeriod(state, now, isOtherDay)) }),
    ...(forecasts && {
      forecasts: {
        day: isRunning('day') ? forecasts.day : null,
        week: isRunning('week') ? forecasts.week : null,
        month: isRunning('month') ? forecasts.month : null,
      },
    }),
  };
}

function inRunningPeriod(state: BudgetState, now: number, isOtherDay: boolean): BudgetState {
  if (now < state.end) return isOtherDay ? { ...state, passing: null } : state;
  const nothing = { spent: null, forecast: null, passing: null, passed: [] };
  return { ...state, ...periodAt(state.budget.period, now), ...nothing };
}
