import assert from 'node:assert/strict';
import type { BudgetChoices } from '../../../src/shared/budgetChoices.ts';
import { budgetPreview } from '../../../src/shared/budgetPreview.ts';
import { DOLLAR, type Money, sumOfAmounts } from '../../../src/shared/money.ts';
import { ORGANIZATION } from '../../../src/shared/scope.ts';
import { DAY, HOUR, MINUTE, utcDay } from '../../../src/time/utc.ts';
import { type WireSpendLimit, wireSpendLimit } from '../../adminApi/http/spendLimits.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { Office } from '../../support/office.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const OCTOBER = Date.UTC(2026, 9, 1);
const ROUTE = 'spendLimits';

async function open(spendLimits?: readonly WireSpendLimit[]): Promise<Office> {
  const office = await Office.open({
    world: smallWorld(TODAY),
    at: AT,
    config: { historyDays: 60 },
    ...(spendLimits && { spendLimits }),
  });
  await office.engine.start();
  return office;
}

function choicesOf(office: Office): BudgetChoices {
  const choices = office.engine.budgetEditing.choices();
  assert.ok(typeof choices !== 'string', String(choices));
  return choices;
}

const requests = (office: Office) => office.api.requests.all.filter(({ route }) => route === ROUTE).length;

describe('the choices of Edit Budgets', () => {
  it('the choices are the values that the ledger knows, without charges of no key and without archived values', async () => {
    await using office = await open();
    const { organization, organizationId, values } = choicesOf(office);
    const { world } = office.api;
    assert.deepEqual([organization, organizationId], [world.organization.name, null]);
    const used = new Set(world.streams.map(({ workspace }) => workspace ?? ''));
    const ids = values.workspace.map(({ id }) => id);
    for (const id of used) assert.ok(ids.includes(id), id);
    const active = world.workspaces.filter(({ archivedAt, isDefault }) => archivedAt === undefined && !isDefault);
    for (const { id, name } of active) assert.equal(values.workspace.find((value) => value.id === id)?.name, name);
    assert.equal(new Set(ids).size, ids.length);
    const keys = new Set([...world.keys.map(({ id }) => id), '']);
    assert.ok(values.apiKey.every(({ id }) => keys.has(id)));
    for (const { id } of world.keys.filter(({ status }) => status === 'active')) {
      assert.ok(
        values.apiKey.some((value) => value.id === id),
        id,
      );
    }
    // Searches and code execution, which bills have without a model, are no models.
    assert.deepEqual(
      values.model.filter(({ id }) => !id.startsWith('claude-')),
      [],
    );
    assert.equal(requests(office), 0);
  });

  it('the Console’s limits are offered by the ids and names of the ledger, in one request', async () => {
    const world = smallWorld(TODAY);
    const own = world.workspaces.find(({ isDefault }) => !isDefault) ?? assert.fail();
    const standard = world.workspaces.find(({ isDefault }) => isDefault) ?? assert.fail();
    const ofWorkspace = (id: string) => ({ scope: { type: 'workspace', workspace_id: id }, period: 'weekly' });
    await using office = await open([
      wireSpendLimit(),
      wireSpendLimit(ofWorkspace(own.id)),
      wireSpendLimit(ofWorkspace(standard.id)),
      wireSpendLimit({ amount: 'a lot' }),
    ]);
    const limits = await office.engine.budgetEditing.limits();
    const common = { amount: 5000n * DOLLAR, isOfTier: false };
    assert.deepEqual(limits, [
      { ...common, scope: ORGANIZATION, scopeName: '', period: 'month' },
      { ...common, scope: { dimension: 'workspace', id: own.id }, scopeName: own.name, period: 'week' },
      { ...common, scope: { dimension: 'workspace', id: '' }, scopeName: 'Default workspace', period: 'week' },
    ]);
    assert.equal(requests(office), 1);
  });

  it('no limits are offered where the organization is refused them: the log alone says so', async () => {
    await using office = await open();
    assert.deepEqual(await office.engine.budgetEditing.limits(), []);
    assert.equal(requests(office), 1);
    assert.equal(office.summary.problem, null);
    const said = office.log.filter((line) => line.includes('spend limits'));
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^no spend limits of the Console: badRequest \(400, req_\w+\): /);
    await office.goTo(AT + 5 * MINUTE);
    assert.equal(office.summary.problem, null);
  });

  it('no limits are offered where anything else is wrong, and nothing is asked in a pause', async () => {
    await using office = await open([wireSpendLimit()]);
    for (const status of [403, 404]) {
      office.api.faults.add({ fault: { kind: 'status', status }, route: ROUTE });
      assert.deepEqual(await office.engine.budgetEditing.limits(), []);
    }
    office.api.faults.add({ fault: { kind: 'malformed', how: 'notJson' }, route: ROUTE, times: 'always' });
    assert.deepEqual(await office.engine.budgetEditing.limits(), []);
    office.api.faults.clear();
    const headers = { 'retry-after': '600' };
    office.api.faults.add({ fault: { kind: 'status', status: 429, headers }, route: ROUTE });
    assert.deepEqual(await office.engine.budgetEditing.limits(), []);
    const before = requests(office);
    assert.deepEqual(await office.engine.budgetEditing.limits(), []);
    assert.equal(requests(office), before);
    assert.equal(choicesOf(office).organization, office.api.world.organization.name);
  });

  it('the choices are a sentence before there are figures', async () => {
    const office = await Office.open({ world: smallWorld(TODAY), at: AT });
    await using _ = office;
    assert.equal(office.engine.budgetEditing.choices(), 'There are no figures yet. Try again in a moment.');
    assert.deepEqual(office.engine.budgetEditing.pastPeriods(ORGANIZATION, 'month'), []);
  });
});

