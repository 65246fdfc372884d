import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { NewsMessage } from '../../../src/engine/thread/protocol.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { RequestRecord } from '../../adminApi/requestRecord.ts';
import { Office } from '../../support/office.ts';
import { splitWorld, tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20_000;

const startOf = ({ query }: RequestRecord) => Date.parse(query.get('starting_at')?.[0] ?? '');
const isHours = ({ query }: RequestRecord) => query.get('bucket_width')?.[0] === '1h';

function progressOf(message: NewsMessage): number | null {
  const isReady = message.call === 'state' && message.params.status === 'ready';
  return isReady ? (message.params.summary.progress?.done ?? null) : null;
}

describe('A first run', () => {
  it('a first run shows today within a few requests, then goes backwards, at most four requests at a time', async () => {
    let asked = Number.POSITIVE_INFINITY;
    const shares: number[] = [];
    await using office = await Office.open({
      world: tinyWorld(TODAY),
      at: AT,
      config: { historyDays: 90 },
      onMessage: (message, { api }) => {
        if (message.call !== 'state' || message.params.status !== 'ready') return;
        asked = Math.min(asked, api.requests.all.length);
        const done = progressOf(message);
        if (done !== null) shares.push(done);
      },
    });
    await office.engine.start();
    const { requests } = office.api;
    assert.ok(asked <= 15, `${asked} requests`);
    assert.ok(requests.mostUnderWay <= 4);
    assert.ok(requests.all.every(({ status }) => status === 200));
    const spans = requests.all.filter(isHours).map(startOf);
    assert.equal(Math.min(...spans), TODAY - 89 * DAY);
    const backwards = spans.slice(1);
    // Four are under way at once, and arrive in whatever order.
    assert.ok(
      backwards.every((start, index) => start <= (backwards[index - 4] ?? TODAY)),
      backwards.map((start) => (TODAY - start) / DAY).join(),
    );
    assert.ok(
      shares.every((share, index) => share > 0 && share <= 1 && share >= (shares[index - 1] ?? 0)),
      shares.join(),
    );
    assert.equal(office.summary.progress, null, 'and says when it is over');
    assert.equal(
      requests.all.length,
      new Set(requests.all.map(({ path, query }) => path + JSON.stringify([...query]))).size,
    );
  });

  it('a first run never asks for today’s bill, and always for compressed answers', async () => {
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 } });
    await office.engine.start();
    for (const { query, headers, route } of office.api.requests.all) {
      if (route === 'cost') assert.ok(Date.parse(query.get('ending_at')?.[0] ?? '') <= TODAY);
      assert.match(headers['accept-encoding'] ?? '', /gzip|br/);
    }
  });

  for (const minutes of [1, 9, 70]) {
    it(`a first run works ${minutes} minutes into a UTC day: no range collapses`, async () => {
      const at = TODAY + minutes * MINUTE;
      await using office = await Office.open({ world: tinyWorld(TODAY), at, config: { historyDays: 6 } });
      await office.engine.start();
      assert.ok(office.api.requests.all.every(({ status }) => status === 200));
      assert.equal(office.summary.problem, null);
    });
  }

  it('a first run ends with progress 1', async () => {
    const seen: number[] = [];
    await using office = await Office.open({
      world: splitWorld(TODAY),
      at: AT,
      config: { historyDays: 30 },
      onMessage: (message, office) => {
        const done = progressOf(message);
        if (done !== null) seen.push(done);
        // Figures are made anew every two seconds, so every request takes as long.
        if (message.call === 'log') office.moveTo(office.now + 2100);
      },
    });
    await office.engine.start();
    assert.equal(seen.at(-1), 1);
    assert.ok(seen.length > 1);
  });
});

