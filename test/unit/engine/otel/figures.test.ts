import assert from 'node:assert/strict';
import { Grain } from '../../../../src/otel/grain.ts';
import { MetricsWriter } from '../../../../src/otel/metrics.ts';
import { DOLLAR, toCents } from '../../../../src/shared/money.ts';
import { OTEL_ATTRIBUTES } from '../../../../src/shared/otel.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/time/utc.ts';
import { bigWorld } from '../../../adminApi/worlds/big.ts';
import { smallWorld } from '../../../adminApi/worlds/small.ts';
import { LoopbackReceiver, sumOf, valuesOf } from '../../../otel/receiver.ts';
import type { Office } from '../../../support/office.ts';
import { splitWorld } from '../../../support/tinyWorld.ts';
import { budgetState } from '../../shared/budgetState.ts';
import { TODAY } from '../kit.ts';
import { exportingOffice, pollAndSend, SWITCHED_ON, sendAt, tokensSince, told } from './kit.ts';

const BEFORE_MIDNIGHT = { world: smallWorld(TODAY), at: TODAY + DAY - 2 * MINUTE };

/** Cents of a gauge's sum. */
function centsOf(dollars: number | null): bigint {
  return BigInt(Math.round((dollars ?? Number.NaN) * 100));
}

function assertGaugesAreFigures(receiver: LoopbackReceiver, office: Office): void {
  const { today, month, forecasts } = office.summary;
  const { last } = receiver;
  assert.equal(centsOf(sumOf(last, 'anthropic.cost.today')), toCents(today?.amount ?? -1n));
  assert.equal(centsOf(sumOf(last, 'anthropic.cost.month_to_date')), toCents(month?.amount ?? -1n));
  const forecast = Number(forecasts?.month?.middle) / Number(DOLLAR);
  assert.equal(sumOf(last, 'anthropic.cost.forecast_month'), forecast);
}

