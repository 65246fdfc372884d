import assert from 'node:assert/strict';
import { AdminApiError } from '../../../src/adminApi/errors.ts';
import type { Source } from '../../../src/source/source.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { Fault } from '../../adminApi/faults/faults.ts';
import { rateLimited } from '../../adminApi/faults/rateLimited.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import type { Route } from '../../adminApi/http/routes.ts';
import { Office } from '../../support/office.ts';
import { splitWorld } from '../../support/tinyWorld.ts';
import { AT, assertClose, OPTIONS, TODAY, truthOf } from './kit.ts';

const FAULTS: Readonly<Record<string, Fault>> = {
  'a 500': { kind: 'status', status: 500 },
  'a 403': { kind: 'status', status: 403 },
  'pages that have no end': { kind: 'malformed', how: 'moreWithoutCursor' },
  'a connection that breaks': { kind: 'cut', where: 'body' },
};
/** A night away: more closed hours are missing than polls catch up with. */
const MORNING = AT + 18 * HOUR;

function breakReport(office: Office, route: Route, fault: Fault): void {
  office.api.faults.add({ fault, route, times: 'always' });
}

for (const [name, fault] of Object.entries(FAULTS)) {
  describe(`A cost report that answers with ${name}, while usage is fine`, () => {
    it('a broken cost report leaves today its figure after a night away, at the known rates, and is named beside it', async () => {
      await using office = await Office.open(OPTIONS);
      await office.engine.start();
      breakReport(office, 'cost', fault);
      await office.pollAt(MORNING);
      const { today, checkedAt, problem } = office.summary;
      assertClose(today?.amount, truthOf(office, TODAY + DAY), 0.005);
      assert.equal(checkedAt, MORNING);
      assert.equal(problem?.kind, 'bills');
      assert.match(problem?.message ?? '', /estimated/);
      assert.doesNotMatch(problem?.message ?? '', /undefined|try again at/);
    });

    it('a broken cost report leaves a first connect today’s figure and the tokens of its history, at list prices', async () => {
      await using office = await Office.open(OPTIONS);
      breakReport(office, 'cost', fault);
      await office.engine.start();
      const { today, isTodayAtList, problem, yesterday } = office.summary;
      assertClose(today?.amount, truthOf(office, TODAY), 0.005);
      assert.deepEqual([isTodayAtList, problem?.kind], [true, 'bills']);
      assert.ok((yesterday?.amount ?? 0n) > 0n);
    });

    it('a broken cost report lets polls go on at their pace, and is named at each of them', async () => {
      await using office = await Office.open(OPTIONS);
      await office.engine.start();
      breakReport(office, 'cost', fault);
      for (let minutes = 60; minutes < 75; minutes += 1) {
        office.api.requests.clear();
        await office.pollAt(AT + minutes * MINUTE);
        assert.ok(office.api.requests.of('usage').length > 0, `${minutes} minutes`);
        const { problem, today, checkedAt } = office.summary;
        if (minutes > 62) assert.equal(problem?.kind, 'bills', `${minutes} minutes`);
        assert.ok(office.now - (checkedAt ?? 0) <= MINUTE, `${minutes} minutes`);
        assertClose(today?.amount, truthOf(office, TODAY), 0.01);
      }
    });
  });
}

