import assert from 'node:assert/strict';
import { type ParsedBudgets, parseBudgets } from '../../../src/figures/budgets/parseBudgets.ts';
import type { BudgetState } from '../../../src/shared/budget.ts';
import { DAY, HOUR, MINUTE, startOfUtcMonth } from '../../../src/time/utc.ts';
import { ENGINE_SETTINGS } from '../../support/engineConfig.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { AT, TODAY } from './kit.ts';

const COMMON = { amountUsd: 2000, period: 'month' };
const startOfMinute = (at: number) => Math.floor(at / MINUTE) * MINUTE;

const set = (...entries: readonly object[]): ParsedBudgets => parseBudgets(entries);
const open = (budgets: ParsedBudgets, at = AT) =>
  Office.open({ world: tinyWorld(TODAY), at, config: { historyDays: 40, zone: 'America/New_York', budgets } });

function stateOf(office: Office, name: string): BudgetState {
  return office.summary.budgets?.find(({ budget }) => budget.name === name) ?? assert.fail(`no budget ${name}`);
}

describe('Budgets of an engine', () => {
  it('a budget of each scope is what that scope has cost in its UTC period, with today’s estimate', async () => {
    await using office = await open(
      set(
        { ...COMMON, name: 'all' },
        { ...COMMON, name: 'by name', scope: { apiKey: 'WEB-APP' } },
        { ...COMMON, name: 'by id', scope: { apiKey: 'apikey_01ci' }, period: 'week' },
        { ...COMMON, name: 'keyless', scope: { apiKey: 'none' } },
        { ...COMMON, name: 'default', scope: { workspace: 'default' }, period: 'day', amountUsd: 0.01 },
        { ...COMMON, name: 'Opus', scope: { model: 'Opus 5.5' } },
      ),
    );
    await office.engine.start();
    const { truth } = office.api;
    const near = (name: string, slice: { from: number; key?: string | null; workspace?: null; model?: string }) => {
      const { spent } = stateOf(office, name);
      const expected = truth.trueCost({ ...slice, to: startOfMinute(AT), shownAt: AT });
      const off = Math.abs(Number((spent?.amount ?? 0n) - expected)) / Number(expected);
      assert.ok(off < 0.002, `${name}: ${spent?.amount} instead of ${expected}`);
    };
    const from = startOfUtcMonth(AT);
    near('by name', { from, key: 'apikey_01webapp' });
    near('by id', { from: TODAY - 3 * DAY, key: 'apikey_01ci' });
    near('keyless', { from, key: null });
    near('default', { from: TODAY, workspace: null });
    near('Opus', { from, model: 'claude-opus-5-5' });
    assert.deepEqual(stateOf(office, 'all').spent, office.summary.month);
    assert.deepEqual(stateOf(office, 'default').passed, [50, 80, 100]);
    assert.equal(stateOf(office, 'default').passing, null);
    assert.equal(stateOf(office, 'by name').scopeName, 'web-app');
    assert.deepEqual(office.summary.badBudgets, []);
    const { forecasts } = office.summary;
    for (const forecast of [forecasts?.day, forecasts?.week, forecasts?.month]) assert.ok(forecast);
    assert.deepEqual(stateOf(office, 'all').forecast, forecasts?.month);
    assert.ok((forecasts?.month?.middle ?? 0n) > (office.summary.month?.amount ?? 0n));
  });

  it('bad budgets are named beside the good ones, once values are known', async () => {
    await using office = await open(
      set(
        { ...COMMON, name: 'good' },
        { ...COMMON, name: 'bad', amountUsd: '$5' },
        { ...COMMON, name: 'old', scope: { apiKey: 'gone' } },
      ),
    );
    await office.engine.start();
    assert.deepEqual(
      office.summary.budgets?.map(({ budget }) => budget.name),
      ['good'],
    );
    assert.deepEqual(
      office.summary.badBudgets?.map(({ name }) => name),
      ['bad', 'old'],
    );
  });

  it('a budget whose scope has a name that could not be read says so, and counts once it can', async () => {
    await using office = await open(set({ ...COMMON, name: 'CI', scope: { apiKey: 'ci' } }));
    office.api.faults.add({ fault: { kind: 'status', status: 500 }, times: 'always', route: 'apiKeys' });
    await office.engine.start();
    assert.deepEqual(office.summary.badBudgets, [
      { name: 'CI', message: 'Budget “CI”: scope.apiKey is “ci”, and the names of API keys could not be read.' },
    ]);
    office.api.faults.clear();
    await office.pollAt(AT + HOUR);
    await office.pollAt(AT + HOUR + MINUTE);
    assert.deepEqual([office.summary.badBudgets, stateOf(office, 'CI').scopeName], [[], 'ci']);
  });

  it('budgets that are set while an engine is at work are shown at once, without a request', async () => {
    await using office = await open(set());
    await office.engine.start();
    assert.deepEqual(office.summary.budgets, []);
    const asked = office.api.requests.all.length;
    office.engine.setLive({ ...ENGINE_SETTINGS, budgets: set({ ...COMMON, name: 'new' }) });
    assert.deepEqual(stateOf(office, 'new').spent, office.summary.month);
    assert.equal(office.api.requests.all.length, asked);
  });

  it('a budget’s new UTC day begins with nothing known of it, and is zero or more once it is', async () => {
    const midnight = TODAY + DAY;
    const budgets = set({ ...COMMON, name: 'day', period: 'day' }, { ...COMMON, name: 'month' });
    await using office = await open(budgets, midnight - 10 * MINUTE);
    await office.engine.start();
    assert.ok(stateOf(office, 'day').spent);
    office.moveTo(midnight + 5000);
    office.engine.setLive({ ...ENGINE_SETTINGS, budgets });
    const { start, spent, forecast, passed } = stateOf(office, 'day');
    assert.deepEqual([start, spent, forecast, passed], [midnight, null, null, []]);
    await office.pollAt(midnight + 12 * MINUTE);
    const known = stateOf(office, 'day').spent;
    const truth = office.api.truth.trueCost({ from: midnight, to: startOfMinute(office.now), shownAt: office.now });
    assert.ok(known && known.amount > 0n && Number(known.amount) < 1.5 * Number(truth) + 1);
    assert.ok(stateOf(office, 'month').spent);
  });

  it('200 budgets are all shown', async () => {
    const scopes = [{ apiKey: 'ci' }, { apiKey: 'none' }, { workspace: 'default' }, { model: 'Opus 5.5' }];
    const many = Array.from({ length: 200 }, (_, index) => {
      return { ...COMMON, name: `budget ${index}`, scope: scopes[index % scopes.length] };
    });
    await using office = await open(set(...many));
    await office.engine.start();
    assert.equal(office.summary.budgets?.length, 200);
  });

  it('the sample has budgets of its own, and neither takes nor names those that are set', async () => {
    const budgets = set({ ...COMMON, name: 'mine' }, { ...COMMON, name: 'bad', amountUsd: -1 });
    await using office = await Office.open({
      world: tinyWorld(TODAY),
      at: AT,
      config: { account: { type: 'sample' }, historyDays: 40, budgets },
    });
    await office.engine.start();
    office.engine.setLive({ ...ENGINE_SETTINGS, budgets });
    assert.deepEqual(
      office.summary.badBudgets?.map(({ name }) => name).filter((name) => name === 'bad'),
      [],
    );
    assert.ok(office.summary.budgets?.every(({ budget }) => budget.name !== 'mine'));
  });

  it('month forecasts of some days are kept once, and compared with the month’s bills when all are final', async () => {
    const tenth = Date.UTC(2026, 10, 10);
    await using office = await open(set(), tenth + 9 * HOUR);
    await office.engine.start();
    const first = office.summary.forecasts?.month?.middle ?? assert.fail('no forecast');
    for (const at of [tenth + 20 * HOUR, tenth + DAY + HOUR, tenth + 2 * DAY]) await office.pollAt(at);
    assert.deepEqual(office.summary.forecastAccuracy, []);
    const december = Date.UTC(2026, 11, 1);
    await office.restart();
    await office.pollAt(december + 10 * HOUR);
    assert.deepEqual(office.summary.forecastAccuracy, [], 'its last bills are still growing');
    for (let day = 1; day <= 4; day++) await office.pollAt(december + day * DAY + 12 * HOUR);
    let truth = 0n;
    for (let day = Date.UTC(2026, 10, 1); day < december; day += DAY) truth += office.api.truth.billOf(day).total;
    const error = Math.abs(Number(first - truth)) / Number(truth);
    assert.deepEqual(office.summary.forecastAccuracy, [
      { day: 10, months: 1, median: error, worst: error, worstMonth: Date.UTC(2026, 10, 1) },
    ]);
  });
});
