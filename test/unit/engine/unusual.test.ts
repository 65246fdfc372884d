import assert from 'node:assert/strict';
import type { AlertNotice } from '../../../src/shared/alert.ts';
import type { UnusualEvent } from '../../../src/shared/unusual.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import type { Stream, World } from '../../adminApi/world/world.ts';
import { Office, type OfficeOptions } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { TODAY } from './kit.ts';

const START = TODAY + 14 * HOUR + 5 * MINUTE;
const LATENESS = { delay: 4 * MINUTE, share: 0, upTo: 0 };
const WORLD: World = { ...tinyWorld(TODAY), lateness: LATENESS };
const [WEB_STREAM = assert.fail(), CI_STREAM = assert.fail(), KEYLESS = assert.fail()] = WORLD.streams;
/** About $40 an hour at this time of the day. */
const CI: Stream = { ...CI_STREAM, tokensPerHour: 4e7, shape: { peak: 15, depth: 0.8, weekend: 1 }, activity: 1 };
/** The same key at five times as much, by what a loop of it adds. */
const RUNAWAY: Stream = {
  ...CI,
  tokensPerHour: 3e8,
  contextWindow: '200k-1M',
  from: START,
  until: START + 40 * MINUTE,
};

function optionsOf(streams: readonly Stream[], own: Partial<World> = {}): OfficeOptions {
  return {
    world: { ...WORLD, streams: [WEB_STREAM, ...streams, KEYLESS], ...own },
    at: START - 20 * MINUTE + 20 * SECOND,
    config: { historyDays: 45 },
    // The host shows a notification at once.
    onMessage: (message, office) => {
      if (message.call === 'alert') office.engine.alerts.shown(message.params.id);
    },
  };
}

function alerts(...offices: Office[]): AlertNotice[] {
  return offices.flatMap(({ messages }) =>
    messages.flatMap((message) => (message.call === 'alert' && message.params.event !== null ? message.params : [])),
  );
}

function marks(office: Office): string[] {
  return (office.summary.marks ?? []).flatMap(({ kind, text }) => (kind === 'unusual' ? text : []));
}

async function pollTo(until: number, ...offices: [Office, ...Office[]]): Promise<void> {
  for (let at = offices[0].now + MINUTE; at <= until; at += MINUTE) {
    for (const office of offices) await office.pollAt(at);
  }
}

