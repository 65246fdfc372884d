import assert from 'node:assert/strict';
import { definitionOf, lookAtCrossings } from '../../../../src/figures/budgets/crossings.ts';
import type { BudgetState } from '../../../../src/shared/budget.ts';
import type { BudgetMemory, Crossing } from '../../../../src/shared/crossing.ts';
import type { Forecast } from '../../../../src/shared/forecast.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { budgetState } from '../../shared/budgetState.ts';

const { start: START, end: END } = budgetState();
const MID = START + 20 * DAY;
const NOTHING: BudgetMemory = { begunAt: START, crossings: [], overSince: null, snoozedUntil: 0 };

/** A budget of $2,000 a month, so many percent of which are spent. */
function used(percent: number, own: Partial<BudgetState> = {}): BudgetState {
  const state = budgetState({ cents: percent * 2000 });
  return { ...state, forecast: null, passed: state.budget.thresholds.filter((each) => each <= percent), ...own };
}

function forecast(dollars: number, range: readonly [number, number] | null): Forecast {
  const money = (of: number) => BigInt(of) * DOLLAR;
  return { middle: money(dollars), range: range && { low: money(range[0]), high: money(range[1]) } };
}

const crossing = (outcome: Crossing['outcome'], ...crossed: Crossing['crossed'][]): Crossing[] =>
  crossed.map((each) => ({ crossed: each, outcome }));
const remembering = (...crossings: Crossing[]): BudgetMemory => ({ ...NOTHING, crossings });

describe('A look at what a budget has crossed', () => {
  it('a threshold is alerted of when it is passed, and once', () => {
    const look = lookAtCrossings(used(50), NOTHING, MID);
    assert.deepEqual(look, { crossings: crossing('alerted', 50), overSince: null, alert: 50 });
    const again = lookAtCrossings(used(79), remembering(...look.crossings), MID);
    assert.deepEqual(again, { crossings: [], overSince: null, alert: null });
  });

  it('several thresholds passed at one look are one alert that names the highest', () => {
    const { crossings, alert } = lookAtCrossings(used(120), NOTHING, MID);
    const silent = crossing('silent', 'forecast');
    assert.deepEqual([crossings, alert], [[...crossing('alerted', 50, 80, 100), ...silent], 100]);
  });

  it('what a new budget has passed is remembered silently', () => {
    const { crossings, alert } = lookAtCrossings(used(81), null, MID);
    assert.deepEqual([crossings, alert], [crossing('silent', 50, 80), null]);
  });

  it('nothing is crossed while days of the period are missing', () => {
    const memory = { ...NOTHING, overSince: MID - HOUR };
    const look = lookAtCrossings(used(81, { spent: null }), memory, MID);
    assert.deepEqual(look, { crossings: [], overSince: MID - HOUR, alert: null });
  });

  it('a snoozed budget’s thresholds wait, are one alert after midnight, and 100 % comes at once', () => {
    const snoozed: BudgetMemory = { ...remembering(...crossing('alerted', 50)), snoozedUntil: MID + HOUR };
    const look = lookAtCrossings(used(81), snoozed, MID);
    assert.deepEqual([look.crossings, look.alert], [crossing('waiting', 80), null]);
    const waiting = { ...snoozed, crossings: [...snoozed.crossings, ...look.crossings] };
    assert.equal(lookAtCrossings(used(81), waiting, MID + HOUR - 1).alert, null);
    assert.deepEqual(lookAtCrossings(used(79, { passed: [50, 80] }), waiting, MID + HOUR), {
      crossings: crossing('alerted', 80),
      overSince: null,
      alert: 80,
    });
    const over = lookAtCrossings(used(100), waiting, MID);
    const silent = crossing('silent', 'forecast');
    assert.deepEqual([over.crossings, over.alert], [[...crossing('alerted', 80, 100), ...silent], 100]);
  });

  it('a snooze by a clock that was set back does not hold for longer than a day', () => {
    const snoozed = { ...NOTHING, snoozedUntil: MID + 3 * DAY };
    assert.equal(lookAtCrossings(used(81), snoozed, MID).alert, 80);
  });

  it('a definition changes with amount, period, scope and thresholds, and not with the forecast', () => {
    const { budget } = used(0);
    const changed = [
      budget,
      { ...budget, forecast: !budget.forecast },
      { ...budget, amount: budget.amount + 1n },
      { ...budget, period: 'day' as const },
      { ...budget, scope: { dimension: 'workspace' as const, value: 'Production' } },
      { ...budget, scope: { dimension: 'apiKey' as const, value: 'Production' } },
      { ...budget, thresholds: [50, 80] },
    ];
    assert.equal(new Set(changed.map(definitionOf)).size, changed.length - 1);
  });
});

