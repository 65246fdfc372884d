import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { deleteDatabase } from '../../../src/ledger/database.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/spend/time.ts';
import { rateLimited } from '../../adminApi/faults/rateLimited.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20 * SECOND;
const OPTIONS = { world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 } };

/** What today's minutes that the API shows will truly be billed with. */
function truthOf(office: Office, from: number): bigint {
  const to = Math.floor(office.now / MINUTE) * MINUTE + MINUTE;
  return office.api.truth.trueCost({ from, to, shownAt: office.now });
}

function notices(office: Office): string[] {
  return office.messages.flatMap((message) => (message.type === 'notice' ? message.message : []));
}

function assertClose(amount: bigint | undefined, truth: bigint, share: number): void {
  const error = Math.abs(Number((amount ?? 0n) - truth)) / Number(truth);
  assert.ok(error <= share, `${amount} is ${(error * 100).toFixed(4)} % from ${truth}`);
}

describe('An engine', () => {
  it('goes from starting to figures that are true', async () => {
    await using office = await Office.open({ world: smallWorld(TODAY), at: AT, config: { historyDays: 12 } });
    await office.engine.start();
    assert.equal(office.messages.find(({ type }) => type === 'state')?.type, 'state');
    assert.deepEqual(office.messages[0], {
      type: 'state',
      state: { status: 'starting', organization: null, sample: false },
    });
    const { summary } = office;
    assertClose(summary.today?.amount, truthOf(office, TODAY), 0.0005);
    assert.deepEqual([summary.organization, summary.todayStart, summary.trouble], ['Acme Robotics', TODAY, null]);
    assert.deepEqual([summary.checkedAt, summary.dataTo], [AT, AT]);
    const hour = office.api.truth.trueCost({ from: TODAY + 13 * HOUR + 7 * MINUTE, to: AT - 20 * SECOND, shownAt: AT });
    assertClose(summary.lastHour?.amount, hour, 0.001);
    assert.ok(office.messages.some((message) => message.type === 'organization'));
  });

  it('keeps the figures of today true in a zone whose midnight cuts an hour', async () => {
    const at = TODAY + 7 * HOUR + 7 * MINUTE + 20 * SECOND;
    const config = { historyDays: 12, zone: 'Asia/Kolkata' };
    await using office = await Office.open({ world: smallWorld(TODAY), at, config });
    await office.engine.start();
    const midnight = TODAY - 5.5 * HOUR;
    assert.equal(office.summary.todayStart, midnight);
    assertClose(office.summary.today?.amount, truthOf(office, midnight), 0.0005);
    for (let minutes = 1; minutes <= 4; minutes += 1) await office.pollAt(at + minutes * 15 * MINUTE);
    // What has come late to the closed hours is still missing: they are read again hourly.
    assertClose(office.summary.today?.amount, truthOf(office, midnight), 0.015);
  });

  it('shows a new UTC day as unknown until the API has shown a minute of it', async () => {
    const world = { ...OPTIONS.world, lateness: { delay: 4 * MINUTE, share: 0, upTo: 0 } };
    await using office = await Office.open({ ...OPTIONS, world, at: TODAY + DAY - MINUTE });
    await office.engine.start();
    const before = office.summary.today?.amount ?? 0n;
    assert.ok(before > 0n);
    await office.pollAt(TODAY + DAY + MINUTE);
    assert.deepEqual([office.summary.todayStart, office.summary.today], [TODAY + DAY, null]);
    assert.equal(office.summary.trouble, null);
    await office.pollAt(TODAY + DAY + 9 * MINUTE);
    const today = office.summary.today?.amount ?? 0n;
    assert.ok(today > 0n && today < before);
  });

  it('shows zero, not unknown, where a day has begun without usage', async () => {
    await using office = await Office.open({ ...OPTIONS, world: { ...OPTIONS.world, streams: [] } });
    await office.engine.start();
    assert.deepEqual(office.summary.today, { amount: 0n, basis: 'estimated', unpricedTokens: 0 });
  });

  it('keeps nothing of yesterday under today’s name when it wakes up offline', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: { kind: 'cut', where: 'before' }, times: 'always' });
    await office.pollAt(AT + 18 * HOUR);
    const { summary } = office;
    assert.equal(summary.trouble?.kind, 'offline');
    assert.deepEqual([summary.today, summary.todayStart], [null, TODAY + DAY]);
  });

  it('shows what the ledger holds at once after a restart, and asks for little', async () => {
    let asked = -1;
    await using office = await Office.open({
      ...OPTIONS,
      onMessage: (message, { api }) => {
        if (message.type === 'state' && message.state.status === 'ready' && asked < 0) asked = api.requests.all.length;
      },
    });
    await office.engine.start();
    const { today } = office.summary;
    const account = {
      type: 'key',
      baseUrl: { origin: office.api.url, prefix: '' },
      key: KEYS.admin,
      organization: OPTIONS.world.organization,
      preferHost: false,
    } as const;
    await office.restart({ account });
    asked = -1;
    office.api.requests.clear();
    await office.engine.start();
    assert.equal(asked, 0);
    assert.equal(office.api.requests.all.length, 0, 'nothing within the interval');
    assert.deepEqual(office.summary.today, today);
    await office.restart({ account });
    await office.pollAt(AT + 5 * MINUTE);
    assert.ok(office.api.requests.all.length <= 3);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
  });

  it('never shows the figures of another organization', async () => {
    const quiet = {
      ...tinyWorld(TODAY),
      organization: { id: 'org_quiet', name: 'Quiet Labs' },
      streams: [],
      extras: [],
    };
    await using office = await Office.open({ ...OPTIONS, others: { 'sk-ant-admin01-quiet': quiet } });
    await office.engine.start();
    await using other = office.openWindow({ key: 'sk-ant-admin01-quiet' });
    await other.engine.start();
    const { summary } = other;
    assert.deepEqual([summary.organization, summary.today?.amount], ['Quiet Labs', 0n]);
    assert.deepEqual([summary.dearestModels, summary.lastHour], [[], null]);
    await office.pollAt(AT + MINUTE);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
  });

  it('stops fetching history when it is told to, and is in no trouble for it', async () => {
    await using office = await Office.open({ ...OPTIONS, config: { historyDays: 60 } });
    office.engine.cancelHistory();
    const running = office.engine.start();
    await office.api.requests.waitFor(({ all }) => all.length > 3);
    office.engine.cancelHistory();
    await running;
    assert.equal(office.state?.status === 'failed', false);
    assert.equal(await office.engine.refresh(), 'refreshed');
    assert.equal(office.summary.progress, null);
  });

  it('says nothing more once it has ended, and leaves nothing under way', async () => {
    await using office = await Office.open({ ...OPTIONS, latencyMs: 20 });
    const running = office.engine.start();
    await office.api.requests.waitFor(({ all }) => all.length > 1);
    office.engine[Symbol.dispose]();
    office.engine[Symbol.dispose]();
    const said = office.messages.length;
    await running;
    const states = office.messages.slice(said).filter(({ type }) => type === 'state' || type === 'view');
    assert.deepEqual(states, []);
  });
});

