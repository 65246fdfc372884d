import assert from 'node:assert/strict';
import { LedgerQueries } from '../../../src/engine/queries/ledgerQueries.ts';
import type { Session } from '../../../src/engine/session.ts';
import { ToolCalls } from '../../../src/engine/toolCalls.ts';
import { centsToDecimal, toCents } from '../../../src/shared/money.ts';
import { HOUR } from '../../../src/time/utc.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { Office } from '../../support/office.ts';
import { DAYS, dayBefore, AT as ODD_AT, oddLedger } from '../tools/oddLedger.ts';
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

describe('a call of a tool that takes several slices', () => {
  const made = oddLedger();
  after(() => made[Symbol.dispose]());
  const organization = { id: 'org', name: 'Acme' };
  const call = {
    name: 'get_spend',
    input: { period: 'custom', from: dayBefore(39), to: dayBefore(0), groupBy: 'apiKey' },
    mostBytes: undefined,
  };

  /** A call over a session that something happens to when it is looked at for the second time. */
  async function interrupted(happen: (figures: LedgerQueries, now: number) => { now: number; session: boolean }) {
    const config = { ...ENGINE_CONFIG, historyDays: DAYS };
    const figures = new LedgerQueries(made.ledger, organization, config);
    let [now, isThere, looks] = [ODD_AT, true, 0];
    const calls = new ToolCalls({
      clock: { now: () => now },
      zone: 'UTC',
      isSample: false,
      forgetLater: () => {},
      noteFault: () => {},
      problem: () => 'The organization was changed.',
      session: () => {
        looks += 1;
        if (looks === 2) ({ now, session: isThere } = happen(figures, now));
        return isThere ? ({ figures, organization } as unknown as Session) : null;
      },
    });
    return { answer: JSON.parse(await calls.answer(call, signal)), looks };
  }

  it('a call of a tool that takes several slices goes on where the figures are the same', async () => {
    const { answer, looks } = await interrupted((_, now) => ({ now, session: true }));
    assert.ok(looks > 1, `${looks} slices`);
    assert.equal(answer.period.to, '2026-11-19T09:23:00Z');
  });

  it('a call of a tool that takes several slices begins anew where the figures have changed', async () => {
    const { answer } = await interrupted((figures, now) => {
      figures.refresh(now + HOUR);
      return { now: now + HOUR, session: true };
    });
    assert.equal(answer.period.to, '2026-11-19T10:23:00Z');
  });

  it('a call of a tool that takes several slices says so where its organization is gone', async () => {
    const { answer } = await interrupted((_, now) => ({ now, session: false }));
    assert.deepEqual(answer, { error: 'The organization was changed.' });
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
