import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { EngineConfig } from '../../../src/engine/thread/protocol.ts';
import type { Summary } from '../../../src/shared/summary.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { Office } from '../../support/office.ts';
import { AT, assertClose, OPTIONS, TODAY, truthOf } from './kit.ts';

const OFF = [
  ['an hour slow', -HOUR],
  ['an hour fast', HOUR],
  ['a day slow', -DAY],
  ['a day fast', DAY],
] as const;

/** The configuration of an engine that knows whose key it has, and need not ask before it plans. */
function known(office: Office): Partial<EngineConfig> {
  const baseUrl = { origin: office.api.url, prefix: '' };
  const { organization } = OPTIONS.world;
  return { account: { type: 'key', baseUrl, key: KEYS.admin, organization, preferHost: false } };
}

function shown({ messages }: Office): Summary[] {
  const states = messages.flatMap((message) => (message.call === 'state' ? message.params : []));
  return states.flatMap((state) => (state.status === 'ready' ? state.summary : []));
}

/** Of what the ledger remembers, ms; undefined where it is nothing. */
function keptSkew({ ledgerPath }: Office): unknown {
  const database = new DatabaseSync(ledgerPath, { readOnly: true });
  try {
    return database.prepare("SELECT at FROM moment WHERE name = 'skew'").get()?.['at'];
  } finally {
    database.close();
  }
}

const routes = (office: Office) => office.api.requests.all.map(({ route }) => route);

function assertNoneRefused(office: Office): void {
  assert.ok(office.api.requests.all.every(({ status }) => status === 200));
  assert.ok(!office.log.some((line) => line.includes('range')), office.log.join('\n'));
}

for (const [words, aheadBy] of OFF) {
  describe(`A machine whose clock is ${words}`, () => {
    let office: Office;
    beforeEach(async () => {
      office = await Office.open({ ...OPTIONS, aheadBy });
      await office.engine.start();
    });
    afterEach(() => office[Symbol.asyncDispose]());

    it('a machine whose clock is wrong shows the day that the API is in, and says so in the log', () => {
      const { todayStart, problem, checkedAt } = office.summary;
      assert.deepEqual([todayStart, problem, checkedAt], [TODAY, null, AT]);
      assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.0005);
      assert.equal(office.log.filter((line) => line.includes('clock is off by')).length, 1);
      assertNoneRefused(office);
    });

    it('a machine whose clock is wrong shows the API’s day from a later session’s first look, without an answer', async () => {
      const { today } = office.summary;
      await office.restart(known(office));
      office.api.faults.add({ fault: { kind: 'cut', where: 'before' }, times: 'always' });
      await office.engine.start();
      assert.ok(shown(office).length > 0);
      for (const summary of shown(office)) {
        assert.deepEqual([summary.todayStart, summary.dataTo, summary.today], [TODAY, AT, today]);
      }
    });

    it('a machine whose clock is wrong asks for the time, and little else, when a later session begins', async () => {
      await office.restart(known(office));
      office.api.requests.clear();
      await office.pollAt(AT + 2 * MINUTE);
      assert.equal(routes(office)[0], 'me');
      assert.ok(routes(office).length <= 4, routes(office).join());
      await office.pollAt(AT + 4 * MINUTE);
      assert.equal(office.api.requests.of('me').length, 1, 'once');
      assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.015);
      assertNoneRefused(office);
      assert.equal(keptSkew(office), -aheadBy);
    });

    it('a clock that has been set right since is believed once the API agrees', async () => {
      await office.restart(known(office));
      office.setAheadBy(0);
      office.api.requests.clear();
      await office.pollAt(AT + 2 * MINUTE);
      assert.equal(routes(office)[0], 'me');
      const { todayStart, problem, checkedAt } = office.summary;
      assert.deepEqual([todayStart, problem, checkedAt], [TODAY, null, AT + 2 * MINUTE]);
      assertNoneRefused(office);
      assert.equal(keptSkew(office), 0);
    });
  });
}