describe('A runaway', function () {
  this.timeout(120_000);

  it('a key at five times its usual is alerted of once in two windows, within ten minutes of its first', async () => {
    await using office = await Office.open(optionsOf([CI, RUNAWAY]));
    await office.engine.start();
    await using other = office.openWindow({ config: { historyDays: 45, window: 'window-2' } });
    await other.engine.start();
    await pollTo(START + LATENESS.delay + 2 * MINUTE, office, other);
    assert.deepEqual(alerts(office, other), []);
    await pollTo(START + LATENESS.delay + 10 * MINUTE, office, other);
    const [alert = assert.fail('no alert'), ...more] = alerts(office, other);
    assert.deepEqual(more, []);
    assert.match(
      alert.message,
      /^Unusual spend: ci, about \$[12]\d\d\/h in the last 10 minutes\. Usual for this hour: \$3\d\/h\. /,
    );
    assert.match(alert.message, /\+\$[12]\d\d\/h: ci, /);
    assert.deepEqual(alert.choice.filters, [{ dimension: 'apiKey', values: ['apikey_01ci'] }]);
    await pollTo(START + 100 * MINUTE, office, other);
    assert.deepEqual(
      alerts(office, other).map(({ message }) => message),
      [alert.message],
    );
    for (const window of [office, other]) assert.equal(marks(window).length, 1);
  });

  it('a key as usual is no runaway', async () => {
    await using office = await Office.open(optionsOf([CI]));
    await office.engine.start();
    await pollTo(START + 60 * MINUTE, office);
    assert.deepEqual([alerts(office), marks(office)], [[], []]);
  });

  it('a cause that was marked as expected stays quiet the next day, and one above half as much again does not', async () => {
    const again = (times: number): Stream => ({
      ...RUNAWAY,
      tokensPerHour: times * RUNAWAY.tokensPerHour,
      from: START + DAY,
      until: START + DAY + 40 * MINUTE,
    });
    for (const [times, count] of [
      [1, 0],
      [2.5, 1],
    ] as const) {
      await using office = await Office.open(optionsOf([CI, RUNAWAY, { ...again(times), speed: 'fast' }]));
      await office.engine.start();
      await pollTo(START + 30 * MINUTE, office);
      const [alert = assert.fail('no alert')] = alerts(office);
      office.engine.alerts.markExpected(alert.event ?? '');
      office.messages.length = 0;
      await office.pollAt(START + DAY - 20 * MINUTE);
      await pollTo(START + DAY + 30 * MINUTE, office);
      assert.equal(alerts(office).filter(({ event }) => isRunaway(event)).length, count, String(times));
    }
  });

  it('nothing is found where it is turned off', async () => {
    await using office = await Office.open({
      ...optionsOf([CI, RUNAWAY]),
      config: { historyDays: 45, unusualSpend: { enabled: false, sensitivity: 'medium', minimumUsd: 10 } },
    });
    await office.engine.start();
    await pollTo(START + 30 * MINUTE, office);
    assert.deepEqual([alerts(office), marks(office)], [[], []]);
  });

  it('nothing is found with fewer than 14 days, and the summary says so', async () => {
    const from = TODAY - 9 * DAY;
    const young = [CI, RUNAWAY].map((each) => ({ ...each, from: Math.max(each.from, from) }));
    await using office = await Office.open({
      ...optionsOf([]),
      world: { ...WORLD, streams: young, extras: [] },
    });
    await office.engine.start();
    await pollTo(START + 30 * MINUTE, office);
    assert.deepEqual(alerts(office), []);
    assert.equal(office.summary.unusual, 'fewerThan14Days');
  });
});

