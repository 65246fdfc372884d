import assert from 'node:assert/strict';
import { parseBudgets } from '../../../src/figures/budgets/parseBudgets.ts';
import { completed } from '../../../src/figures/scan/steps.ts';
import { ReadOnlyLedger } from '../../../src/ledger/readOnlyLedger.ts';
import { toCents } from '../../../src/shared/money.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { answerTool } from '../../../src/tools/answerTool.ts';
import { ToolLedger } from '../../../src/tools/toolSources.ts';
import type { Slice } from '../../adminApi/prices/truth.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { Office } from '../../support/office.ts';
import { TODAY } from '../spend/made.ts';
import { centsOf } from './asked.ts';
import { QUESTIONS } from './questions.ts';

const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const BUDGET = { name: 'Acme Robotics', amountUsd: 27_000, period: 'month' };
const FIRST_WEEK = { previousFrom: '2026-11-01', previousTo: '2026-11-07' };
const OCTOBER = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) };

/** What stands at a place of an answer. */
function figureAt(answer: unknown, place: string): unknown {
  return place.split('.').reduce((value: unknown, key) => Object(value)[key], answer);
}

describe('real questions', () => {
  let office: Office;

  before(async function () {
    this.timeout(60_000);
    const config = { historyDays: 60, budgets: parseBudgets([BUDGET]) };
    office = await Office.open({ world: smallWorld(TODAY), at: AT, config });
    await office.engine.start();
  });
  after(() => office?.[Symbol.asyncDispose]());

  const ask = async (name: string, input: unknown) =>
    JSON.parse(await office.engine.tools.answer({ name, input, mostBytes: undefined }, new AbortController().signal));

  for (const { question, tool, input, at, figure } of QUESTIONS) {
    it(`“${question}” is answered by ${tool}: ${figure}`, async () => {
      const answer = await ask(tool, input);
      assert.equal(String(figureAt(answer, at)), figure);
      assert.ok(JSON.stringify(answer).length <= 6144);
    });
  }

  it('real questions have the same answers in a process that only reads the ledger', async () => {
    using store = new ReadOnlyLedger(office.ledgerPath);
    const [organization] = store.organizations();
    const ledger = organization && store.organization(organization);
    assert.ok(organization && ledger);
    const options = { version: () => store.version(), zone: 'UTC', historyDays: 60, sample: false };
    const tools = new ToolLedger({ ...options, ledger, organization });
    for (const { question, tool, input } of QUESTIONS) {
      const { budgets, furtherBudgets: _, forecast: _forecast, ...others } = await ask(tool, input);
      const text = store.snapshot(() => completed(answerTool(tool, input, tools.sources(AT))));
      const { budgetsAndForecasts, ...figures } = JSON.parse(text);
      assert.deepEqual(figures, others, question);
      assert.deepEqual(
        [budgets === undefined, budgetsAndForecasts === undefined],
        [tool !== 'get_status', tool !== 'get_status'],
      );
    }
  });

  const bills = (first: number, end: number) => {
    let sum = 0n;
    for (let day = first; day < end; day += DAY) sum += office.api.truth.billOf(day).total;
    return toCents(sum);
  };
  /** Cents that usage truly costs, as far as the API shows it by now. */
  const trueCents = (slice: Omit<Slice, 'shownAt'>) => toCents(office.api.truth.trueCost({ ...slice, shownAt: AT }));
  const near = (found: bigint, truth: bigint, within: number) =>
    assert.ok(Math.abs(Number(found - truth)) <= within * Number(truth), `${found} instead of ${truth} cents`);

  it('real questions on billed days are answered with the true bill, to the cent', async () => {
    const { total, basis } = await ask('get_spend', { period: 'lastMonth', groupBy: 'workspace' });
    assert.equal(centsOf(total), bills(OCTOBER.start, OCTOBER.end));
    assert.equal(centsOf(basis.billed), centsOf(total));
    const month = await ask('get_spend', { period: 'thisMonth' });
    // The first part takes what parts by basis need to add up to the total.
    assert.ok(Math.abs(Number(centsOf(month.basis.billed) - bills(OCTOBER.end, TODAY - DAY))) <= 1);
    const compared = await ask('compare_spend', { period: 'lastMonth', previous: 'custom', ...FIRST_WEEK });
    assert.equal(centsOf(compared.previous.total), bills(OCTOBER.end, OCTOBER.end + 7 * DAY));
    const days = await ask('get_spend', { period: 'custom', from: '2026-11-01', to: '2026-11-07', groupBy: 'day' });
    assert.deepEqual(
      days.rows.map(({ id, spend }: Record<string, string>) => [
        id,
        Math.abs(Number(centsOf(spend) - billOn(id))) <= 1,
      ]),
      Array.from({ length: 7 }, (_, day) => [`2026-11-0${day + 1}`, true]),
    );
  });

  it('real questions on a workspace and a model are answered with what these truly cost', async () => {
    const input = { period: 'lastMonth', filter: { workspace: 'Research', model: 'Sonnet 5.5' } };
    const { total } = await ask('get_spend', input);
    const slice = {
      from: OCTOBER.start,
      to: OCTOBER.end,
      workspace: 'wrkspc_01Research',
      model: 'claude-sonnet-5-5',
    } as const;
    // Bills name no model of a search.
    const searches = trueCents({ ...slice, counter: 'web_search_requests' });
    near(centsOf(total), trueCents(slice) - searches, 0.00001);
  });

  it('real questions on hours and on today are answered with what these truly cost, by an estimate', async () => {
    const night = { period: 'custom', from: '2026-11-18T22:00:00Z', to: '2026-11-19T06:00:00Z' };
    const { total } = await ask('get_spend', { ...night, filter: { apiKey: 'nightly-batch' } });
    const slice = { from: TODAY - 2 * HOUR, to: TODAY + 6 * HOUR, key: 'apikey_01nightlybatch' } as const;
    near(centsOf(total), trueCents(slice), 0.01);
    const today = await ask('get_spend', { period: 'today', filter: { apiKey: 'web-app' } });
    near(centsOf(today.total), trueCents({ from: TODAY, to: AT + MINUTE, key: 'apikey_01webapp' }), 0.01);
  });

  it('real questions on tokens are answered with what was truly used', async () => {
    const { tokens } = await ask('get_tokens', { period: 'thisWeek', filter: { workspace: 'Production' } });
    const slice = { from: TODAY - 3 * DAY, to: AT + MINUTE, shownAt: AT, workspace: 'wrkspc_01Production' } as const;
    const counted = (counter?: Slice['counter']) =>
      BigInt(office.api.truth.count({ ...slice, ...(counter && { counter }) }));
    near(BigInt(tokens.total), counted(), 0.002);
    near(BigInt(tokens.cacheRead), counted('cache_read_input_tokens'), 0.002);
    near(BigInt(tokens.webSearches), counted('web_search_requests'), 0.01);
  });

  const billOn = (day = '') => bills(Date.parse(day), Date.parse(day) + DAY);
});
