import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { parseBudgets } from '../../../src/figures/budgets/parseBudgets.ts';
import { SCHEMA_VERSION } from '../../../src/ledger/schema.ts';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { ORGANIZATION } from '../../../src/shared/scope.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { until } from '../../workbench/until.ts';
import { OfficeBooks } from '../figures/scopes/kit.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;

/**
 * Eight days of the tiny organization as version 0.1.0 kept them (schema 4), after a day of polls until `AT`: the bill of
 * yesterday was growing, and a view was saved.
 */
const VERSION_4 = new URL('../../golden/ledgers/version4.db.gz', import.meta.url);
const THEN = { today: 14_678_155_580n, yesterday: 39_137_496_271n };

describe('A ledger of the version before', () => {
  let folder: string;
  let office: Office;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-upgrade-'));
    writeFileSync(join(folder, 'ledger.db'), gunzipSync(readFileSync(VERSION_4)));
    office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 8 }, folder });
    await office.engine.start();
  });
  afterEach(async () => {
    await office[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a ledger of the version before shows the figures and views that it showed, and asks for little', () => {
    const { today, yesterday, problem } = office.summary;
    assert.deepEqual([today?.amount, yesterday?.amount, yesterday?.basis], [THEN.today, THEN.yesterday, 'mixed']);
    assert.equal(problem, null);
    assert.ok(office.api.requests.all.length <= 4, `${office.api.requests.all.length} requests`);
    office.engine.panel.choose(FIRST_CHOICE);
    const { view } = office;
    assert.deepEqual(view?.status === 'ready' && view.saved, [
      { name: 'By key', choice: { ...FIRST_CHOICE, by: 'apiKey' } },
    ]);
  });

  it('a ledger of the version before gets the newest schema, and keeps every row', () => {
    const database = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
    const count = (table: string) => Number(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.['rows']);
    assert.equal(database.prepare('PRAGMA user_version').get()?.['user_version'], SCHEMA_VERSION);
    assert.ok(count('bucket') >= 1177 && count('cost') >= 88, `${count('bucket')} buckets, ${count('cost')} lines`);
    assert.equal(count('cost WHERE changed_at = 0') + count('bucket WHERE changed_at = 0'), 0);
    database.close();
  });

  it('a ledger of the version before measures, as a new one does', async () => {
    assert.deepEqual(
      Object.keys(office.summary).filter((field) => field === 'measurement'),
      [],
    );
    assert.equal(office.engine.measuring.start(null), null);
    await office.pollAt(AT + 10 * MINUTE);
    const truth = office.api.truth.trueCost({ from: AT, to: AT + 11 * MINUTE, shownAt: AT + 10 * MINUTE });
    const amount = office.summary.measurement?.cost?.amount ?? 0n;
    assert.ok(truth > 0n && Math.abs(Number(amount - truth) / Number(truth)) < 0.0001, `${amount} instead of ${truth}`);
  });

  it('a ledger of the version before keeps a prepaid balance, as a new one does', async () => {
    assert.deepEqual(office.engine.balance.state(), { runway: null, oldest: TODAY - 7 * DAY });
    const amount = 1_000_000_000_000n;
    assert.equal(typeof office.engine.balance.set({ kind: 'balance', amount, at: TODAY }), 'object');
    const { today, runway } = office.summary;
    assert.equal(runway?.left?.amount, amount - (today?.amount ?? 0n));
  });

  it('a ledger of the version before has its values claim colours as soon as somebody looks', async () => {
    office.explore({ by: 'apiKey' });
    const { series } = await until('the owners of colours', 20_000, async () => {
      office.explore({ by: 'apiKey' });
      const { view } = office;
      const owned = view?.status === 'ready' ? view.ownedColors : undefined;
      return owned && Object.keys(owned.series).length > 0 ? owned : undefined;
    });
    const values = office.explore({ by: 'apiKey' }).totals.values.map(({ id }) => id);
    assert.deepEqual(series, Object.fromEntries(values.map((id, slot) => [id, slot])));
  });

  it('a ledger of the version before goes on: yesterday’s bill grows, and each day is compared with its total', async () => {
    for (let at = AT + 2 * HOUR; at <= AT + DAY; at += 2 * HOUR) {
      for (let poll = 3; poll >= 0; poll--) await office.pollAt(at - poll * MINUTE);
    }
    const { today, yesterday, problem } = office.summary;
    const truth = office.api.truth.trueCost({ from: TODAY + DAY, to: AT + DAY + MINUTE, shownAt: AT + DAY });
    assert.equal(problem, null);
    assert.ok(Math.abs(Number((today?.amount ?? 0n) - truth) / Number(truth)) < 0.003);
    const { total } = office.api.truth.billOf(TODAY);
    assert.ok(Math.abs(Number((yesterday?.amount ?? 0n) - total) / Number(total)) < 0.06);
    const database = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
    const totals = database.prepare('SELECT count(*) AS rows FROM day_total').get()?.['rows'];
    database.close();
    assert.equal(totals, 8);
  });
});