describe('Refresh Now', () => {
  it('always asks, at most once in ten seconds', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.requests.clear();
    office.moveTo(AT + 5 * SECOND);
    assert.equal(await office.engine.refresh(), 'refreshed');
    assert.ok(office.api.requests.of('usage').length > 0);
    office.api.requests.clear();
    office.moveTo(AT + 14 * SECOND);
    assert.equal(await office.engine.refresh(), 'tooSoon');
    assert.equal(office.api.requests.all.length, 0);
    office.moveTo(AT + 15 * SECOND);
    assert.equal(await office.engine.refresh(), 'refreshed');
    assert.ok(office.api.requests.of('usage').length > 0);
  });

  it('asks after a poll that is under way, not instead of it', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.moveTo(AT + MINUTE);
    office.api.requests.clear();
    office.api.setLatency(10);
    const poll = office.engine.start();
    await office.api.requests.waitFor(({ all }) => all.length > 0);
    await office.engine.refresh();
    await poll;
    assert.ok(office.api.requests.of('usage').length >= 2);
  });

  it('is not too soon for a clock that was set back', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    await office.engine.refresh();
    office.moveTo(AT - HOUR);
    assert.equal(await office.engine.refresh(), 'refreshed');
  });

  it('says why it could not', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: { kind: 'status', status: 403 }, times: 'always' });
    const outcome = await office.engine.refresh();
    assert.ok(typeof outcome === 'object' && outcome.kind === 'refused');
  });
});