describe('A cost report that could not be read', () => {
  it('a broken cost report is not asked for at every poll, but soon after Refresh Now, and then its problem is over', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    breakReport(office, 'cost', { kind: 'status', status: 403 });
    await office.pollAt(MORNING);
    office.api.requests.clear();
    for (let minutes = 1; minutes <= 10; minutes += 1) await office.pollAt(MORNING + minutes * MINUTE);
    assert.ok(office.api.requests.of('cost').length <= 1, `${office.api.requests.of('cost').length} requests`);
    office.api.faults.clear();
    await office.goTo(MORNING + 11 * MINUTE);
    await office.pollAt(MORNING + 12 * MINUTE);
    assert.equal(office.summary.problem, null);
    assert.ok((office.summary.yesterday?.amount ?? 0n) > 0n);
  });

  it('a cost report that never answers does not keep today’s figure waiting after a night away', async () => {
    const { promise: isShown, resolve } = Promise.withResolvers<boolean>();
    await using office = await Office.open({
      ...OPTIONS,
      onMessage: (message, { now }) => {
        if (now !== MORNING || message.call !== 'state' || message.params.status !== 'ready') return;
        if (message.params.summary.today) resolve(true);
      },
    });
    await office.engine.start();
    breakReport(office, 'cost', { kind: 'hang' });
    const polling = office.pollAt(MORNING);
    assert.ok(await isShown);
    await office.engine.end();
    await polling;
  });

  it('a cost report that is forbidden to the key is called that, and the key is not called refused', async () => {
    await using office = await Office.open(OPTIONS);
    breakReport(office, 'cost', { kind: 'status', status: 403 });
    await office.engine.start();
    assert.match(office.summary.problem?.message ?? '', /can read usage but not cost/);
  });

  it('a broken cost report is named by every window, and asked for again by one of them', async () => {
    await using one = await Office.open(OPTIONS);
    await one.engine.start();
    breakReport(one, 'cost', { kind: 'status', status: 500 });
    await one.pollAt(MORNING);
    await using other = one.openWindow();
    await other.engine.start();
    assert.deepEqual(other.summary.problem, one.summary.problem);
    one.moveTo(MORNING + 2 * MINUTE);
    one.api.requests.clear();
    await other.engine.start();
    assert.equal(one.api.requests.of('cost').length, 0);
  });

  it('a mended cost report is read for all days, and then usage in the detail that it names', async () => {
    const config = { historyDays: 40 };
    await using office = await Office.open({ ...OPTIONS, world: splitWorld(TODAY), config });
    breakReport(office, 'cost', { kind: 'status', status: 500 });
    await office.engine.start();
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    office.api.faults.clear();
    for (let minutes = 6; minutes <= 20; minutes += 2) await office.pollAt(AT + minutes * MINUTE);
    assert.equal(office.summary.problem, null);
    const { chart } = office.explore({ range: { type: 'days', from: '2026-10-12', to: '2026-11-10' } });
    assert.deepEqual([...new Set(chart.buckets.map(({ basis }) => basis))], ['billed']);
  });

  it('a cost report that alone is rate limited leaves today its figure at the second look', async () => {
    await using office = await Office.open(OPTIONS);
    breakReport(office, 'cost', rateLimited());
    await office.engine.start();
    await office.pollAt(AT + 2 * MINUTE);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.equal(office.summary.problem?.kind, 'rateLimited');
  });
});

describe('A failing look for usage that no bill names', () => {
  let hasLooked = 0;
  /** Refuses what is grouped by nothing, as only such a look is. */
  const refusing = (source: Source): Source => {
    const usage: Source['usage'] = (query, signal) => {
      if (query.groupBy.length > 0) return source.usage(query, signal);
      hasLooked += 1;
      throw new AdminApiError({ kind: 'badRequest', status: 400, requestId: '', apiMessage: 'speeds: unknown' });
    };
    return Object.assign(Object.create(source), { usage });
  };

  it('a failing look for unnamed usage leaves today its figure on a first connect and after a night away, without a problem', async () => {
    hasLooked = 0;
    await using office = await Office.open({ ...OPTIONS, wrap: refusing });
    await office.engine.start();
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    await office.pollAt(MORNING);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY + DAY), 0.005);
    assert.equal(office.summary.problem, null);
    assert.ok(hasLooked >= 2);
  });

  it('a failing look for unnamed usage is made again some minutes later, and not at every poll', async () => {
    await using office = await Office.open({ ...OPTIONS, wrap: refusing });
    await office.engine.start();
    hasLooked = 0;
    for (let minutes = 1; minutes <= 4; minutes += 1) await office.pollAt(AT + minutes * MINUTE);
    assert.equal(hasLooked, 0);
    for (let minutes = 5; minutes <= 8; minutes += 1) await office.pollAt(AT + minutes * MINUTE);
    assert.ok(hasLooked > 0 && hasLooked <= 3, `${hasLooked} requests`);
  });
});

describe('A question for the time that is not answered', () => {
  it('a request for the time without an answer leaves today its figure after a night away', async () => {
    const account = {
      type: 'key',
      baseUrl: { origin: '', prefix: '' },
      key: KEYS.admin,
      organization: OPTIONS.world.organization,
      preferHost: false,
    } as const;
    const limits = { headersMs: 300 };
    await using office = await Office.open({ ...OPTIONS, aheadBy: 0, config: { ...OPTIONS.config, account }, limits });
    await office.engine.start();
    await office.restart();
    breakReport(office, 'me', { kind: 'hang' });
    await office.pollAt(MORNING);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY + DAY), 0.005);
    assert.equal(office.summary.problem, null);
  });
});

describe('A list of names that fails', () => {
  for (const route of ['apiKeys', 'workspaces'] as const) {
    it(`a failing list of names (${route}) leaves today its figure on a first connect and after a night away, without a problem`, async () => {
      await using office = await Office.open(OPTIONS);
      breakReport(office, route, { kind: 'status', status: 500 });
      await office.engine.start();
      assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
      await office.pollAt(MORNING);
      assertClose(office.summary.today?.amount, truthOf(office, TODAY + DAY), 0.005);
      assert.equal(office.summary.problem, null);
    });
  }
});
