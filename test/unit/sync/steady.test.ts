import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { Source, UsageQuery } from '../../../src/source/source.ts';
import { POLL_BYTES, POLL_REQUESTS } from '../../../src/sync/poll.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { RequestRecord } from '../../adminApi/requestRecord.ts';
import { bigWorld } from '../../adminApi/worlds/big.ts';
import { fastModeToday } from '../../adminApi/worlds/misleading.ts';
import { Office } from '../../support/office.ts';
import { splitWorld, tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 13 * HOUR + 57 * MINUTE + 20_000;

interface Asked {
  readonly at: number;
  readonly requests: readonly RequestRecord[];
}

/** Polls again and again; what each asked for. */
async function pollEvery(office: Office, ms: number, until: number): Promise<Asked[]> {
  const polls: Asked[] = [];
  while (office.now + ms <= until) {
    office.api.requests.clear();
    await office.pollAt(office.now + ms);
    assert.equal(office.summary.problem, null);
    polls.push({ at: office.now, requests: office.api.requests.all });
  }
  return polls;
}

function assertLean(polls: readonly Asked[]): void {
  for (const { at, requests } of polls) {
    const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
    const words = requests.map(({ path, query, bytes: size }) => `${path} ${query.get('bucket_width')} ${size}`).join();
    assert.ok(requests.length <= POLL_REQUESTS && bytes <= POLL_BYTES, `${new Date(at).toISOString()}: ${words}`);
    for (const { status } of requests) assert.equal(status, 200, words);
  }
}

/** Instants at which an hour's bucket was read, as ms after its end. */
function readingsOf(polls: readonly Asked[], hour: number): number[] {
  return polls.flatMap(({ at, requests }) => {
    const covers = requests.some(
      ({ query }) =>
        query.get('bucket_width')?.[0] === '1h' &&
        (query.get('group_by[]')?.length ?? 0) > 0 &&
        !query.has('inference_geos[]') &&
        !query.has('speeds[]') &&
        Date.parse(query.get('starting_at')?.[0] ?? '') <= hour &&
        Date.parse(query.get('ending_at')?.[0] ?? '') > hour,
    );
    return covers ? [at - hour - HOUR] : [];
  });
}

function pollsWith(polls: readonly Asked[], route: RequestRecord['route']): number[] {
  return polls.flatMap(({ at, requests }) => (requests.some((request) => request.route === route) ? [at] : []));
}

function assertHourly(instants: readonly number[]): void {
  assert.ok(instants.length > 3);
  for (const [index, at] of instants.entries()) {
    const before = instants[index - 1];
    if (before === undefined) continue;
    const minutes = (at - before) / MINUTE;
    assert.ok(minutes >= 55 && minutes <= 80, `${minutes} minutes apart`);
  }
}

/** All tokens of a UTC day in the ledger's hours. */
function tokensHeld(office: Office, day: number): number {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const { usage } = ledger.organization(office.api.world.organization);
  const cells = usage.cells('1h', day, day + DAY, 0);
  return cells.reduce((sum, { counts }) => sum + counts.slice(0, 5).reduce((a, b) => a + b, 0), 0);
}

/** Makes what is read about hourly due, of the hours since `from`, as if an hour had passed while the clock stood still. */
function ageReadings(path: string, from: number): void {
  const database = new DatabaseSync(path);
  database.exec(`
    UPDATE bucket SET read_at = read_at - ${HOUR} WHERE width = '1h' AND start >= ${from};
    UPDATE bill SET read_at = read_at - ${HOUR}, changed_at = changed_at - ${HOUR}, first_read_at = first_read_at - ${HOUR};
    UPDATE moment SET at = at - ${HOUR} WHERE name IN ('namesReadAt', 'probedAt');`);
  database.close();
}

for (const [name, world] of [
  ['an organization', tinyWorld(TODAY)],
  ['an organization with US inference and fast mode', splitWorld(TODAY)],
] as const) {
  describe(`Steady polling of ${name}`, function () {
    this.timeout(30_000);
    let office: Office;
    let polls: Asked[];

    before(async () => {
      office = await Office.open({ world, at: AT, config: { historyDays: 6 } });
      await office.engine.start();
      polls = await pollEvery(office, MINUTE, AT + 15 * MINUTE);
      polls.push(...(await pollEvery(office, 3 * MINUTE, TODAY + 19 * HOUR)));
    });

    after(() => office[Symbol.asyncDispose]());

    it('a steady poll makes at most three requests of 250 kB, and none that is refused', () => assertLean(polls));

    it('steady polling reads the tail of the minutes in at least every other poll', () => {
      let without = 0;
      for (const { requests } of polls) {
        const hasTail = requests.some(({ query }) => query.get('bucket_width')?.[0] === '1m');
        without = hasTail ? 0 : without + 1;
        assert.ok(without < 2);
      }
    });

    it('steady polling reads each closed hour about hourly until four hours after its end, and then no more', () => {
      const hour = TODAY + 14 * HOUR;
      const late = readingsOf(polls, hour).map((ms) => ms / MINUTE);
      assert.ok(late.length >= 4 && late.length <= 6, late.join());
      assert.ok((late[0] ?? 99) < 10, late.join());
      assert.ok(
        late.every((minutes, index) => index === 0 || minutes - (late[index - 1] ?? 0) >= 55),
        late.join(),
      );
      const settledAt = readingsOf(polls, TODAY + 13 * HOUR).map((ms) => ms / HOUR);
      assert.ok(settledAt.some((hours) => hours >= 4) && settledAt.every((hours) => hours < 5.2), settledAt.join());
      assert.deepEqual(readingsOf(polls, TODAY + 2 * HOUR), []);
    });

    it('steady polling reads the names, and the bills that are not final, about hourly', () => {
      assertHourly(pollsWith(polls, 'apiKeys'));
      assertHourly(pollsWith(polls, 'workspaces'));
      const bills = pollsWith(polls, 'cost');
      assert.ok(bills.length >= 4 && bills.length <= 12, `${bills.length}`);
    });

    it('steady polling counts late data in the end: closed hours hold what was truly sent', () => {
      const truth = office.api.truth.count({ from: TODAY, to: TODAY + 15 * HOUR });
      using ledger = new Ledger(office.ledgerPath, office.now);
      const cells = ledger.organization(world.organization).usage.cells('1h', TODAY, TODAY + 15 * HOUR, 0);
      const held = cells.reduce((sum, { counts }) => sum + counts.slice(0, 5).reduce((a, b) => a + b, 0), 0);
      assert.equal(held, truth);
    });

    it('steady polling has all of a day to the last token, and its bill to the last unit, two days later', async () => {
      for (const at of [24, 27.5, 30, 36, 48.5, 55]) await office.pollAt(TODAY + at * HOUR);
      assert.equal(tokensHeld(office, TODAY), office.api.truth.count({ from: TODAY, to: TODAY + DAY }));
      const { chart } = office.explore({ range: { type: 'last7' } });
      assert.ok(chart.kind === 'cost');
      const index = chart.buckets.findIndex(({ start }) => start === TODAY);
      assert.equal(chart.buckets[index]?.basis, 'billed');
      const count = chart.buckets.length;
      const sum = chart.amounts.reduce((total, amount, cell) => (cell % count === index ? total + amount : total), 0n);
      assert.equal(sum, office.api.truth.billOf(TODAY).total);
    });
  });
}

describe('Steady polling of an organization with 69 rows a minute', function () {
  this.timeout(60_000);

  it('a poll with 69 rows a minute makes at most three requests of 250 kB, at the turn of an hour and after a restart too', async () => {
    await using office = await Office.open({ world: bigWorld(TODAY), at: AT, config: { historyDays: 3 } });
    await office.engine.start();
    const polls = await pollEvery(office, MINUTE, AT + 5 * MINUTE);
    ageReadings(office.ledgerPath, TODAY + 12 * HOUR);
    polls.push(...(await pollEvery(office, MINUTE, AT + 16 * MINUTE)));
    await office.restart();
    ageReadings(office.ledgerPath, TODAY + 13 * HOUR);
    polls.push(...(await pollEvery(office, MINUTE, AT + 21 * MINUTE)));
    assertLean(polls);
    for (const route of ['cost', 'apiKeys', 'workspaces'] as const) {
      assert.ok(pollsWith(polls, route).length > 0, `${route} is not starved by the tail`);
    }
    for (const hour of [12, 13]) assert.ok(readingsOf(polls, TODAY + hour * HOUR).length > 0, `hour ${hour}`);
  });
});

describe('A kind of usage that no bill has named yet', () => {
  it('usage that no bill has named yet is found within the hour, and read in that detail by every window and after a restart', async () => {
    const world = fastModeToday(tinyWorld(TODAY));
    await using office = await Office.open({ world, at: AT, config: { historyDays: 6 } });
    await office.engine.start();
    await pollEvery(office, MINUTE, AT + 3 * MINUTE);
    const isToldApart = () =>
      office.api.requests.all.some(({ query }) => query.has('speeds[]') && query.has('group_by[]'));
    await using other = office.openWindow();
    for (const window of [office, other]) {
      office.moveTo(office.now + MINUTE);
      office.api.requests.clear();
      await window.engine.start();
      assert.ok(isToldApart());
    }
    await office.restart();
    office.moveTo(office.now + MINUTE);
    office.api.requests.clear();
    await office.engine.start();
    assert.ok(isToldApart());
  });
});

describe('An API that does not know a filter', () => {
  it('an API that ignores a filter is not believed to have only the filtered usage', async () => {
    const filtered: UsageQuery[] = [];
    const deaf = (source: Source): Source => {
      const usage: Source['usage'] = ({ inferenceGeo, speed, ...plain }, signal) => {
        if ((inferenceGeo ?? speed) !== undefined) filtered.push(plain);
        return source.usage(plain, signal);
      };
      return Object.assign(Object.create(source), { usage });
    };
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 }, wrap: deaf });
    await office.engine.start();
    await pollEvery(office, MINUTE, AT + 3 * MINUTE);
    assert.equal(filtered.length, 2, 'it was looked for once');
    assert.ok(
      filtered.every(({ groupBy }) => groupBy.length === 0),
      'and nothing was told apart by it',
    );
  });
});

