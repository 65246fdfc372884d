import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { SCHEMA_VERSION } from '../../../src/ledger/schema.ts';
import { LedgerAnswers } from '../../../src/mcp/ledgerAnswers.ts';
import type { McpSetup } from '../../../src/mcp/setup.ts';
import { centsToDecimal, toCents } from '../../../src/shared/money.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 22);
const AT = TODAY + 14 * HOUR;

describe('LedgerAnswers', () => {
  let folder: string;
  let path: string;
  let answers: LedgerAnswers;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
    path = join(folder, 'ledger.db');
    answers = new LedgerAnswers();
  });
  afterEach(() => {
    answers[Symbol.dispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const setup = (own: Partial<McpSetup> = {}): McpSetup => ({
    version: '1.2.3',
    server: '',
    ledger: path,
    enabled: true,
    sample: false,
    zone: 'UTC',
    historyDays: 90,
    ...own,
  });
  const ask = (name = 'get_status', input: object = {}, own: Partial<McpSetup> = {}, now = AT) =>
    JSON.parse(answers.answer(setup(own), name, input, now));
  const setVersion = (version: number) => {
    using database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${version}`);
  };

  it('LedgerAnswers answers what the engine has stored, to the cent, while the engine goes on, and of what is stored after it has ended', async () => {
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 40 } });
    await office.engine.start();
    const of = { ledger: office.ledgerPath };
    const today = (now: number) => ask('get_spend', { period: 'today' }, of, now);
    const { total: first } = today(AT);
    await office.goTo(AT + HOUR);
    const { total: second } = today(AT + HOUR);
    assert.ok(Number(second) > Number(first), `${second} > ${first}`);
    await office.engine.end();
    const bills = Array.from({ length: 21 }, (_, day) => office.api.truth.billOf(TODAY - (day + 1) * DAY).total);
    const days = { period: 'custom', from: '2026-11-01', to: '2026-11-21', groupBy: 'apiKey' };
    const { total, rows, rest } = ask('get_spend', days, of, office.now);
    assert.equal(total, centsToDecimal(toCents(bills.reduce((sum, bill) => sum + bill))));
    // Three keys, one of them none, and code execution, which has no key.
    assert.deepEqual([rows.length, rest.count, rest.spend], [4, 0, '0.00']);
    const { total: known, dataUpTo } = today(AT + 4 * HOUR);
    assert.deepEqual([known, dataUpTo], [second, '2026-11-22T15:00:00Z']);
    assert.equal(today(AT + DAY).total, null);
    assert.equal(ask('get_status', {}, { ...of, sample: true }).sample, true);
  });

  it('LedgerAnswers says what to do where there is no ledger yet, or none of any organization', () => {
    assert.throws(() => ask(), /^Error: There are no figures yet\. In VS Code, set a key .* another profile/);
    new Ledger(path, AT).close();
    assert.throws(() => ask(), /There are no figures yet/);
  });

  it('LedgerAnswers answers from a ledger that is made after the first question', () => {
    assert.throws(() => ask(), /There are no figures yet/);
    using ledger = new Ledger(path, AT);
    ledger.organization({ id: 'org', name: 'Acme' });
    const { organizations, budgets, problems } = ask();
    assert.deepEqual([organizations, budgets], [[{ id: 'org', name: 'Acme' }], undefined]);
    assert.equal(problems[0], 'Budgets and forecasts are not known here: VS Code shows them.');
  });

  it('LedgerAnswers answers of the organization whose key is in use, also once that is another one', () => {
    using ledger = new Ledger(path, AT);
    const acme = ledger.organization({ id: 'org_acme', name: 'Acme' });
    acme.syncState.set('checkedAt', AT - HOUR);
    assert.equal(ask().organizations[0].name, 'Acme');
    ledger.organization({ id: 'org_other', name: 'Other' }).syncState.set('checkedAt', AT);
    assert.equal(ask().organizations[0].name, 'Other');
  });

  it('LedgerAnswers goes by the API’s time where the machine’s clock is wrong', () => {
    using ledger = new Ledger(path, AT);
    ledger.organization({ id: 'org', name: 'Acme' }).syncState.set('skew', 3 * DAY);
    assert.equal(ask().now, '2026-11-25T14:00:00Z');
  });

  it('LedgerAnswers refuses a ledger of another version in a sentence, also one that was taken over while it was open', () => {
    {
      using ledger = new Ledger(path, AT);
      ledger.organization({ id: 'org', name: 'Acme' });
    }
    setVersion(SCHEMA_VERSION - 1);
    assert.throws(() => ask(), /has been updated: open VS Code once/);
    setVersion(SCHEMA_VERSION);
    ask();
    setVersion(SCHEMA_VERSION + 1);
    assert.throws(() => ask(), /has been updated: restart this MCP server/);
  });

  it('LedgerAnswers says that a ledger is locked, or damaged, and answers as soon as it is not', () => {
    {
      using ledger = new Ledger(path, AT);
      ledger.organization({ id: 'org', name: 'Acme' });
    }
    const kept = `${path}.kept`;
    copyFileSync(path, kept);
    {
      using other = new DatabaseSync(path);
      other.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
      assert.throws(() => ask(), /Another program has locked the usage history/);
    }
    ask();
    rmSync(path);
    writeFileSync(path, Buffer.concat([readFileSync(kept).subarray(0, 16), Buffer.alloc(9000, 7)]));
    assert.throws(() => ask(), /The usage history is damaged/);
    rmSync(path);
    copyFileSync(kept, path);
    ask();
  });

  it('LedgerAnswers throws a fault that is nobody’s but its own as it is', () => {
    using ledger = new Ledger(path, AT);
    ledger.organization({ id: 'org', name: 'Acme' });
    assert.throws(() => ask('get_status', {}, { zone: 'Mars/Base' }, Number.NaN), RangeError);
  });
});