describe('An API that does not answer as it should', () => {
  for (const status of [401, 403]) {
    it(`and refuses the key with a ${status} leaves the last good figure, marked`, async () => {
      await using office = await Office.open(OPTIONS);
      await office.engine.start();
      const { today } = office.summary;
      office.api.faults.add({ fault: { kind: 'status', status }, times: 'always' });
      await office.pollAt(AT + MINUTE);
      assert.equal(office.summary.trouble?.kind, 'refused');
      assert.deepEqual([office.summary.today, office.summary.checkedAt], [today, AT]);
      assert.ok(office.log.some((line) => line.includes(String(status))));
      office.api.faults.clear();
      await office.goTo(AT + 2 * MINUTE);
      assert.equal(office.summary.trouble, null);
    });
  }

  it('from the beginning ends in a state that says so, not in waiting', async () => {
    await using office = await Office.open({ ...OPTIONS, key: KEYS.ordinary });
    await office.engine.start();
    assert.ok(office.state?.status === 'failed');
    assert.equal(office.state.trouble.kind, 'refused');
    office.engine.showPanel(7);
    assert.equal(office.view?.status, 'failed');
  });

  it('because of its rate limit is left alone, over a restart and by every window', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const { today } = office.summary;
    office.api.faults.add({ fault: rateLimited(), times: 'always', route: 'usage' });
    await office.pollAt(AT + MINUTE);
    assert.equal(office.summary.trouble?.kind, 'rateLimited');
    await office.restart();
    office.api.requests.clear();
    await office.pollAt(AT + MINUTE + 30 * SECOND);
    assert.equal(office.api.requests.of('usage').length, 0);
    assert.equal(office.summary.trouble?.kind, 'rateLimited', 'and is still said to be in trouble');
    assert.deepEqual(office.summary.today, today);
    await using other = office.openWindow();
    await other.engine.start();
    assert.equal(office.api.requests.of('usage').length, 0);

    await office.pollAt(AT + 2 * MINUTE + SECOND);
    assert.equal(office.api.requests.of('usage').length, 1);
    await office.restart();
    office.api.requests.clear();
    await office.pollAt(AT + 3 * MINUTE + 2 * SECOND);
    assert.equal(office.api.requests.of('usage').length, 0, 'the pause has doubled, restarted or not');
    office.api.faults.clear();
    await office.pollAt(AT + 5 * MINUTE);
    assert.deepEqual([office.summary.trouble, office.api.requests.of('usage').length], [null, 1]);
  });

  it('is asked nevertheless when the user wants it', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: rateLimited(), route: 'usage' });
    await office.pollAt(AT + MINUTE);
    assert.equal(office.summary.trouble?.kind, 'rateLimited');
    assert.equal(await office.engine.refresh(), 'refreshed');
    assert.equal(office.summary.trouble, null);
  });

  it('is not left alone for ever because a clock was wrong', async () => {
    await using office = await Office.open({ ...OPTIONS, at: AT + 90 * DAY });
    office.api.faults.add({ fault: rateLimited(), times: 'always', route: 'usage' });
    await office.engine.start();
    office.api.faults.clear();
    await office.restart();
    await office.pollAt(AT);
    assert.equal(office.summary.trouble, null);
  });
});

describe('A ledger', () => {
  it('that is deleted under an engine is made and filled again', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const { today } = office.summary;
    deleteDatabase(office.ledgerPath);
    await office.goTo(AT + 15 * SECOND);
    assert.equal(office.summary.trouble, null);
    assertClose(office.summary.today?.amount, today?.amount ?? 0n, 0.01);
  });

  it('that is damaged is set aside and filled again, and the user is told once', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    await office.restart();
    writeFileSync(office.ledgerPath, 'garbage '.repeat(2000));
    await office.engine.start();
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.deepEqual(notices(office).length, 1);
    await office.restart();
    await office.pollAt(AT + MINUTE);
    assert.deepEqual([office.summary.trouble, notices(office)], [null, []]);
  });

  it('of a newer version is left alone, and the user is told what to do', async () => {
    await using office = await Office.open(OPTIONS);
    const newer = new DatabaseSync(office.ledgerPath);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    await office.engine.start();
    assert.ok(office.state?.status === 'failed');
    assert.match(office.state.trouble.message, /newer version/);
    assert.equal(office.api.requests.all.length, 0);
  });
});

describe('How good estimates have been', () => {
  it('is what was estimated live at a day’s end against its bill, once that is whole', async () => {
    const world = { ...tinyWorld(TODAY), lateness: { delay: 0, share: 0, upTo: 0 } };
    await using office = await Office.open({ ...OPTIONS, world, at: TODAY + DAY - 5 * MINUTE });
    await office.engine.start();
    for (const minutes of [1, 10, 25]) await office.pollAt(TODAY + DAY + minutes * MINUTE);
    const before = office.summary;
    assert.equal(before.accuracy, null);
    for (const hours of [31, 37, 43, 49]) await office.pollAt(TODAY + hours * HOUR);
    const { accuracy } = office.summary;
    assert.deepEqual([accuracy?.days, accuracy?.worstDay], [1, '2026-11-19']);
    assert.ok((accuracy?.worst ?? 1) < 0.0005, String(accuracy?.worst));
    assert.equal(accuracy?.median, accuracy?.worst);
  });
});
