import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTRIBUTION_COLUMNS } from '../../../../src/engine/export/attribution.ts';
import { COST_COLUMNS } from '../../../../src/engine/export/cost.ts';
import { exportLedger } from '../../../../src/engine/export/exportLedger.ts';
import { USAGE_COLUMNS } from '../../../../src/engine/export/usage.ts';
import type { ExportPart } from '../../../../src/engine/thread/protocol.ts';
import { PricedDays } from '../../../../src/figures/scan/pricedDays.ts';
import { DayIndex } from '../../../../src/ledger/dayIndex.ts';
import { Ledger, type OrganizationLedger } from '../../../../src/ledger/ledger.ts';
import { harmless } from '../../../../src/shared/harmlessCell.ts';
import { DAY, HOUR, MINUTE, utcDay, utcDayStart } from '../../../../src/time/utc.ts';
import { hostileNames, hostileWorld } from '../../../adminApi/worlds/hostile.ts';
import { sessions } from '../../../adminApi/worlds/misleading.ts';
import { smallWorld } from '../../../adminApi/worlds/small.ts';
import { Office } from '../../../support/office.ts';
import { tinyWorld } from '../../../support/tinyWorld.ts';
import { readCsv } from '../../export/readCsv.ts';
import { TODAY } from '../../spend/made.ts';

const AT = TODAY + 11 * HOUR + 30 * MINUTE;
const DAYS = 8;
const FROM = TODAY - (DAYS - 1) * DAY;
const ALL = { start: FROM, end: TODAY + DAY };
const COUNTED = [
  ['uncached_input_tokens', 'uncached_input_tokens'],
  ['cache_creation_5m', 'cache_creation.ephemeral_5m_input_tokens'],
  ['cache_creation_1h', 'cache_creation.ephemeral_1h_input_tokens'],
  ['cache_read', 'cache_read_input_tokens'],
  ['output', 'output_tokens'],
  ['web_search_requests', 'web_search_requests'],
] as const;

type Column = (typeof USAGE_COLUMNS | typeof COST_COLUMNS | typeof ATTRIBUTION_COLUMNS)[number];
type Row = Readonly<Record<Column, string>>;

/** Decimal dollars as millionths of a cent; nothing adds nothing. */
function moneyOf(text: string): bigint {
  if (text === '') return 0n;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.(\d{8})$/.exec(text) ?? assert.fail(text);
  return BigInt(`${sign}${whole}${fraction}`);
}

/** Exports the ledger of an organization. */
class Desk implements AsyncDisposable {
  readonly office: Office;
  readonly #ledger: Ledger;
  readonly ledger: OrganizationLedger;
  readonly pricedDays: PricedDays;

  private constructor(office: Office) {
    this.office = office;
    this.#ledger = new Ledger(office.ledgerPath, office.now);
    this.ledger = this.#ledger.organization(office.api.world.organization);
    this.pricedDays = new PricedDays(new DayIndex(this.ledger));
    this.pricedDays.refresh(FROM, office.now);
  }

  static async open(world: Office['api']['world']): Promise<Desk> {
    const office = await Office.open({ world, at: AT, config: { historyDays: DAYS } });
    await office.engine.start();
    return new Desk(office);
  }

  get path(): string {
    return join(this.office.folder, 'export.csv');
  }

  run(what: ExportPart, span = ALL, own: { signal?: AbortSignal; onProgress?: (done: number) => void } = {}) {
    const { ledger, pricedDays, path } = this;
    const usual = { signal: new AbortController().signal, onProgress: () => {} };
    return exportLedger({ what, span, path, ledger, pricedDays, ...usual, ...own });
  }

