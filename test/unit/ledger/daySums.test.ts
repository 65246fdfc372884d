import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { DaySum, ValueSum } from '../../../src/ledger/daySumTable.ts';
import { ACME, NOW, OTHER, Shelf, TODAY } from './kit.ts';

const cost = (amount: bigint) => ({ amount, basis: 'billed', unpricedTokens: 0 }) as const;
const DAY_SUM: DaySum = {
  start: TODAY,
  cost: { amount: 10n ** 20n, basis: 'mixed', unpricedTokens: 7 },
  isUnused: false,
  outputTokens: 2 ** 40,
  values: {
    workspace: [{ id: '', ...cost(10n ** 20n), outputTokens: 2 ** 40 }],
    apiKey: [
      { id: 'key "1"\0', ...cost(-3n), outputTokens: 0 },
      { id: '-', ...cost(10n ** 20n + 3n), outputTokens: 2 ** 40 },
    ],
    model: [{ id: 'claude-opus-5-5', amount: 10n ** 20n, basis: 'mixed', unpricedTokens: 7, outputTokens: 2 ** 40 }],
  },
};

describe('Kept daily sums', () => {
  it('kept daily sums come back as they were, of any size, in every window, and belong to one organization', () => {
    using shelf = new Shelf();
    shelf.open().organization(ACME).daySums.save(DAY_SUM, 'a');
    const ledger = shelf.open();
    const { daySums } = ledger.organization(ACME);
    assert.deepEqual(daySums.madeOf(TODAY, 'a'), DAY_SUM);
    const { start, cost, isUnused, outputTokens } = DAY_SUM;
    assert.deepEqual(daySums.cost(TODAY), { start, cost, isUnused, outputTokens });
    assert.equal(daySums.madeOf(TODAY, 'b'), null);
    assert.equal(ledger.organization(OTHER).daySums.cost(TODAY), null);
  });

  it('kept daily sums whose output tokens are not known come back as such', () => {
    using shelf = new Shelf();
    const { daySums } = shelf.open().organization(ACME);
    const without = (sums: readonly ValueSum[] | null) => sums?.map((sum) => ({ ...sum, outputTokens: null })) ?? null;
    const { workspace, model } = DAY_SUM.values;
    const values = { workspace: without(workspace), apiKey: null, model: without(model) };
    daySums.save({ ...DAY_SUM, outputTokens: null, values }, 'a');
    assert.deepEqual(daySums.madeOf(TODAY, 'a'), { ...DAY_SUM, outputTokens: null, values });
  });

  it('kept daily sums of the same figures are not written again: no other window looks again', () => {
    using shelf = new Shelf();
    const [ledger, other] = [shelf.open(), shelf.open()];
    const { daySums } = ledger.organization(ACME);
    daySums.save(DAY_SUM, 'a');
    const version = other.version();
    daySums.save(DAY_SUM, 'a');
    assert.equal(other.version(), version);
    daySums.save({ ...DAY_SUM, cost: cost(5n) }, 'b');
    assert.notEqual(other.version(), version);
    assert.equal(daySums.cost(TODAY)?.cost.amount, 5n);
  });

  it('kept daily sums whose bytes cannot be read are not known by value, and those of the organization are', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    const { daySums } = ledger.organization(ACME);
    daySums.save(DAY_SUM, 'a');
    const database = new DatabaseSync(shelf.path);
    for (const bytes of [Buffer.from('torn'), Buffer.alloc(0)]) {
      database.prepare('UPDATE day_sum SET packed = ?').run(bytes);
      assert.equal(daySums.values(TODAY), null);
      assert.equal(daySums.madeOf(TODAY, 'a'), null);
      assert.equal(daySums.cost(TODAY)?.cost.amount, 10n ** 20n);
    }
    database.prepare("UPDATE day_sum SET amount = 'torn'").run();
    database.close();
    assert.equal(daySums.cost(TODAY), null);
    daySums.save(DAY_SUM, 'b');
    assert.deepEqual(daySums.madeOf(TODAY, 'b'), DAY_SUM);
  });
});

describe('Kept forecasts', () => {
  const forecast = { monthStart: TODAY, day: 10, middle: 10n ** 20n, range: { low: 1n, high: 10n ** 21n } };

  it('kept forecasts are the first of their day, by whichever window, and belong to one organization', () => {
    using shelf = new Shelf();
    const plain = { ...forecast, day: 5, range: null };
    shelf.open().organization(ACME).keptForecasts.save(forecast, NOW);
    const ledger = shelf.open();
    const { keptForecasts } = ledger.organization(ACME);
    keptForecasts.save({ ...forecast, middle: 1n }, NOW + 1);
    keptForecasts.save(plain, NOW);
    assert.deepEqual(keptForecasts.all(), [plain, forecast]);
    assert.deepEqual(ledger.organization(OTHER).keptForecasts.all(), []);
  });
});