describe('The figures that are exported', () => {
  for (const attributes of [[], ['workspace'], ['apiKey'], OTEL_ATTRIBUTES] as const) {
    it(`the gauges of money add up to the organization’s figures to the cent, by ${attributes.join() || 'model'}`, async () => {
      await using receiver = await LoopbackReceiver.open();
      await using office = await exportingOffice(receiver, { attributes }, { world: smallWorld(TODAY) });
      assertGaugesAreFigures(receiver, office);
      for (let hours = 1; hours <= 3; hours += 1) await pollAndSend(office, SWITCHED_ON + 5 * hours * HOUR);
      assert.equal(receiver.requests.length, 4);
      assertGaugesAreFigures(receiver, office);
    });
  }

  for (const zone of ['Asia/Kolkata', 'America/Los_Angeles']) {
    it(`the gauge of today is of the local day in ${zone}`, async () => {
      await using receiver = await LoopbackReceiver.open();
      await using office = await exportingOffice(receiver, {}, { world: smallWorld(TODAY), config: { zone } });
      assertGaugesAreFigures(receiver, office);
      assert.notEqual(office.summary.todayStart % DAY, 0);
    });
  }

  for (const zone of ['Asia/Kolkata', 'America/Los_Angeles']) {
    it(`the gauges of money go on over midnight UTC before anything is polled, as the day in ${zone} does`, async () => {
      await using receiver = await LoopbackReceiver.open();
      await using office = await exportingOffice(receiver, {}, { ...BEFORE_MIDNIGHT, config: { zone } });
      await sendAt(office, TODAY + DAY + MINUTE);
      assertGaugesAreFigures(receiver, office);
    });
  }

  it('the gauge of the month goes on over midnight UTC before anything is polled, and that of today ends', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver, {}, BEFORE_MIDNIGHT);
    await sendAt(office, TODAY + DAY + MINUTE);
    const month = sumOf(receiver.last, 'anthropic.cost.month_to_date');
    assert.equal(centsOf(month), toCents(office.summary.month?.amount ?? -1n));
    assert.equal(sumOf(receiver.last, 'anthropic.cost.today'), null);
  });

  it('the tokens that are exported are those of the ledger since the minute of switching on', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver, {}, { world: smallWorld(TODAY) });
    assert.equal(sumOf(receiver.last, 'anthropic.usage.tokens'), tokensSince(office, SWITCHED_ON));
    for (const minutes of [20, 53, 75, 180]) {
      await pollAndSend(office, SWITCHED_ON + minutes * MINUTE + 20 * SECOND);
      const tokens = sumOf(receiver.last, 'anthropic.usage.tokens');
      assert.equal(tokens, tokensSince(office, SWITCHED_ON), `after ${minutes} minutes`);
      assert.ok((tokens ?? 0) > 0);
    }
    const [metric] = receiver.last.metrics.filter(({ name }) => name === 'anthropic.usage.tokens');
    assert.deepEqual([metric?.temporality, metric?.isMonotonic], [2, true]);
    assert.ok(metric?.points.every(({ start, isInteger }) => start === SWITCHED_ON && isInteger));
  });

  it('the tokens that are exported begin at zero for what was used lately, so that no first growth is missed', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver);
    const first = valuesOf(
      receiver.requests[0]?.decoded ?? receiver.last,
      'anthropic.usage.tokens',
      'gen_ai.request.model',
    );
    await pollAndSend(office, SWITCHED_ON + HOUR);
    const later = valuesOf(receiver.last, 'anthropic.usage.tokens', 'gen_ai.request.model');
    assert.deepEqual([...first.keys()].sort(), [...later.keys()].sort());
  });

  it('the attributes of a series are ids of models and workspaces, their names, and the organization’s id', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver);
    const { organization, workspaces } = office.api.world;
    const keys = [
      'gen_ai.request.model',
      'anthropic.workspace.id',
      'anthropic.workspace.name',
      'anthropic.organization.id',
    ];
    const production = workspaces.find(({ name }) => name === 'Production')?.id;
    assert.deepEqual([...valuesOf(receiver.last, 'anthropic.usage.tokens', ...keys).keys()].sort(), [
      `claude-opus-5-5 ${production} Production ${organization.id}`,
      `claude-sonnet-5-5  Default workspace ${organization.id}`,
    ]);
    assert.deepEqual([...valuesOf(receiver.last, 'anthropic.usage.tokens', 'gen_ai.token.type').keys()].sort(), [
      'cache_read',
      'cache_write_1h',
      'cache_write_5m',
      'input_uncached',
      'output',
    ]);
    assert.equal(receiver.last.resource['service.name'], 'claude-usage');
    assert.equal(receiver.last.resource['anthropic.organization.name'], organization.name);
    // Code execution, which has no model.
    const models = valuesOf(receiver.last, 'anthropic.cost.month_to_date', 'gen_ai.request.model');
    assert.ok((models.get('') ?? 0) > 0);
  });

  it('more series than fit into a request come in several, each of them once', async () => {
    await using receiver = await LoopbackReceiver.open();
    const world = bigWorld(TODAY);
    await using office = await exportingOffice(receiver, { attributes: ['apiKey'] }, { world });
    assert.equal(receiver.requests.length, 2);
    const series = receiver.requests.flatMap(({ decoded }) =>
      decoded.metrics.flatMap(({ name, points }) => points.map(({ attributes }) => JSON.stringify([name, attributes]))),
    );
    assert.equal(new Set(series).size, series.length);
    assert.equal(office.summary.otel?.series, series.length);
    assert.ok(told(office).includes(`${series.length} series, where many receivers charge by the series`));
  });

  it('the age of the data grows while the API shows nothing new', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver);
    assert.ok((sumOf(receiver.last, 'anthropic.data.age') ?? -1) >= 0);
    office.moveTo(office.now + 30 * MINUTE);
    await office.engine.otel.tick();
    const age = (office.now - (office.summary.dataTo ?? 0)) / SECOND;
    assert.equal(sumOf(receiver.last, 'anthropic.data.age'), age);
    assert.ok(age >= 1800);
  });

  it('the used ratio of a budget is its spend by its amount, 1 at the limit', async () => {
    await using receiver = await LoopbackReceiver.open();
    const budget = { amount: 100n * DOLLAR, thresholds: [], forecast: false, organization: null, scope: null } as const;
    const budgets = {
      budgets: [
        { ...budget, name: 'Daily', period: 'day' },
        { ...budget, name: 'mira@acme.example pays', period: 'month' },
      ],
      bad: [],
    } as const;
    await using office = await exportingOffice(receiver, {}, { config: { budgets } });
    const ratios = valuesOf(
      receiver.last,
      'anthropic.budget.used_ratio',
      'anthropic.budget.name',
      'anthropic.budget.period',
    );
    const { today, month } = office.summary;
    assert.deepEqual(Object.fromEntries(ratios), {
      'Daily day': Number(today?.amount) / Number(100n * DOLLAR),
      '… pays month': Number(month?.amount) / Number(100n * DOLLAR),
    });
  });

  it('budgets whose names are alike without their e-mail addresses are numbered, so that each is a series', async () => {
    await using receiver = await LoopbackReceiver.open();
    const budget = {
      amount: DOLLAR,
      period: 'day',
      thresholds: [],
      forecast: false,
      organization: null,
      scope: null,
    } as const;
    const names = ['mira@acme.example', 'noor@acme.example', 'Team'];
    const budgets = { budgets: names.map((name) => ({ ...budget, name })), bad: [] };
    await using office = await exportingOffice(receiver, {}, { config: { budgets } });
    const ratios = valuesOf(receiver.last, 'anthropic.budget.used_ratio', 'anthropic.budget.name');
    assert.deepEqual([...ratios.keys()], ['…', '… (2)', 'Team']);
    assert.equal(new Set(ratios.values()).size, 1);
    assert.equal(office.summary.budgets?.length, 3);
  });

  it('a budget whose usage has no price yet has no used ratio, as its spend is not known', () => {
    const writer = new MetricsWriter(new Grain([]), { workspace: String, apiKey: String }, 'org');
    const known = budgetState({ cents: 100_000 });
    const unpriced = {
      ...budgetState({ name: 'Unpriced' }),
      spent: { amount: 0n, basis: 'estimated', unpricedTokens: 5 },
    } as const;
    const summary = { dataTo: null, budgets: [unpriced, known] };
    const [metric] = writer.gauges({ today: null, monthToDate: null, summary, now: 0 });
    assert.deepEqual(
      metric?.points.map(({ value }) => value),
      [0.5],
    );
  });

  it('the tokens that are exported go on as one sum where later bills tell geographies and fast mode apart', async () => {
    await using receiver = await LoopbackReceiver.open();
    const attributes = ['inferenceGeo', 'speed'] as const;
    await using office = await exportingOffice(receiver, { attributes }, { world: splitWorld(TODAY) });
    let before = 0;
    for (let hours = 1; hours <= 40; hours += 3) {
      await pollAndSend(office, SWITCHED_ON + hours * HOUR);
      const tokens = sumOf(receiver.last, 'anthropic.usage.tokens') ?? 0;
      assert.ok(tokens >= before);
      before = tokens;
    }
  });
});