  async rows(what: ExportPart, span = ALL): Promise<Row[]> {
    const { rows } = await this.run(what, span);
    const [head = [], ...cells] = readCsv(readFileSync(this.path, 'utf8'));
    assert.deepEqual(head, COLUMNS[what]);
    assert.equal(cells.length, rows);
    return cells.map((line) => {
      assert.equal(line.length, head.length);
      return Object.fromEntries(head.map((name, at) => [name, line[at] ?? ''])) as Row;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ledger.close();
    await this.office[Symbol.asyncDispose]();
  }
}

const COLUMNS = { usage: USAGE_COLUMNS, cost: COST_COLUMNS, attribution: ATTRIBUTION_COLUMNS };
const sum = (rows: readonly Row[], column: Column) => rows.reduce((total, row) => total + moneyOf(row[column]), 0n);
const count = (rows: readonly Row[], column: Column) => rows.reduce((total, row) => total + Number(row[column]), 0);

describe('an export of the ledger', () => {
  let desk: Desk;

  before(async function () {
    this.timeout(60_000);
    desk = await Desk.open(smallWorld(TODAY));
  });
  after(() => desk[Symbol.asyncDispose]());

  it('an export of cost has a restated day’s first total, and when the newest was read', async () => {
    await using own = await Desk.open(smallWorld(TODAY));
    const day = TODAY - 4 * DAY;
    const lines = own.ledger.bills.lines(day, day + DAY).get(day) ?? [];
    const rows = lines.map((line) => ({ ...line, amount: 2n * line.amount }));
    own.ledger.bills.replace([{ start: day, end: day + DAY, rows }], AT + HOUR);
    own.pricedDays.refresh(FROM, AT + HOUR);
    const { total } = own.office.api.truth.billOf(day);
    for (const row of await own.rows('cost')) {
      const isRestated = row.day === utcDay(day);
      assert.equal(moneyOf(row.restated_from_usd), isRestated ? total : 0n);
      assert.equal(row.restated_at, isRestated ? new Date(AT + HOUR).toISOString() : '');
    }
  });

  it('an export of usage counts what was truly used, hour by hour', async () => {
    const rows = await desk.rows('usage');
    const { truth, world } = desk.office.api;
    for (const [column, counter] of COUNTED) {
      const day = TODAY - 3 * DAY;
      for (const [from, to] of [
        [day, day + DAY],
        [day + 14 * HOUR, day + 15 * HOUR],
      ] as const) {
        const own = rows.filter(({ bucket_start: at }) => Date.parse(at) >= from && Date.parse(at) < to);
        assert.equal(count(own, column), truth.count({ from, to, counter, shownAt: AT }), `${column} ${utcDay(from)}`);
      }
    }
    const names = new Set(rows.map((row) => row.api_key_name));
    for (const { name, status } of world.keys) if (status === 'active') assert.ok(names.has(name), name);
    assert.ok(names.has('No API key') && rows.some((row) => row.workspace_name === 'Default workspace'));
    assert.match(`${rows[0]?.bucket_start} ${rows[0]?.bucket_end}`, /^2026-11-12T00:00:00Z 2026-11-12T01:00:00Z$/);
    const starts = rows.map((row) => row.bucket_start);
    assert.deepEqual(starts, starts.toSorted());
  });

  it('an export of cost is the bill, line by line', async () => {
    const rows = await desk.rows('cost');
    const billed = new Map(Map.groupBy(rows, (row) => row.day));
    assert.deepEqual(
      [...billed.keys()],
      [7, 6, 5, 4, 3, 2, 1].map((ago) => utcDay(TODAY - ago * DAY)),
    );
    for (const [day, lines] of billed) {
      const bill = desk.office.api.truth.billAt(utcDayStart(day), AT);
      assert.equal(sum(lines, 'amount_usd'), bill?.total, day);
      assert.equal(lines.length, bill?.lines.length);
      assert.ok(lines.every(({ whole }) => whole === (day === utcDay(TODAY - DAY) ? 'no' : 'yes')));
    }
    assert.ok(rows.some((row) => row.cost_type === 'code_execution' && row.workspace_name === 'Research'));
  });

  it('an export of attribution sums to the bill of every final day, to the last unit', async () => {
    const cost = await desk.rows('cost');
    const attribution = await desk.rows('attribution');
    const whole = new Set(cost.filter((row) => row.whole === 'yes').map(({ day }) => day));
    assert.equal(whole.size, 6);
    for (const day of whole) {
      const own = attribution.filter((row) => row.day === day);
      assert.equal(
        sum(own, 'amount_usd'),
        sum(
          cost.filter((row) => row.day === day),
          'amount_usd',
        ),
        day,
      );
      assert.ok(own.every(({ basis }) => basis === 'billed' || basis === ''));
    }
    const today = attribution.filter((row) => row.day === utcDay(TODAY));
    assert.ok(today.length > 0 && today.every(({ basis }) => basis === 'estimated' || basis === ''));
  });

  it('an export of attribution has the units of usage, and lines without usage without an hour', async () => {
    const usage = await desk.rows('usage');
    const attribution = await desk.rows('attribution');
    for (const [column, item] of COUNTED) {
      const own = attribution.filter((row) => row.token_type === item);
      assert.equal(count(own, 'units'), count(usage, column), item);
    }
    const loose = attribution.filter(({ hour }) => hour === '');
    assert.deepEqual(new Set(loose.map((row) => row.cost_type)), new Set(['code_execution', 'session_usage']));
    assert.ok(loose.every((row) => row.units === '' && row.api_key_id === '' && row.api_key_name === ''));
    const priority = attribution.filter(
      (row) => row.service_tier === 'priority' && row.token_type !== 'web_search_requests',
    );
    assert.ok(priority.length > 0 && priority.every((row) => row.amount_usd === '' && row.basis === ''));
  });

  it('an export returns how many days the ledger has nothing of', async () => {
    const span = { start: FROM - 2 * DAY, end: TODAY + DAY };
    assert.equal((await desk.run('usage', span)).missingDays, 2);
    assert.equal((await desk.run('cost', span)).missingDays, 3);
    assert.equal((await desk.run('attribution', span)).missingDays, 2);
  });

  it('an export of a span without data is a file of its columns alone', async () => {
    const span = { start: FROM - 2 * DAY, end: FROM };
    assert.deepEqual(await desk.run('cost', span), { rows: 0, missingDays: 2 });
    assert.equal(readCsv(readFileSync(desk.path, 'utf8')).length, 1);
  });

  it('an export is its owner’s alone, also where it replaces a file that was everybody’s', async () => {
    writeFileSync(desk.path, 'old', { mode: 0o644 });
    await desk.run('cost');
    assert.equal(statSync(desk.path).mode & 0o777, 0o600);
  });

  it('an export reports its progress, up to the end', async () => {
    const heard: number[] = [];
    await desk.run('usage', ALL, { onProgress: (done) => heard.push(done) });
    assert.deepEqual(
      heard,
      [1, 2, 3, 4, 5, 6, 7, 8].map((day) => day / DAYS),
    );
  });

  for (const what of ['usage', 'cost', 'attribution'] as const) {
    it(`an export of ${what} that is cancelled leaves nothing behind, and an older file as it was`, async () => {
      writeFileSync(desk.path, 'old');
      const before = readdirSync(desk.office.folder).sort();
      const cancel = new AbortController();
      const onProgress = (done: number) => {
        if (done >= 0.5) cancel.abort(new Error('cancelled'));
      };
      await assert.rejects(desk.run(what, ALL, { signal: cancel.signal, onProgress }), /cancelled/);
      assert.deepEqual(readdirSync(desk.office.folder).sort(), before);
      assert.equal(readFileSync(desk.path, 'utf8'), 'old');
    });
  }

  it('an export that cannot be written says why', async () => {
    const path = join(desk.office.folder, 'no such folder', 'export.csv');
    const { ledger, pricedDays } = desk;
    const signal = new AbortController().signal;
    const run = exportLedger({ what: 'cost', span: ALL, path, ledger, pricedDays, signal, onProgress: () => {} });
    await assert.rejects(run, { code: 'ENOENT' });
  });
});

describe('an export of attribution with an estimate of session usage', () => {
  it('an export of attribution has estimated session usage by the hour on days without a bill, and without an hour on billed days', async () => {
    await using desk = await Desk.open(sessions(tinyWorld(TODAY), 0));
    const rows = (await desk.rows('attribution')).filter((row) => row.cost_type === 'session_usage');
    const ofDay = (day: number) => rows.filter((row) => row.day === utcDay(day));
    const billed = ofDay(TODAY - 3 * DAY);
    assert.deepEqual(
      billed.map(({ hour, basis }) => [hour, basis]),
      [['', 'billed']],
    );
    const today = ofDay(TODAY);
    assert.deepEqual([today.length, today[11]?.hour], [12, `${utcDay(TODAY)}T11:00:00Z`]);
    assert.ok(today.every(({ basis, api_key_id: key }) => basis === 'estimated' && key === ''));
    const spend = desk.pricedDays.spend(TODAY)?.unallocated.reduce((total, { amount }) => total + amount, 0n);
    assert.equal(sum(today, 'amount_usd'), spend);
    assert.equal(sum(ofDay(TODAY - DAY), 'amount_usd'), sum(billed, 'amount_usd'));
  }).timeout(60_000);
});

describe('an export of an organization with hostile names', () => {
  it('an export has every hostile name as harmless text, in its own cell', async () => {
    const names = hostileNames('https://trap.invalid');
    await using desk = await Desk.open(hostileWorld(TODAY));
    for (const what of ['usage', 'cost', 'attribution'] as const) {
      const rows = await desk.rows(what);
      const workspaces = new Set(rows.map((row) => row.workspace_name));
      for (const name of names) assert.ok(workspaces.has(harmless(name)), `${what}: ${name.slice(0, 40)}`);
      for (const cell of rows.flatMap((row) => Object.values(row))) assert.doesNotMatch(cell, /^[=+@]/);
    }
  }).timeout(60_000);
});