describe('An unusual day', function () {
  this.timeout(120_000);

  const dearer = (times: number): Stream => ({
    ...CI,
    contextWindow: '200k-1M',
    tokensPerHour: times * CI.tokensPerHour,
    from: TODAY - 3 * DAY,
    until: TODAY - 2 * DAY,
  });

  it('what a new history brings to light is marked, and nobody alerted', async () => {
    await using office = await Office.open(optionsOf([CI, dearer(3)]));
    await office.engine.start();
    await pollTo(office.now + 3 * MINUTE, office);
    assert.deepEqual(alerts(office), []);
    const [mark = assert.fail('no mark')] = marks(office);
    assert.match(mark, /^Unusual spend: ci, \$\d[\d,]+ on Nov 16 \(UTC\)\. Usual for this weekday: \$\d+\.$/);
  });

  it('a closed day far above its weekday is alerted of on the next, once', async () => {
    const yesterday = { ...dearer(3), from: TODAY, until: TODAY + DAY };
    await using office = await Office.open(optionsOf([CI, yesterday], {}));
    await office.pollAt(TODAY - DAY + 20 * HOUR);
    await office.pollAt(TODAY + DAY + 2 * HOUR);
    await pollTo(TODAY + DAY + 2 * HOUR + 5 * MINUTE, office);
    const told = alerts(office).filter(({ event }) => !isRunaway(event));
    assert.equal(told.length, 1);
    assert.match(told[0]?.message ?? '', /^Unusual spend: ci, \$\d[\d,]+ on Nov 19 \(UTC\)\. Usual for this weekday: /);
  });

  it('a day that a broken cache has made dear is alerted of among days as dear, with its hit rate, and a busy one is not', async () => {
    const ago = (days: number) => ({ from: TODAY - days * DAY, until: TODAY - (days - 1) * DAY });
    const busy: Stream = { ...CI, contextWindow: '200k-1M', tokensPerHour: 2 * CI.tokensPerHour };
    const busyDays = Array.from({ length: 44 }, (_, days) => days + 1).filter((days) => (days * 2) % 5 < 2);
    const streams = [{ ...CI, until: TODAY }, ...busyDays.map((days) => ({ ...busy, ...ago(days) }))];
    const today = { from: TODAY, until: TODAY + DAY };
    const told: (readonly string[])[] = [];
    for (const own of [
      // Where eight in ten input tokens were read from the cache, eight in ten are written to it.
      { mix: [0.06, 0.81, 0.02, 0.05, 0.06] },
      { tokensPerHour: 2.5 * CI.tokensPerHour },
    ] as const) {
      await using office = await Office.open(optionsOf([...streams, { ...CI, ...own, ...today }]));
      await office.pollAt(TODAY - DAY + 20 * HOUR);
      await office.pollAt(TODAY + DAY + 2 * HOUR);
      await pollTo(TODAY + DAY + 2 * HOUR + 5 * MINUTE, office);
      told.push(alerts(office).map(({ message }) => message));
    }
    const [broken = [], more] = told;
    assert.deepEqual([broken.length, more], [1, []]);
    assert.match(
      broken[0] ?? '',
      /^Unusual spend: ci, \$[\d,]+ on Nov 19 \(UTC\)\. Usual for this weekday: .*cache hit rate /,
    );
  });

  it('a running day that is forecast far above its weekday is alerted of before it ends, once', async () => {
    const today = { ...dearer(3), from: TODAY, until: TODAY + DAY };
    await using office = await Office.open(optionsOf([CI, today]));
    await office.pollAt(TODAY - 4 * HOUR);
    for (let at = TODAY + 12 * HOUR; at < TODAY + DAY; at += 2 * HOUR) await office.pollAt(at);
    const [alert = assert.fail('no alert'), ...more] = alerts(office);
    assert.deepEqual(more, []);
    assert.match(
      alert.message,
      /^Unusual spend: ci, about \$[12],\d\d\d expected today \(UTC\)\. Usual for this weekday: \$6\d\d\. /,
    );
    // The day as it ended is the same event.
    await office.pollAt(TODAY + DAY + 2 * HOUR);
    await pollTo(TODAY + DAY + 2 * HOUR + 3 * MINUTE, office);
    assert.deepEqual([alerts(office), marks(office).length], [[alert], 1]);
  });

  it('a day whose bill was restated is none', async () => {
    const day = TODAY - 3 * DAY;
    const found: number[] = [];
    for (const restatements of [[], [{ day, percent: 90n, until: TODAY + 4 * DAY }]]) {
      const options = optionsOf([CI, dearer(3)], { billing: { ...WORLD.billing, restatements } });
      const unusualSpend = { enabled: false, sensitivity: 'medium', minimumUsd: 10 } as const;
      await using office = await Office.open({ ...options, config: { historyDays: 45, unusualSpend } });
      await office.engine.start();
      for (let at = office.now + 6 * HOUR; at < TODAY + 6 * DAY; at += 6 * HOUR) await office.pollAt(at);
      await office.restart({ historyDays: 45, unusualSpend: { ...unusualSpend, enabled: true } });
      await office.engine.start();
      await pollTo(office.now + 3 * MINUTE, office);
      found.push(marks(office).length);
    }
    assert.deepEqual(found, [1, 0]);
  });

  it('a price change is none', async () => {
    const adjustments = [...WORLD.adjustments, { times: '1.9', from: TODAY - 2 * DAY }];
    await using office = await Office.open(optionsOf([CI], { adjustments }));
    await office.engine.start();
    await pollTo(office.now + 3 * MINUTE, office);
    assert.deepEqual([alerts(office), marks(office)], [[], []]);
  });
});

function isRunaway(event: UnusualEvent['id'] | null): boolean {
  return event?.startsWith('runaway') === true;
}
