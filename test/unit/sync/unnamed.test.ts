import assert from 'node:assert/strict';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { POLL_BYTES, POLL_REQUESTS } from '../../../src/sync/poll.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { World } from '../../adminApi/world/world.ts';
import { Office } from '../../support/office.ts';
import { splitWorld, tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20_000;
const CONFIG = { historyDays: 12 };

/** A world whose bills are always empty, as those of who is billed elsewhere. */
function unbilled(world: World): World {
  const billing = { appearsAfter: 1000 * DAY, completeAfter: 1000 * DAY, lacks: 0 };
  return { ...world, billing, extras: [], lateness: { ...world.lateness, share: 0 } };
}

/** Fast mode and US inference since a moment, beside what there always was. */
function splitSince(from: number): World {
  const world = splitWorld(TODAY);
  const isNew = ({ speed, inferenceGeo }: World['streams'][number]) => speed === 'fast' || inferenceGeo === 'us';
  return { ...world, streams: world.streams.map((stream) => (isNew(stream) ? { ...stream, from } : stream)) };
}

/** List price of what the API shows of a span. */
function truthOf({ api, now }: Office, from: number, to: number): bigint {
  return api.truth.trueCost({ from, to, shownAt: now });
}

function assertTrue(amount: bigint | undefined, truth: bigint, what: string): void {
  assert.ok(truth > 0n);
  const off = Math.abs(Number((amount ?? 0n) - truth)) / Number(truth);
  assert.ok(off < 1e-6, `${what}: ${amount} is ${(100 * off).toFixed(4)} % from ${truth}`);
}

function assertTodayIsTrue(office: Office): void {
  const to = Math.ceil(office.now / MINUTE) * MINUTE;
  assertTrue(office.summary.today?.amount, truthOf(office, TODAY, to), 'today');
}

function assertDaysAreTrue(office: Office, days: readonly number[]): void {
  const { chart } = office.explore({ range: { type: 'last30' }, unit: 'day' });
  assert.ok(chart.kind === 'cost');
  const count = chart.buckets.length;
  for (const day of days) {
    const index = chart.buckets.findIndex(({ start }) => start === day);
    const shown = chart.amounts.reduce((total, amount, cell) => (cell % count === index ? total + amount : total), 0n);
    assertTrue(shown, truthOf(office, day, day + DAY), new Date(day).toISOString());
  }
}

/** Number of buckets of a width that were read without geography and speed. */
function untold(office: Office, width: '1m' | '1h', from: number): number {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const readings = ledger.organization(office.api.world.organization).usage.readings(width, from, office.now);
  return readings.filter(({ tokens, detail }) => tokens > 0 && !(detail.geo === 'us' && detail.fast)).length;
}

function assertLean({ api, summary }: Office): void {
  const { all } = api.requests;
  const bytes = all.reduce((sum, request) => sum + request.bytes, 0);
  assert.ok(all.length <= POLL_REQUESTS && bytes <= POLL_BYTES, `${all.length} requests, ${bytes} bytes`);
  assert.equal(summary.problem, null);
}

describe('Fast mode and US inference that no bill names', () => {
  it('fast mode and US inference that no bill names are priced as such from the first figure on, on days of any age', async () => {
    const figures: bigint[] = [];
    await using office = await Office.open({
      world: unbilled(splitWorld(TODAY)),
      at: AT,
      config: CONFIG,
      onMessage: (message) => {
        if (message.call === 'state' && message.params.status === 'ready' && message.params.summary.today !== null) {
          figures.push(message.params.summary.today.amount);
        }
      },
    });
    await office.engine.start();
    for (const figure of figures) {
      assertTrue(figure, truthOf(office, TODAY, Math.ceil(AT / MINUTE) * MINUTE), 'a figure of today');
    }
    assert.ok(figures.length > 1);
    assert.equal(untold(office, '1h', TODAY - 11 * DAY), 0);
    assertDaysAreTrue(
      office,
      [1, 2, 3, 7, 10].map((ago) => TODAY - ago * DAY),
    );
    assert.ok(office.api.requests.mostUnderWay <= 4);
  });

  it('fast mode and US inference that no bill names are looked for about hourly, by lean polls, as long as they go on', async () => {
    await using office = await Office.open({ world: unbilled(splitWorld(TODAY)), at: AT, config: CONFIG });
    await office.engine.start();
    for (let at = AT + 3 * MINUTE; at <= AT + 2 * HOUR; at += 3 * MINUTE) {
      office.api.requests.clear();
      await office.pollAt(at);
      assertLean(office);
    }
    using ledger = new Ledger(office.ledgerPath, office.now);
    const { syncState } = ledger.organization(office.api.world.organization);
    for (const found of ['geoFoundAt', 'fastFoundAt'] as const) {
      assert.ok(syncState.get(found) > AT + 55 * MINUTE, found);
    }
    assert.deepEqual([untold(office, '1m', AT - HOUR), untold(office, '1h', TODAY - 8 * DAY)], [0, 0]);
    assertTodayIsTrue(office);
  });

  it('fast mode and US inference are found when they begin, and the minutes and hours before are read again by lean polls', async () => {
    const world = unbilled(splitSince(TODAY + 13 * HOUR + 30 * MINUTE));
    await using office = await Office.open({ world, at: TODAY + 13 * HOUR + 20 * MINUTE, config: CONFIG });
    await office.engine.start();
    let found = 0;
    for (let at = office.now + MINUTE; at <= TODAY + 14 * HOUR + 45 * MINUTE; at += MINUTE) {
      office.api.requests.clear();
      await office.pollAt(at);
      assertLean(office);
      const { all } = office.api.requests;
      if (found === 0 && all.some(({ query }) => query.has('speeds[]') && query.has('group_by[]'))) found = at;
    }
    assert.ok(found > 0 && found < TODAY + 14 * HOUR + 25 * MINUTE);
    assert.deepEqual([untold(office, '1m', TODAY + 14 * HOUR), untold(office, '1h', TODAY)], [0, 0]);
    assertTodayIsTrue(office);
  });

  it('days that a bill has settled without fast mode and US inference are not read again', async () => {
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: CONFIG });
    await office.engine.start();
    const told = office.api.requests.all.filter(({ query }) => query.has('speeds[]') || query.has('inference_geos[]'));
    assert.equal(told.length, 2, 'one look for each');
  });
});