describe('Minutes', () => {
  it('minutes are forgotten after three days, except beside a half-hour zone’s midnights', async () => {
    const config = { historyDays: 8, zone: 'Asia/Kolkata' };
    await using office = await Office.open({ world: tinyWorld(TODAY), at: TODAY + 18 * HOUR + 20 * MINUTE, config });
    await office.engine.start();
    await pollEvery(office, 10 * MINUTE, TODAY + 19 * HOUR + 20 * MINUTE);
    await office.pollAt(TODAY + 3 * DAY + 20 * HOUR);
    await office.pollAt(TODAY + 3 * DAY + 20 * HOUR + MINUTE);
    const hours = () => new Set(minutesHeld(office).map((start) => (Math.floor(start / HOUR) * HOUR - TODAY) / HOUR));
    assert.ok(hours().has(17), 'three days later they are there');
    await office.pollAt(TODAY + 4 * DAY + 20 * HOUR);
    await office.pollAt(TODAY + 4 * DAY + 20 * HOUR + MINUTE);
    const old = [...hours()].filter((hour) => hour < 24).sort((a, b) => a - b);
    assert.ok(
      old.every((hour) => (hour - 18) % 24 === 0),
      old.join(),
    );
    assert.ok(old.includes(18), 'the hour that the midnight cuts is kept');
  });
});

function minutesHeld(office: Office): number[] {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const { usage } = ledger.organization(office.api.world.organization);
  return usage.readings('1m', 0, office.now).map(({ start }) => start);
}
