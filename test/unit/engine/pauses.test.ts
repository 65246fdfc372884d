import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { rateLimited } from '../../adminApi/faults/rateLimited.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { Office } from '../../support/office.ts';
import { AT, OPTIONS } from './kit.ts';

const { organization } = OPTIONS.world;

/** An engine whose first answer after it was filled has asked for a pause of so many ms. */
async function paused(ms: number): Promise<Office> {
  const office = await Office.open(OPTIONS);
  await office.engine.start();
  office.api.faults.add({ fault: rateLimited({ kind: 'retryAfter', seconds: ms / 1000 }), times: 1 });
  await office.pollAt(AT + MINUTE);
  office.api.requests.clear();
  return office;
}

/** The configuration of an engine that knows whose key it has. */
function known({ api }: Office, key: string = KEYS.admin) {
  const baseUrl = { origin: api.url, prefix: '' };
  return { account: { type: 'key', baseUrl, key, organization, preferHost: false } } as const;
}

function report(office: Office, kind: 'dailyUsage' | 'claudeCode' | 'monthStatement') {
  const request = { report: kind, from: '2026-11-10', to: '2026-11-19', filters: [] } as const;
  return office.engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
}

describe('A pause that the API asks for', () => {
  it('a pause that the API asks for is kept in full, however long, and shown with its end', async () => {
    await using office = await paused(45 * MINUTE);
    const { problem } = office.summary;
    assert.equal(problem?.kind, 'rateLimited');
    assert.match(problem?.message ?? '', / will try again at 14:54 UTC\.$/);
    await office.pollAt(AT + 45 * MINUTE);
    assert.equal(office.api.requests.all.length, 0);
    await office.pollAt(AT + 47 * MINUTE);
    assert.equal(office.summary.problem, null);
    assert.ok(office.api.requests.all.length > 0);
  });

  it('a pause that ends on another day is shown with that day', async () => {
    await using office = await paused(30 * HOUR);
    assert.match(office.summary.problem?.message ?? '', / will try again at 20:09 UTC on Nov 20\.$/);
  });

  it('Refresh Now keeps a pause that the API asks for, and says when it ends', async () => {
    await using office = await paused(45 * MINUTE);
    office.moveTo(AT + 30 * MINUTE);
    const outcome = await office.engine.refresh();
    assert.ok(typeof outcome === 'object');
    assert.match(outcome.message, / will try again at 14:54 UTC\.$/);
    assert.equal(outcome.mayTryAnyway, undefined);
    assert.equal(office.api.requests.all.length, 0);
  });

  it('reports and the panel keep a pause that the API asks for, and say so', async () => {
    await using office = await paused(3 * HOUR);
    for (const kind of ['dailyUsage', 'claudeCode'] as const) {
      const outcome = await report(office, kind);
      assert.ok(outcome.kind === 'report', outcome.kind === 'failed' ? outcome.message : outcome.kind);
      assert.match(outcome.report.notIncluded.join('\n'), /^Any newer data\. .* will try again at 17:09 UTC\.$/m);
    }
    office.engine.panel.choose({ ...FIRST_CHOICE, range: { type: 'yesterday' }, unit: 'minute' });
    office.engine.panel.fetch(true);
    assert.equal(office.api.requests.all.length, 0);
  });

  for (const [kind, route] of [
    ['claudeCode', 'claudeCode'],
    ['monthStatement', 'cost'],
  ] as const) {
    it(`a pause that the report ${kind} meets is kept by all, and named in it`, async () => {
      await using office = await Office.open(OPTIONS);
      await office.engine.start();
      if (kind === 'claudeCode') await report(office, kind);
      office.moveTo(AT + 2 * HOUR);
      const fault = rateLimited({ kind: 'retryAfter', seconds: 3 * 3600 });
      office.api.faults.add({ fault, route, times: 'always' });
      const outcome = await report(office, kind);
      assert.ok(outcome.kind === 'report', outcome.kind === 'failed' ? outcome.message : outcome.kind);
      assert.match(outcome.report.notIncluded.join('\n'), /^Any newer data\. .* will try again at 19:08 UTC\.$/m);
      office.api.requests.clear();
      await using other = office.openWindow({ config: { ...OPTIONS.config, ...known(office) } });
      await other.engine.start();
      await office.pollAt(AT + 2 * HOUR + 2 * MINUTE);
      assert.equal(office.api.requests.all.length, 0);
    });
  }

  it('a report without data names the end of a pause that the API asks for', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const fault = rateLimited({ kind: 'retryAfter', seconds: 3 * 3600 });
    office.api.faults.add({ fault, route: 'claudeCode', times: 'always' });
    const outcome = await report(office, 'claudeCode');
    assert.ok(outcome.kind === 'failed', outcome.kind);
    assert.match(outcome.message, /asked the extension to wait.* will try again at 17:08 UTC\.$/);
  });

  it('a pause that the API asks for is kept over a restart, and by other windows with the same key', async () => {
    await using office = await paused(3 * HOUR);
    await office.restart(known(office));
    await office.pollAt(AT + 20 * MINUTE);
    assert.match(office.summary.problem?.message ?? '', /asked the extension to wait.* will try again at 17:09 UTC\.$/);
    assert.equal(typeof (await office.engine.refresh()), 'object');
    await using other = office.openWindow({ config: { ...OPTIONS.config, ...known(office) } });
    await other.engine.start();
    assert.equal(typeof (await other.engine.refresh()), 'object');
    assert.equal(office.api.requests.all.length, 0);
  });

  it('a pause of one key does not hold for another key of the organization, and still holds for the first', async () => {
    await using office = await paused(3 * HOUR);
    office.moveTo(AT + 2 * MINUTE);
    const config = { ...OPTIONS.config, ...known(office, KEYS.personal) };
    await using other = office.openWindow({ key: KEYS.personal, config });
    await other.engine.start();
    assert.equal(other.summary.problem, null);
    assert.ok(office.api.requests.all.length > 0);
    office.api.requests.clear();
    await office.restart(known(office));
    await office.pollAt(AT + 10 * MINUTE);
    assert.equal(office.summary.problem?.kind, 'rateLimited');
    assert.equal(office.api.requests.all.length, 0);
  });

  it('a pause of more than an hour may be tried anyway: one request, and no more where that is refused', async () => {
    await using office = await paused(3 * HOUR);
    assert.equal(office.summary.problem?.mayTryAnyway, true);
    office.api.faults.add({ fault: rateLimited({ kind: 'retryAfter', seconds: 4 * 3600 }), times: 'always' });
    office.moveTo(AT + HOUR);
    const outcome = await office.engine.refresh(true);
    assert.equal(office.api.requests.all.length, 1);
    assert.ok(typeof outcome === 'object');
    assert.match(outcome.message, / will try again at 19:08 UTC\.$/);
    assert.equal(typeof (await office.engine.refresh()), 'object');
    assert.equal(office.api.requests.all.length, 1);
  });

  it('a pause goes on where trying anyway ends in something else', async () => {
    await using office = await paused(3 * HOUR);
    office.api.faults.add({ fault: { kind: 'status', status: 500 }, times: 'always' });
    const outcome = await office.engine.refresh(true);
    assert.ok(typeof outcome === 'object');
    assert.match(outcome.message, /is having problems .* will try again at 17:09 UTC\.$/);
    assert.equal(office.api.requests.all.length, 1);
    await office.restart(known(office));
    await office.pollAt(AT + 10 * MINUTE);
    assert.equal(typeof (await office.engine.refresh()), 'object');
    assert.equal(office.api.requests.all.length, 1);
  });

  it('a pause that was tried anyway is over where the API answers, after a restart too', async () => {
    await using office = await paused(3 * HOUR);
    await office.restart(known(office));
    await office.pollAt(AT + 2 * MINUTE);
    assert.equal(office.summary.problem?.mayTryAnyway, true);
    assert.equal(await office.engine.refresh(true), 'refreshed');
    assert.equal(office.summary.problem, null);
    office.api.requests.clear();
    await office.pollAt(AT + 4 * MINUTE);
    assert.ok(office.api.requests.all.length > 0);
  });

  it('a pause that begins in the future is not kept: a clock was wrong', async () => {
    await using office = await paused(3 * HOUR);
    await office.restart(known(office));
    const database = new DatabaseSync(office.ledgerPath);
    database.exec(`UPDATE moment SET at = at + ${90 * DAY} WHERE name LIKE 'blocked%' OR name LIKE 'asked%'`);
    database.close();
    await office.pollAt(AT + 2 * MINUTE);
    assert.equal(office.summary.problem, null);
  });

  it('a pause leaves nothing of the key in the ledger but a mark that no other ledger makes', async () => {
    await using one = await paused(3 * HOUR);
    await using two = await paused(3 * HOUR);
    const marks = [one, two].map(({ ledgerPath }) => {
      for (const companion of ['', '-wal', '-shm']) {
        const path = ledgerPath + companion;
        if (existsSync(path)) assert.equal(readFileSync(path).indexOf(KEYS.admin), -1, path);
      }
      const database = new DatabaseSync(ledgerPath, { readOnly: true });
      const found = database.prepare("SELECT name FROM moment WHERE name LIKE 'askedUntil:%'").get();
      database.close();
      return String(found?.['name']);
    });
    assert.match(marks[0] ?? '', /^askedUntil:[0-9a-f]{8}$/);
    assert.notEqual(marks[0], marks[1]);
  });
});