describe('A machine whose clock was right', () => {
  it('a clock that was right is not asked about again by the next session', async () => {
    await using office = await Office.open({ ...OPTIONS, aheadBy: 0 });
    await office.engine.start();
    assert.equal(keptSkew(office), undefined);
    await office.restart(known(office));
    office.api.requests.clear();
    await office.pollAt(AT + 2 * MINUTE);
    assert.ok(routes(office).length > 0 && !routes(office).includes('me'), routes(office).join());
  });

  for (const [words, aheadBy] of OFF) {
    it(`a clock that was right and is ${words} by then is found out before anything is planned`, async () => {
      await using office = await Office.open({ ...OPTIONS, aheadBy: 0 });
      await office.engine.start();
      await office.restart(known(office));
      office.setAheadBy(aheadBy);
      office.api.requests.clear();
      await office.pollAt(AT + 2 * MINUTE);
      assert.equal(routes(office)[0], 'me');
      assert.deepEqual([office.summary.todayStart, office.summary.problem], [TODAY, null]);
      assertNoneRefused(office);
      assert.equal(keptSkew(office), -aheadBy);
    });
  }

  it('a wrong clock is learned from whatever the API answers, a refusal too', async () => {
    await using office = await Office.open({ ...OPTIONS, aheadBy: 0 });
    await office.engine.start();
    await office.restart(known(office));
    office.setAheadBy(DAY);
    office.api.requests.clear();
    office.api.faults.add({ fault: { kind: 'status', status: 404 }, times: 'always', route: 'me' });
    await office.pollAt(AT + 2 * MINUTE);
    const [first, second, ...others] = office.api.requests.all.map(({ status }) => status);
    assert.deepEqual([first, second], [404, 404], 'two that agree');
    assert.ok(others.length > 0 && others.every((status) => status === 200));
    assert.deepEqual([office.summary.todayStart, office.summary.problem], [TODAY, null]);
  });
});

describe('A machine whose clock is right', () => {
  const DATED = { date: new Date(AT - 3 * HOUR).toUTCString() };
  /** Answers that are dated wrongly, of whom the poll asks twice. */
  const WRONG: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'that something between has made': { ...DATED, 'request-id': '4711' },
    'out of a cache': { ...DATED, age: '10800' },
  };
  for (const [words, headers] of Object.entries(WRONG)) {
    it(`a right clock is not corrected by answers ${words}, whatever they say`, async () => {
      await using office = await Office.open({ ...OPTIONS, aheadBy: 0 });
      await office.engine.start();
      const { today } = office.summary;
      office.api.faults.add({ fault: { kind: 'status', status: 503, headers }, times: 'always' });
      await office.pollAt(AT + MINUTE);
      assert.deepEqual([office.summary.todayStart, office.summary.today], [TODAY, today]);
      assert.ok(!office.log.some((line) => line.includes('clock')), office.log.join('\n'));
      assert.equal(keptSkew(office), undefined);
    });
  }

  it('a right clock is not corrected by a single answer of the API', async () => {
    await using office = await Office.open({ ...OPTIONS, aheadBy: 0 });
    await office.engine.start();
    office.api.faults.add({ fault: { kind: 'status', status: 503, headers: DATED }, times: 1 });
    await office.pollAt(AT + MINUTE);
    assert.deepEqual([office.summary.todayStart, office.summary.problem], [TODAY, null]);
    assert.ok(!office.log.some((line) => line.includes('clock')));
  });

  it('a clock that is 400 days fast for a while asks for nothing of another year, then or after', async () => {
    await using office = await Office.open({ ...OPTIONS, aheadBy: 0 });
    await office.engine.start();
    office.api.requests.clear();
    office.setAheadBy(400 * DAY);
    await office.pollAt(AT + 2 * MINUTE);
    await office.pollAt(AT + 4 * MINUTE);
    assert.deepEqual([office.summary.todayStart, office.summary.problem], [TODAY, null]);
    office.setAheadBy(0);
    await office.pollAt(AT + 6 * MINUTE);
    await office.pollAt(AT + 8 * MINUTE);
    assert.deepEqual([office.summary.todayStart, office.summary.problem], [TODAY, null]);
    assertNoneRefused(office);
    const asked = office.api.requests.all.flatMap(({ query }) => query.get('starting_at') ?? []);
    assert.deepEqual(
      asked.filter((start) => !start.startsWith('2026-11')),
      [],
    );
    assert.equal(office.api.requests.of('me').length, 4, 'twice each time');
  });
});
