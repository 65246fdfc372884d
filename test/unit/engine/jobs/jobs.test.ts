import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineConfig, Job, JobOutcome } from '../../../../src/engine/thread/protocol.ts';
import type { Report, ReportRequest } from '../../../../src/reports/report.ts';
import { SAMPLE_ORGANIZATION } from '../../../../src/sample/organization.ts';
import type { Organization } from '../../../../src/source/source.ts';
import { DAY, HOUR, utcDay } from '../../../../src/time/utc.ts';
import { KEYS } from '../../../adminApi/http/credentials.ts';
import { smallWorld } from '../../../adminApi/worlds/small.ts';
import { Office } from '../../../support/office.ts';
import { tinyWorld } from '../../../support/tinyWorld.ts';
import { AT, TODAY } from '../kit.ts';

const OPTIONS = {
  world: tinyWorld(TODAY, { coders: smallWorld(TODAY).coders }),
  at: AT,
  config: { historyDays: 40 },
};
const DOWN = { fault: { kind: 'status', status: 400 }, times: 'always' } as const;
/** Days whose bills are final. */
const WEEK = { from: utcDay(TODAY - 9 * DAY), to: utcDay(TODAY - 3 * DAY) };

describe('reports and exports of an engine', () => {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open(OPTIONS);
  });
  afterEach(() => office[Symbol.asyncDispose]());

  const run = (work: Job, signal = new AbortController().signal, onProgress = () => {}) =>
    office.engine.runJob(work, onProgress, signal);
  const asked = (changes: Partial<ReportRequest> = {}): Job & { kind: 'report' } => ({
    kind: 'report',
    request: { report: 'workspaceCost', ...WEEK, filters: [], ...changes },
  });
  const make = async (changes: Partial<ReportRequest> = {}): Promise<Report> => reportOf(await run(asked(changes)));
  const billed = () => {
    const bills = Array.from({ length: 7 }, (_, day) => office.api.truth.billOf(TODAY - (9 - day) * DAY).total);
    return bills.reduce((sum, bill) => sum + bill, 0n);
  };
  /** A new engine on the same ledger, which knows whose key it is. */
  const restart = () => office.restart({ account: knownAccount(office) });

  it('a report waits until the history is there, and shows its progress', async () => {
    const told: string[] = [];
    const starting = office.engine.start();
    const outcome = await office.engine.runJob(asked(), ({ what }) => told.push(what), new AbortController().signal);
    assert.equal(totalOf(reportOf(outcome)), billed());
    assert.ok(told.includes('loading history') && told.at(-1) === 'adding up', told.join());
    await starting;
  });

  describe('of an organization that its address names', () => {
    const own = OPTIONS.world.organization;
    const other = { id: 'org_globex', name: 'Globex' };
    const runOf = (organization: string | undefined) => run({ ...asked(), organization });
    const messageOf = async (organization: string | undefined) => {
      const outcome = await runOf(organization);
      return outcome.kind === 'failed' ? outcome.message : outcome.kind;
    };
    /** A new engine on the same ledger, after the key has been replaced by one of another organization. */
    const replaceKey = (organization: Organization) =>
      office.restart({ account: { ...knownAccount(office), organization } });

    it('a report of the organization in use is made, and has its id', async () => {
      assert.equal(reportOf(await runOf(own.id)).organizationId, own.id);
      assert.equal((await make()).organizationId, own.id);
    });

    it('a report of the organization before is refused after the key was replaced, and fetches nothing', async () => {
      await office.engine.start();
      await replaceKey(other);
      await office.engine.start();
      const before = office.api.requests.all.length;
      const says = 'This report is for another organization than the one your current Admin API key belongs to.';
      assert.equal(await messageOf(own.id), says);
      assert.equal(office.api.requests.all.length, before);
      await replaceKey(own);
      assert.equal(await messageOf(own.id), 'report');
    });

    it('a report of sample data is refused while a key is in use, and the other way round', async () => {
      assert.match(await messageOf(SAMPLE_ORGANIZATION.id), /was created from the sample data, which is not shown now/);
      await replaceKey(SAMPLE_ORGANIZATION);
      assert.match(await messageOf(own.id), /is for your organization, but the sample data is shown now/);
    });

    it('a report without an organization is made of the one in use', async () => {
      assert.equal(await messageOf(undefined), 'report');
      await replaceKey(other);
      assert.equal(await messageOf(undefined), 'report');
    });
  });

  describe('while another window fetches the history', () => {
    let first: Office;
    let filling: Promise<void>;

    beforeEach(async () => {
      first = await Office.open({ ...OPTIONS, latencyMs: 30 });
      filling = first.engine.start();
      await first.api.requests.waitFor(({ all }) => all.filter(({ route }) => route === 'usage').length === 4);
    });
    afterEach(() => first[Symbol.asyncDispose]());

    const askIn = (window: Office, signal: AbortSignal, onProgress = () => {}) =>
      window.engine.runJob(asked(), onProgress, signal);

    it('a report waits for a history that another window fetches', async () => {
      await using second = first.openWindow();
      await second.engine.start();
      const report = reportOf(await askIn(second, new AbortController().signal));
      assert.equal(report.known, true);
      await filling;
    });

    it('a report that waits for another window’s history is cancelled at once', async () => {
      await using second = first.openWindow();
      await second.engine.start();
      const abort = new AbortController();
      let told = 0;
      const work = askIn(second, abort.signal, () => {
        told += 1;
        abort.abort();
      });
      assert.deepEqual(await work, { kind: 'cancelled' });
      assert.equal(told, 1);
      await filling;
    });
  });

  it('a report is cancelled at once, while the history goes on', async () => {
    office.api.faults.add({ fault: { kind: 'hang' }, route: 'usage', times: 'always', after: 3 });
    void office.engine.start();
    await office.api.requests.waitFor(({ all }) => all.filter(({ route }) => route === 'usage').length > 3);
    const abort = new AbortController();
    const work = run(asked(), abort.signal);
    abort.abort();
    assert.deepEqual(await work, { kind: 'cancelled' });
    assert.ok(office.api.requests.underWay > 0);
  });

  it('a report is cancelled before there is a ledger, too', async () => {
    office.api.faults.add({ fault: { kind: 'hang' }, times: 'always' });
    const abort = new AbortController();
    const work = run(asked(), abort.signal);
    await office.api.requests.waitFor(({ underWay }) => underWay > 0);
    abort.abort();
    assert.deepEqual(await work, { kind: 'cancelled' });
  });

  describe('that somebody is charged by', () => {
    const later = (report: ReportRequest['report']) => make({ report });
    const costRequests = () => office.api.requests.all.filter(({ route }) => route === 'cost').length;

    for (const report of ['monthStatement', 'workspaceCost', 'keyCost'] as const) {
      it(`a report that somebody is charged by reads the period’s bills once more: ${report}`, async () => {
        await office.engine.start();
        office.moveTo(AT + 2 * HOUR);
        office.api.requests.clear();
        await later(report);
        assert.equal(costRequests(), 1);
        await later(report);
        assert.equal(costRequests(), 1, 'they were read within the hour');
      });
    }

    it('a report whose bills cannot be read uses those of the ledger, and says as of when', async () => {
      await office.engine.start();
      office.moveTo(AT + 2 * HOUR);
      office.api.faults.add({ ...DOWN, route: 'cost' });
      const report = await later('workspaceCost');
      assert.equal(totalOf(report), billed());
      assert.match(
        report.notIncluded.join('\n'),
        /^Changes to the bills since Nov 19, 14:07 UTC, .* read again now\. The API/m,
      );
    });

    it('a report that nobody is charged by reads no bills', async () => {
      await office.engine.start();
      office.moveTo(AT + 2 * HOUR);
      office.api.requests.clear();
      await later('savings');
      assert.equal(costRequests(), 0);
    });
  });

  it('two reports at once are each made by themselves', async () => {
    void office.engine.start();
    const [cost, daily] = await Promise.all([make(), make({ report: 'dailyUsage' })]);
    assert.equal(totalOf(cost), billed());
    assert.equal(totalOf(daily), billed());
    assert.equal(daily.title, 'Daily Usage');
  });

  it('a report needs no API where the ledger has all of its data', async () => {
    await office.engine.start();
    office.api.faults.add(DOWN);
    await restart();
    assert.equal(totalOf(await make()), billed());
  });

  it('a report says which days have not been read where the API is down', async () => {
    await office.engine.start();
    office.api.faults.add(DOWN);
    office.moveTo(AT + 2 * DAY);
    const report = await make({ from: utcDay(TODAY), to: utcDay(TODAY + DAY) });
    assert.ok(
      report.notIncluded.some((sentence) => /Days without data/.test(sentence)),
      report.notIncluded.join('\n'),
    );
  });

  it('a report without any data fails with the reason', async () => {
    office.api.faults.add(DOWN);
    const outcome = await run(asked());
    assert.ok(outcome.kind === 'failed');
    assert.match(outcome.message, /^The .*\.$/);
  });

  it('a report of an account that is left meanwhile fails with a sentence', async () => {
    office.api.faults.add({ fault: { kind: 'hang' }, route: 'usage', times: 'always', after: 3 });
    void office.engine.start();
    await office.api.requests.waitFor(({ all }) => all.filter(({ route }) => route === 'usage').length > 3);
    const work = run(asked());
    await office.engine.end();
    assert.deepEqual(await work, {
      kind: 'failed',
      message: 'The organization was changed or removed in the meantime.',
    });
  });

  describe('of days that are not there', () => {
    it('a report has nothing of days before the history, and does not ask for them', async () => {
      await office.engine.start();
      const before = office.api.requests.all.length;
      const report = await make({ from: utcDay(TODAY - 200 * DAY), to: utcDay(TODAY - 190 * DAY) });
      assert.equal(office.api.requests.all.length, before);
      assert.deepEqual(
        report.sections.flatMap(({ table }) => table?.rows ?? []),
        [],
      );
      assert.ok(
        report.notIncluded.some((sentence) => /Days without data/.test(sentence)),
        report.notIncluded.join('\n'),
      );
    });

    it('a report has nothing of days to come', async () => {
      await office.engine.start();
      const report = await make({ from: utcDay(TODAY + 3 * DAY), to: utcDay(TODAY + 5 * DAY) });
      assert.deepEqual(
        report.sections.flatMap(({ table }) => table?.rows ?? []),
        [],
      );
    });
  });

  it('a report has the days of the zone in the setting, unless it is of bills', async () => {
    await office.engine.start();
    await office.restart({ account: knownAccount(office), zone: 'Asia/Tokyo' });
    await office.engine.start();
    const day = utcDay(TODAY - 5 * DAY);
    const report = await make({ report: 'dailyUsage', from: day, to: day });
    assert.deepEqual(
      [report.period.start, report.period.end],
      [TODAY - 5 * DAY - 9 * HOUR, TODAY - 4 * DAY - 9 * HOUR],
    );
    const statement = await make({ report: 'monthStatement', from: day, to: day });
    assert.deepEqual([statement.period.start, statement.period.zone], [TODAY - 5 * DAY, 'UTC']);
  });

  for (const zone of ['UTC', 'Asia/Tokyo', 'America/New_York']) {
    it(`a report waits for all hours of a day of ${zone}, though its bill is there`, async () => {
      await using other = await Office.open({ ...OPTIONS, config: { historyDays: 40, zone } });
      const starting = other.engine.start();
      await other.api.requests.waitFor(({ all }) => all.filter(({ route }) => route === 'usage').length === 4);
      other.engine.cancelHistory();
      await starting;
      const asked = other.api.requests.all.length;
      for (let ago = 1; ago < 5; ago++) {
        const day = utcDay(TODAY - ago * DAY);
        const request = { report: 'dailyUsage', from: day, to: day, filters: [] } as const;
        const outcome = await other.engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
        assert.equal(reportOf(outcome).known, true, day);
      }
      assert.ok(other.api.requests.all.length > asked, 'not all of it was there');
    });
  }

  describe('of Claude Code Analytics', () => {
    const claudeCode = { report: 'claudeCode', from: utcDay(TODAY - 3 * DAY), to: utcDay(TODAY) } as const;

    it('a report on Claude Code says plainly that the key may not read Analytics', async () => {
      office.api.faults.add({ fault: { kind: 'status', status: 403 }, route: 'claudeCode', times: 'always' });
      const outcome = await run(asked(claudeCode));
      assert.ok(outcome.kind === 'failed', JSON.stringify(outcome));
      assert.match(
        outcome.message,
        /^The API does not give this key access to Claude Code Analytics\. Use an Admin API key /,
      );
    });

    for (const [status, says] of [
      [403, /^Data that could not be read now\. The API does not give this key access .*\. Use an Admin API key /],
      [404, /^Data that could not be read now\. Claude Code Analytics is not available at this address\. Check /],
    ] as const) {
      it(`a report on Claude Code uses what was read where the API answers ${status} by now, with what is missing and a remedy`, async () => {
        await make({ ...claudeCode, from: utcDay(TODAY - DAY) });
        office.api.faults.add({ fault: { kind: 'status', status }, route: 'claudeCode', times: 'always' });
        const { sections, notIncluded } = await make(claudeCode);
        assert.ok(sections.flatMap(({ table }) => table?.rows ?? []).length > 0);
        const unread = [utcDay(TODAY - 3 * DAY), utcDay(TODAY - 2 * DAY)].join(', ');
        assert.equal(notIncluded.at(-1), `Days without data: ${unread}.`);
        assert.match(notIncluded.at(-2) ?? '', says);
      });
    }

    it('a report on Claude Code fails with the reason where the API is down and nothing was read', async () => {
      await office.engine.start();
      office.api.faults.add(DOWN);
      const outcome = await run(asked(claudeCode));
      assert.ok(outcome.kind === 'failed' && !outcome.message.startsWith('It could'), JSON.stringify(outcome));
    });

    it('a report on Claude Code uses what was read, and says what was not', async () => {
      await make({ ...claudeCode, from: utcDay(TODAY - DAY) });
      office.api.faults.add(DOWN);
      const { sections, notIncluded } = await make(claudeCode);
      assert.ok(sections.flatMap(({ table }) => table?.rows ?? []).length > 0);
      const unread = [utcDay(TODAY - 3 * DAY), utcDay(TODAY - 2 * DAY)].join(', ');
      assert.equal(notIncluded.at(-1), `Days without data: ${unread}.`);
      assert.match(notIncluded.at(-2) ?? '', /^Data that could not be read now\. The /);
    });
  });

  describe('as an export', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'claude-usage-work-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const missing = async (what: 'usage' | 'cost', from: number, to: number) => {
      const days = { from: utcDay(from), to: utcDay(to) };
      const outcome = await run({ kind: 'export', what, ...days, path: join(folder, 'export.csv') });
      assert.ok(outcome.kind === 'export', JSON.stringify(outcome));
      return outcome.missingDays;
    };

    it('an export counts the days that the ledger has nothing of, but none to come', async () => {
      await office.engine.start();
      assert.equal(await missing('usage', TODAY - 5 * DAY, TODAY), 0);
      assert.equal(await missing('usage', TODAY - 45 * DAY, TODAY), 6);
      assert.equal(await missing('usage', TODAY - DAY, TODAY + 5 * DAY), 0);
      assert.equal(await missing('usage', TODAY + 2 * DAY, TODAY + 5 * DAY), 0);
      assert.equal(await missing('cost', TODAY - 5 * DAY, TODAY + 5 * DAY), 1);
    });
  });
});

function knownAccount(office: Office): EngineConfig['account'] & { type: 'key' } {
  const baseUrl = { origin: office.api.url, prefix: '' };
  const { organization } = OPTIONS.world;
  return { type: 'key', baseUrl, key: KEYS.admin, organization, preferHost: false };
}

function reportOf(outcome: JobOutcome): Report {
  assert.ok(outcome.kind === 'report', outcome.kind === 'failed' ? outcome.message : outcome.kind);
  return outcome.report;
}

/** Of the main table's cost. */
function totalOf({ sections }: Report): bigint | null {
  const table = sections[0]?.table;
  const total = table?.total?.[table.columns.findIndex(({ key }) => key === 'cost_usd')];
  return total?.kind === 'money' ? total.amount : null;
}