/** The same organization and days as the version before budgets kept them (schema 8), with a measurement that is stopped. */
const VERSION_8 = new URL('../../golden/ledgers/version8.db.gz', import.meta.url);

describe('A ledger from before there were budgets', () => {
  let folder: string;
  let office: Office;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-upgrade-'));
    writeFileSync(join(folder, 'ledger.db'), gunzipSync(readFileSync(VERSION_8)));
    const budgets = parseBudgets([{ name: 'Team', amountUsd: 240, period: 'day', thresholds: [50, 80, 100] }]);
    office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 8, budgets }, folder });
    await office.engine.start();
  });
  afterEach(async () => {
    await office[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const read = <T>(of: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
    const found = of(database);
    database.close();
    return found;
  };

  it('a ledger from before there were budgets gets the newest schema, and shows what it showed, asking for little', () => {
    const { today, yesterday, problem } = office.summary;
    assert.deepEqual(
      [today?.amount, yesterday?.amount, yesterday?.basis, problem],
      [14_670_798_540n, THEN.yesterday, 'mixed', null],
    );
    assert.ok(office.api.requests.all.length <= 4, `${office.api.requests.all.length} requests`);
    assert.deepEqual(
      read((database) => [
        database.prepare('PRAGMA user_version').get()?.['user_version'],
        database.prepare('PRAGMA foreign_key_check').all(),
        database.prepare('SELECT count(*) AS rows FROM measurement').get()?.['rows'],
      ]),
      [SCHEMA_VERSION, [], 1],
    );
  });

  it('a ledger from before there were budgets keeps sums of its closed days, notes and a balance', () => {
    assert.equal(
      read((database) => database.prepare('SELECT count(*) AS rows FROM day_sum').get()?.['rows']),
      7,
    );
    office.engine.panel.saveNote({ id: null, at: TODAY, text: 'migration' });
    office.explore();
    const { view } = office;
    assert.deepEqual(view?.status === 'ready' && view.notes.map(({ at, text }) => [at, text]), [[TODAY, 'migration']]);
    assert.equal(typeof office.engine.balance.set({ kind: 'balance', amount: 10n ** 12n, at: TODAY }), 'object');
  });

  it('a ledger from before there were budgets alerts of no threshold that was past, and of the next', async () => {
    const alerts = () => office.messages.flatMap((each) => (each.call === 'alert' ? each.params.message : []));
    const [budget] = office.summary.budgets ?? [];
    assert.deepEqual([budget?.passed, alerts()], [[50], []]);
    await office.pollAt(AT + 3 * HOUR);
    assert.deepEqual(office.summary.budgets?.[0]?.passed, [50, 80]);
    assert.equal(alerts().length, 1);
    assert.match(alerts()[0] ?? '', /^Team passed 80% of \$240: /);
  });
});

/** The same organization and days as the version before unit costs kept them (schema 15): sums of its closed days, without work. */
const VERSION_15 = new URL('../../golden/ledgers/version15.db.gz', import.meta.url);

describe('A ledger from before sums of days had their output tokens', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-upgrade-'));
    writeFileSync(join(folder, 'ledger.db'), gunzipSync(readFileSync(VERSION_15)));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('a ledger from before sums of days had their output tokens shows what it showed, asking for little', async () => {
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 8 }, folder });
    await office.engine.start();
    const { today, yesterday, problem } = office.summary;
    assert.deepEqual([today?.amount, yesterday?.amount, problem], [14_626_290_630n, THEN.yesterday, null]);
    assert.ok(office.api.requests.all.length <= 4, `${office.api.requests.all.length} requests`);
  });

  it('a ledger from before sums of days had their output tokens has them on days of the history alone', async () => {
    const config = { historyDays: 5 };
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config, folder });
    using books = new OfficeBooks(office);
    books.at(AT, config.historyDays);
    const week = { start: TODAY - 7 * DAY, end: TODAY };
    for (const scope of [ORGANIZATION, { dimension: 'apiKey', id: 'apikey_01ci' } as const]) {
      const known = Array.from(books.sums.outputs(scope, week), (output) => output > 0);
      assert.deepEqual(known, [false, false, false, true, true, true, true]);
      const costs = books.sums.history(scope).days;
      assert.ok(costs.length === 8 && costs.every((cost) => cost > 0), `${costs}`);
    }
  });
});
