import assert from 'node:assert/strict';
import { Forecaster, type SpendHistory } from '../../../../src/figures/forecast/forecaster.ts';
import { RememberedForecaster } from '../../../../src/figures/scopes/rememberedForecaster.ts';
import { DAY, HOUR } from '../../../../src/time/utc.ts';

const TODAY = Date.UTC(2026, 10, 19);
const NOW = TODAY + 14 * HOUR;
const DAYS = 40;
const MONTH = { start: Date.UTC(2026, 10, 1), end: Date.UTC(2026, 11, 1) };
const YESTERDAY = { start: TODAY - DAY, end: TODAY };

function historyOf(amount: number): SpendHistory {
  const start = TODAY - DAYS * DAY;
  const days = Float64Array.from({ length: DAYS }, (_, day) => amount * (day % 7 < 5 ? 24 : 12));
  const hours = new Float64Array(DAYS * 24 + 14).fill(amount);
  return { start, days, hours, hoursStart: start, now: NOW, billedDays: DAYS - 1 };
}

describe('RememberedForecaster', () => {
  it('RememberedForecaster answers as a forecaster does, each question once', () => {
    const [remembered, forecaster] = [new RememberedForecaster(historyOf(1e8)), new Forecaster(historyOf(1e8))];
    const total = remembered.total(MONTH);
    assert.deepEqual(total, forecaster.total(MONTH));
    assert.equal(remembered.total({ ...MONTH }), total);
    const passing = remembered.passing(MONTH, 6e10);
    assert.deepEqual(passing, forecaster.passing(MONTH, 6e10));
    assert.equal(remembered.passing(MONTH, 6e10), passing);
    assert.deepEqual(remembered.passing(MONTH, 1e12), forecaster.passing(MONTH, 1e12));
    assert.deepEqual(remembered.runsOut(1e9, NOW + 365 * DAY), forecaster.runsOut(1e9, NOW + 365 * DAY));
  });

  it('RememberedForecaster answers again in steps what another was asked, but of periods that are over', () => {
    const before = new RememberedForecaster(historyOf(1e8));
    before.total(YESTERDAY);
    const [total, passing] = [before.total(MONTH), before.passing(MONTH, 6e10)];
    const next = new RememberedForecaster(historyOf(2e8));
    assert.equal([...next.answerAgain(before)].length, 3, 'itself, the total, and the passing');
    assert.notDeepEqual(next.total(MONTH), total);
    assert.notDeepEqual(next.passing(MONTH, 6e10), passing);
    assert.deepEqual(next.total(MONTH), new Forecaster(historyOf(2e8)).total(MONTH));
  });
});