describe('the past periods of a scope', () => {
  let office: Office;
  before(async function () {
    this.timeout(60_000);
    office = await open();
  });
  after(() => office?.[Symbol.asyncDispose]());

  const bill = (day: number): Money => office.api.truth.billOf(day).total;

  it('the past months of the organization are its bills, to the last unit, and only whole ones', () => {
    const past = office.engine.budgetEditing.pastPeriods(ORGANIZATION, 'month');
    assert.deepEqual(
      past.map(({ start, days }) => [utcDay(start), days.length]),
      [['2026-10-01', 31]],
    );
    assert.deepEqual(
      past[0]?.days,
      Array.from({ length: 31 }, (_, index) => bill(OCTOBER + index * DAY)),
    );
  });

  it('the past weeks begin on Mondays, the newest first, and the past days are of four weeks', () => {
    const weeks = office.engine.budgetEditing.pastPeriods(ORGANIZATION, 'week');
    assert.deepEqual(
      weeks.slice(0, 2).map(({ start }) => utcDay(start)),
      ['2026-11-09', '2026-11-02'],
    );
    assert.equal(
      sumOfAmounts(weeks[0]?.days ?? []),
      sumOfAmounts(Array.from({ length: 7 }, (_, index) => bill(Date.UTC(2026, 10, 9) + index * DAY))),
    );
    const days = office.engine.budgetEditing.pastPeriods(ORGANIZATION, 'day');
    assert.deepEqual([days.length, utcDay(days[0]?.start ?? 0)], [28, '2026-11-18']);
  });

  it('the past periods of a scope without any spend are none', () => {
    const scope = { dimension: 'model', id: 'claude-of-nobody' } as const;
    assert.deepEqual(office.engine.budgetEditing.pastPeriods(scope, 'month'), []);
  });

  it('the preview of a month is that of its bills', () => {
    const [month] = office.engine.budgetEditing.pastPeriods(ORGANIZATION, 'month');
    const total = sumOfAmounts(month?.days ?? []);
    let sum = 0n;
    const at80 = (month?.days ?? []).findIndex((_, index) => {
      sum += bill(OCTOBER + index * DAY);
      return sum * 100n >= 80n * total;
    });
    assert.deepEqual(budgetPreview(month?.days ?? [], total, [80, 100, 101]), [at80, 30, null]);
  });
});