describe('History that is cancelled', () => {
  it('a cancelled history keeps what came, stays cancelled, and goes on where it stopped when it is asked for again', async () => {
    const options = { world: tinyWorld(TODAY), at: AT, config: { historyDays: 60 } };
    let cancelled = false;
    await using office = await Office.open({
      ...options,
      onMessage: (message, { engine }) => {
        if (cancelled || progressOf(message) === null) return;
        cancelled = true;
        engine.cancelHistory();
      },
    });
    await office.engine.start();
    assert.equal(office.summary.progress, null);
    assert.equal(office.summary.problem, null);
    assert.ok((office.summary.today?.amount ?? 0n) > 0n);
    const before = office.api.requests.all.filter(isHours).map(startOf);
    assert.ok(Math.min(...before) > TODAY - 59 * DAY, 'it was cancelled in time');
    const covered = hoursHeld(office);

    // Requests that were on their way at the cancellation have ended once a later one is answered.
    await office.client.organization(new AbortController().signal);
    await office.api.requests.waitFor(({ underWay }) => underWay === 0);
    office.api.requests.clear();
    await office.pollAt(AT + MINUTE);
    const polled = office.api.requests.all.map(({ route, query }) => [route, ...query].join(' '));
    assert.ok(polled.length > 0 && polled.length <= 3, `polls go on: ${polled.join('; ')}`);
    const oldest = Math.min(...office.api.requests.all.filter(isHours).map(startOf));
    assert.ok(oldest >= TODAY - 8 * DAY, 'and leave the history alone');

    await office.restart();
    office.api.requests.clear();
    await office.engine.start();
    const again = office.api.requests.all.filter((request) => isHours(request) && startOf(request) < TODAY - 2 * DAY);
    const spans = again.map((request) => [startOf(request), Date.parse(request.query.get('ending_at')?.[0] ?? '')]);
    for (const [from = 0, to = 0] of spans) {
      for (let hour = from; hour < to; hour += HOUR) assert.ok(!covered.has(hour), new Date(hour).toISOString());
    }
    assert.equal(hoursHeld(office).size, 59 * 24 + 14);
  });
});

function hoursHeld(office: Office): Set<number> {
  const database = new DatabaseSync(office.ledgerPath, { readOnly: true });
  try {
    const rows = database.prepare("SELECT start FROM bucket WHERE width = '1h'").all();
    return new Set(rows.map(({ start }) => Number(start)));
  } finally {
    database.close();
  }
}

describe('Two windows of one user', () => {
  const OPTIONS = { world: splitWorld(TODAY), at: AT, config: { historyDays: 6 } };

  it('two windows ask once for both, and show the same', async () => {
    await using one = await Office.open(OPTIONS);
    await one.engine.start();
    await using other = one.openWindow();
    one.api.requests.clear();
    await other.engine.start();
    assert.deepEqual(
      one.api.requests.all.map(({ route }) => route),
      ['me'],
      'only whose key it is',
    );
    assert.deepEqual(other.summary, one.summary);

    for (let minutes = 1; minutes <= 4; minutes += 1) {
      await one.pollAt(AT + minutes * MINUTE);
      one.api.requests.clear();
      await other.engine.start();
      assert.equal(one.api.requests.all.length, 0);
      assert.deepEqual(other.summary, one.summary);
    }
  });

  it('the second of two windows takes its turn when the first is gone or slow', async () => {
    await using one = await Office.open(OPTIONS);
    await one.engine.start();
    await using other = one.openWindow();
    await one.pollAt(AT + MINUTE);
    one.moveTo(AT + 2 * MINUTE);
    one.api.requests.clear();
    await other.engine.start();
    assert.ok(one.api.requests.all.length > 1);
    assert.equal(other.summary.checkedAt, AT + 2 * MINUTE);
  });

  it('two windows each refresh on request, whatever the other did', async () => {
    await using one = await Office.open(OPTIONS);
    await one.engine.start();
    await using other = one.openWindow();
    await other.engine.start();
    one.api.requests.clear();
    assert.equal(await other.engine.refresh(), 'refreshed');
    assert.ok(one.api.requests.of('usage').length > 0);
  });

  it('two windows fetch the history once: the second waits, and reads what the first has fetched', async () => {
    await using one = await Office.open({ ...OPTIONS, latencyMs: 5 });
    await using other = one.openWindow();
    const first = one.engine.start();
    await one.api.requests.waitFor(({ all }) => all.some(isHours));
    await other.engine.start();
    await first;
    await other.engine.start();
    const { all } = one.api.requests;
    const distinct = new Set(all.map(({ path, query }) => path + JSON.stringify([...query])));
    assert.equal(all.length - distinct.size, 1, 'both ask whose key it is, and nothing else twice');
    assert.deepEqual(other.summary.today, one.summary.today);
  });

  it('a window’s problem ends once the other window has overcome it', async () => {
    await using one = await Office.open(OPTIONS);
    await one.engine.start();
    await using other = one.openWindow();
    await other.engine.start();
    one.api.faults.add({ fault: { kind: 'cut', where: 'before' }, times: 'always', route: 'usage' });
    await one.pollAt(AT + MINUTE);
    assert.equal(one.summary.problem?.kind, 'offline');
    one.api.faults.clear();
    one.moveTo(AT + 2 * MINUTE);
    await other.engine.start();
    assert.equal(other.summary.problem, null);
    await one.engine.start();
    assert.equal(one.summary.problem, null);
    assert.deepEqual(one.summary.today, other.summary.today);
  });
});