describe('A look at what a budget’s forecast crosses', () => {
  const over = forecast(2100, [1900, 2300]);
  const sure = forecast(2400, [2000, 2800]);

  it('a forecast whose middle reaches the amount is alerted of once it has stayed there for a 24th of the period', () => {
    const first = lookAtCrossings(used(40, { forecast: over }), NOTHING, MID);
    assert.deepEqual(first, { crossings: [], overSince: MID, alert: null });
    const memory = { ...NOTHING, overSince: MID };
    const later = (ms: number) => lookAtCrossings(used(40, { forecast: over }), memory, MID + ms);
    assert.equal(later((END - START) / 24 - MINUTE).alert, null);
    const confirmed = { crossings: crossing('alerted', 'forecast'), overSince: MID, alert: 'forecast' };
    assert.deepEqual(later((END - START) / 24), confirmed);
    const once = { ...memory, crossings: crossing('alerted', 'forecast') };
    assert.deepEqual(lookAtCrossings(used(40), once, MID + DAY), { crossings: [], overSince: MID, alert: null });
    assert.equal(lookAtCrossings(used(40, { forecast: sure }), once, MID + DAY).alert, null);
  });

  it('a forecast that falls below the amount is confirmed anew', () => {
    const below = forecast(1999, [1800, 2200]);
    const { overSince } = lookAtCrossings(used(40, { forecast: below }), { ...NOTHING, overSince: MID }, MID + DAY);
    assert.equal(overSince, null);
  });

  it('a forecast even whose low end reaches the amount is alerted of at once, on the first day too', () => {
    assert.equal(lookAtCrossings(used(40, { forecast: sure }), NOTHING, START + HOUR).alert, 'forecast');
  });

  it('a forecast counts from the fourth day of a month on, and a run rate from its second quarter on', () => {
    const memory = { ...NOTHING, overSince: START };
    const at = (found: Forecast, days: number) =>
      lookAtCrossings(used(40, { forecast: found }), memory, START + days * DAY).alert;
    assert.deepEqual([at(over, 2.9), at(over, 3)], [null, 'forecast']);
    const runRate = forecast(2100, null);
    assert.deepEqual([at(runRate, 7.4), at(runRate, 7.5)], [null, 'forecast']);
  });

  it('a forecast that was over before this period, or ahead of the clock, is confirmed anew', () => {
    for (const before of [START - HOUR, MID + HOUR]) {
      const memory = { ...NOTHING, overSince: before };
      assert.deepEqual(lookAtCrossings(used(40, { forecast: over }), memory, MID).overSince, MID);
    }
  });

  it('a forecast that does not count is not alerted of', () => {
    const state = used(40, { forecast: sure });
    const ignored = { ...state, budget: { ...state.budget, forecast: false } };
    assert.deepEqual(lookAtCrossings(ignored, NOTHING, MID), { crossings: [], overSince: null, alert: null });
  });

  it('a forecast is not alerted of once the amount is spent, nor after a correction', () => {
    const spent = lookAtCrossings(used(100, { forecast: sure }), NOTHING, MID);
    assert.deepEqual(spent.crossings, [...crossing('alerted', 50, 80, 100), ...crossing('silent', 'forecast')]);
    const corrected = used(99, { forecast: sure, passed: [50, 80, 100] });
    assert.equal(lookAtCrossings(corrected, remembering(...spent.crossings), MID).alert, null);
  });

  it('a forecast that is over when the budget is new is remembered silently', () => {
    const look = lookAtCrossings(used(40, { forecast: over }), null, MID);
    assert.deepEqual([look.crossings, look.alert], [crossing('silent', 'forecast'), null]);
  });

  it('a forecast and a threshold at one look are one alert, of the threshold', () => {
    const look = lookAtCrossings(used(50, { forecast: sure }), NOTHING, MID);
    assert.deepEqual([look.crossings, look.alert], [crossing('alerted', 50, 'forecast'), 50]);
  });

  it('a forecast that waited for the end of a snooze is alerted of only if it is still over', () => {
    const memory = { ...remembering(...crossing('waiting', 'forecast')), overSince: MID - DAY };
    assert.equal(lookAtCrossings(used(40, { forecast: over }), memory, MID).alert, 'forecast');
    assert.equal(lookAtCrossings(used(40), memory, MID).alert, null);
  });
});
