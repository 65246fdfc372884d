import assert from 'node:assert/strict';
import { expireFigures } from '../../../../src/engine/queries/expireFigures.ts';
import type { BudgetPeriod } from '../../../../src/shared/budget.ts';
import { periodAt } from '../../../../src/shared/budgetPeriod.ts';
import type { Cost } from '../../../../src/shared/cost.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import type { Summary } from '../../../../src/shared/summary.ts';
import { budgetState } from '../../shared/budgetState.ts';

const HOUR = 3_600_000;
const TODAY = Date.UTC(2026, 10, 30);
const FIGURE: Cost = { amount: 5n, basis: 'estimated', unpricedTokens: 0 };

const SUMMARY: Summary = {
  organizationId: 'org_acme',
  organization: 'Acme',
  sample: false,
  locale: 'en-US',
  zone: 'UTC',
  toldAt: TODAY + 20 * HOUR,
  todayEnd: TODAY + 24 * HOUR,
  intervalMs: 60_000,
  dataTo: TODAY + 20 * HOUR,
  checkedAt: TODAY + 20 * HOUR,
  problem: null,
  progress: null,
  todayStart: TODAY,
  onUsual: 0.2,
  isTodayAtList: false,
  today: FIGURE,
  onYesterday: 0.12,
  yesterday: FIGURE,
  month: FIGURE,
  monthStart: Date.UTC(2026, 10, 1),
  lastHour: FIGURE,
  accuracy: null,
  caveats: [{ about: 'nature', text: 'Amounts are after discounts and before credits.' }],
  dearestModels: [{ name: 'Opus 5.5', detail: '', amount: 5n, basis: 'estimated' }],
  dearestWorkspaces: [],
};

describe('A summary that could not be renewed', () => {
  it('a summary that could not be renewed stays as it is for the rest of its day', () => {
    assert.equal(expireFigures(SUMMARY, TODAY + 23 * HOUR), SUMMARY);
  });

  it('a summary that could not be renewed has a new day unknown, neither zero nor yesterday’s', () => {
    const { today, yesterday, lastHour, dearestModels, todayStart, dataTo, caveats } = expireFigures(
      SUMMARY,
      TODAY + 25 * HOUR,
    );
    assert.deepEqual([today, yesterday, lastHour, dearestModels, caveats], [null, null, null, [], []]);
    assert.equal(todayStart, TODAY + 24 * HOUR);
    assert.equal(dataTo, SUMMARY.dataTo, 'but how old it is');
  });

  it('a summary that could not be renewed has a new month unknown, and keeps the figure of the same one', () => {
    const next = expireFigures(SUMMARY, TODAY + 25 * HOUR);
    assert.deepEqual([next.month, next.monthStart], [null, Date.UTC(2026, 11, 1)]);
    const before = { ...SUMMARY, todayStart: TODAY - 24 * HOUR };
    assert.equal(expireFigures(before, TODAY + HOUR).month, FIGURE);
  });

  it('a summary that could not be renewed knows nothing of a budget’s new UTC period, and keeps the running ones', () => {
    const forecast = { middle: 7n, range: null };
    const stateOf = (period: BudgetPeriod) => ({
      budget: { name: period, amount: 5n, period, scope: null, thresholds: [100], forecast: true, organization: null },
      scope: { dimension: null, id: '' },
      scopeName: '',
      ...periodAt(period, SUMMARY.toldAt),
      spent: FIGURE,
      forecast,
      passing: null,
      passed: [100],
    });
    // The day of New York goes on, the UTC day and the month do not; the week does.
    const zone = { zone: 'America/New_York', todayStart: TODAY + 5 * HOUR, todayEnd: TODAY + 29 * HOUR };
    const budgets = [stateOf('day'), stateOf('week'), stateOf('month')];
    const summary = { ...SUMMARY, ...zone, budgets, forecasts: { day: forecast, week: forecast, month: forecast } };
    const next = expireFigures(summary, TODAY + 25 * HOUR);
    assert.deepEqual(
      next.budgets?.map(({ start, spent, passed }) => [start, spent, passed]),
      [
        [TODAY + 24 * HOUR, null, []],
        [TODAY, FIGURE, [100]],
        [TODAY + 24 * HOUR, null, []],
      ],
    );
    assert.deepEqual(next.forecasts, { day: null, week: forecast, month: null });
    assert.equal(next.today, FIGURE);
    assert.equal(expireFigures(summary, TODAY + 23 * HOUR), summary);
  });

  it('a summary that could not be renewed turns with the day of its zone', () => {
    const indian = { ...SUMMARY, zone: 'Asia/Kolkata', todayStart: TODAY - 5.5 * HOUR };
    assert.equal(expireFigures(indian, TODAY + 18 * HOUR), indian);
    assert.equal(expireFigures(indian, TODAY + 19 * HOUR).today, null);
  });
});

describe('Budgets of a summary that could not be renewed', () => {
  const forecast = { middle: 5n * DOLLAR, range: null };
  const month = budgetState({ passed: [50], forecast, passing: { on: null, range: null } });
  const week = {
    ...budgetState({ budget: { period: 'week' }, passing: { on: TODAY, range: null } }),
    start: TODAY,
    end: TODAY + 168 * HOUR,
  };
  const planned: Summary = {
    ...SUMMARY,
    budgets: [month, week],
    forecasts: { day: forecast, week: forecast, month: forecast },
  };

  it('budgets begin a new period with nothing known, and only those whose period has ended', () => {
    const [ofMonth, ofWeek] = expireFigures(planned, TODAY + 25 * HOUR).budgets ?? [];
    assert.deepEqual([ofMonth?.start, ofMonth?.end], [Date.UTC(2026, 11, 1), Date.UTC(2027, 0, 1)]);
    assert.deepEqual([ofMonth?.spent, ofMonth?.forecast, ofMonth?.passing, ofMonth?.passed], [null, null, null, []]);
    assert.deepEqual(ofWeek, { ...week, passing: null }, 'a day of passing is of the day before');
  });

  it('forecasts are dropped with their periods, also where the day of the zone goes on', () => {
    const later: Summary = {
      ...planned,
      zone: 'America/Los_Angeles',
      todayStart: TODAY + 8 * HOUR,
      todayEnd: TODAY + 32 * HOUR,
    };
    const { forecasts, today } = expireFigures(later, TODAY + 25 * HOUR);
    assert.deepEqual(forecasts, { day: null, week: forecast, month: null });
    assert.equal(today, FIGURE);
    assert.equal(expireFigures(planned, TODAY + 23 * HOUR), planned);
  });
});
