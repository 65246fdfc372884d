import assert from 'node:assert/strict';
import { centsToDecimal, toCents } from '../../../src/shared/money.ts';
import { HOUR } from '../../../src/time/utc.ts';
import { Office } from '../../support/office.ts';
import { AT, OPTIONS } from './kit.ts';

const { signal } = new AbortController();

async function ask(office: Office, name: string, input: unknown, mostBytes?: number) {
  return JSON.parse(await office.engine.tools.answer({ name, input, mostBytes }, signal));
}

describe('calls of tools', () => {
  it('calls of tools have the figures of the status bar, and send no request', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const requests = office.api.requests.all.length;
    const { total, basis } = await ask(office, 'get_spend', { period: 'today' });
    const { today, organization, organizationId } = office.summary;
    assert.ok(today);
    assert.equal(total, centsToDecimal(toCents(today.amount)));
    assert.equal(basis.estimated, total);
    const status = await ask(office, 'get_status', {});
    assert.deepEqual(status.organizations, [{ id: organizationId, name: organization }]);
    assert.deepEqual([status.problems, status.sample, status.dataUpTo], [[], undefined, '2026-11-19T14:07:20Z']);
    assert.equal(office.api.requests.all.length, requests);
  });

  it('calls of tools know budgets and forecasts', async () => {
    await using office = await Office.open({
      ...OPTIONS,
      config: { ...OPTIONS.config, budgets: { budgets: [BUDGET], bad: [] } },
    });
    await office.engine.start();
    const { budgets, forecast } = await ask(office, 'get_status', {});
    const [state] = office.summary.budgets ?? [];
    assert.ok(state?.spent);
    assert.equal(budgets.length, 1);
    const [{ name, of, amount, used, left, period }] = budgets;
    assert.deepEqual([name, of, amount, period], ['Daily', 'organization', '5000.00', 'day']);
    assert.equal(used, centsToDecimal(toCents(state.spent.amount)));
    assert.equal(left, centsToDecimal(500_000n - toCents(state.spent.amount)));
    assert.ok(Number(forecast.today.expected) >= Number(used));
  });

  it('calls of tools say why the figures are not of now', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: { kind: 'status', status: 500 }, times: 'always' });
    await office.goTo(AT + HOUR);
    const { problems } = await ask(office, 'get_status', {});
    assert.equal(problems.length, 2);
    assert.match(problems[0], /500/);
    assert.match(problems[1], /not of now/);
  });

  it('calls of tools are answered with a sentence before the ledger is open', async () => {
    await using office = await Office.open(OPTIONS);
    assert.deepEqual(await ask(office, 'get_spend', { period: 'today' }), {
      error: 'There are no figures yet. Try again in a moment.',
    });
  });

  it('calls of tools that were aborted are answered with nothing', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const call = { name: 'get_spend', input: { period: 'today' }, mostBytes: undefined };
    assert.equal(await office.engine.tools.answer(call, AbortSignal.abort()), '');
  });

  it('calls of tools keep to the bytes that there is room for', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const input = { period: 'today', groupBy: 'hour' };
    const whole = await ask(office, 'get_spend', input);
    const cut = await ask(office, 'get_spend', input, 900);
    assert.deepEqual([whole.truncated, cut.truncated], [false, true]);
    assert.ok(cut.rows.length < whole.rows.length && JSON.stringify(cut).length <= 900);
    assert.equal(cut.rest.count, whole.rows.length - cut.rows.length);
  });
});

const BUDGET = {
  name: 'Daily',
  amount: 500_000_000_000n,
  period: 'day',
  scope: null,
  thresholds: [80],
  forecast: true,
  organization: null,
} as const;
