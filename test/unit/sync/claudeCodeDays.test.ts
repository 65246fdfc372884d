import assert from 'node:assert/strict';
import { AdminApiError } from '../../../src/adminApi/errors.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { dueDays } from '../../../src/sync/claudeCodeDays.ts';
import { OrganizationSync } from '../../../src/sync/organizationSync.ts';
import { DAY, HOUR, MINUTE, utcDay } from '../../../src/time/utc.ts';
import type { World } from '../../adminApi/world/world.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR;
const WEEK = { from: TODAY - 6 * DAY, to: TODAY + DAY };

/** `count` people, one of them an API key. */
function worldOf(count: number): World {
  const coders = Array.from({ length: count }, (_, index) => ({
    actor:
      index === 0
        ? ({ type: 'api_actor', name: 'ci' } as const)
        : { type: 'user_actor' as const, name: `p${index}@x.com` },
    customerType: 'api' as const,
    terminal: 'vscode',
    models: ['claude-opus-5-5'],
    from: TODAY - 90 * DAY,
  }));
  return { ...tinyWorld(TODAY), coders };
}

/** Sync of an organization whose clock stands still until it is moved. */
class Bed implements AsyncDisposable {
  readonly office: Office;
  readonly #ledger: Ledger;
  readonly ledger;
  readonly sync: OrganizationSync;

  private constructor(office: Office, historyDays: number) {
    this.office = office;
    this.#ledger = new Ledger(office.ledgerPath, AT);
    this.ledger = this.#ledger.organization(office.api.world.organization);
    this.sync = new OrganizationSync({
      source: office.client,
      ledger: this.ledger,
      clock: { now: () => office.now },
      machine: { now: () => office.now },
      historyDays,
      intervalMs: MINUTE,
      cutHours: () => [],
      keepMinute: () => false,
      warn: () => undefined,
    });
  }

  static async open({ people = 3, historyDays = 90 } = {}): Promise<Bed> {
    return new Bed(await Office.open({ world: worldOf(people), at: AT }), historyDays);
  }

  /** Days that the API was asked for, and how it went on. */
  async ask(span = WEEK, signal = new AbortController().signal) {
    this.office.api.requests.clear();
    const progress: number[] = [];
    await this.sync.claudeCode(span, (done) => progress.push(done), signal);
    return { days: this.asked(), progress };
  }

  /** One for each request, in the order in which they came. */
  asked(): string[] {
    return this.office.api.requests.of('claudeCode').map(({ query }) => query.get('starting_at')?.[0] ?? '');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ledger.close();
    await this.office[Symbol.asyncDispose]();
  }
}

const lastDays = (count: number, from = TODAY) =>
  Array.from({ length: count }, (_, index) => utcDay(from - index * DAY));

describe('Claude Code Analytics of a period', () => {
  it('Claude Code Analytics of a period are fetched a day a request, newest first, at most four at once', async () => {
    await using bed = await Bed.open();
    const { days, progress } = await bed.ask();
    assert.deepEqual(days.toSorted().toReversed(), lastDays(7));
    assert.ok(days.indexOf(utcDay(TODAY)) < 4 && days.indexOf(utcDay(WEEK.from)) >= 3);
    assert.ok(bed.office.api.requests.mostUnderWay <= 4);
    assert.deepEqual(
      progress,
      [1, 2, 3, 4, 5, 6, 7].map((done) => done / 7),
    );
    const actors = new Set(bed.ledger.claudeCode.records(WEEK.from, WEEK.to).map(({ actor }) => actor));
    assert.deepEqual([...actors].sort(), ['ci', 'p1@x.com', 'p2@x.com']);
  });

  it('Claude Code Analytics of a day with more than a thousand records come in pages', async () => {
    await using bed = await Bed.open({ people: 1400 });
    const yesterday = { from: TODAY - DAY, to: TODAY };
    assert.deepEqual((await bed.ask(yesterday)).days, [utcDay(TODAY - DAY), utcDay(TODAY - DAY)]);
    const records = bed.ledger.claudeCode.records(yesterday.from, yesterday.to);
    assert.ok(records.length > 1000);
    assert.equal(new Set(records.map(({ actor }) => actor)).size, records.length);
  });

  it('Claude Code Analytics are asked for again an hour later of the newest three days alone', async () => {
    await using bed = await Bed.open();
    await bed.ask();
    bed.office.moveTo(AT + HOUR - MINUTE);
    assert.deepEqual((await bed.ask()).days, []);
    bed.office.moveTo(AT + HOUR);
    assert.deepEqual((await bed.ask()).days.toSorted().toReversed(), lastDays(3));
  });

  it('Claude Code Analytics of a day that was read while it could change are asked for once more, and never again', async () => {
    await using bed = await Bed.open();
    await bed.ask({ from: TODAY - 2 * DAY, to: TODAY + DAY });
    bed.office.moveTo(AT + 30 * DAY);
    const span = { from: TODAY - 4 * DAY, to: TODAY + DAY };
    assert.deepEqual((await bed.ask(span)).days.toSorted().toReversed(), lastDays(5));
    bed.office.moveTo(AT + 60 * DAY);
    assert.deepEqual((await bed.ask(span)).days, []);
  });

  it('Claude Code Analytics are not asked for of days to come, nor of days before the history that is kept', async () => {
    await using bed = await Bed.open({ historyDays: 5 });
    const { days } = await bed.ask({ from: TODAY - 400 * DAY, to: TODAY + 30 * DAY });
    assert.deepEqual(days.toSorted().toReversed(), lastDays(5));
  });

  it('Claude Code Analytics keep what came when they are cancelled, and the rest comes the next time', async () => {
    await using bed = await Bed.open();
    bed.office.api.setLatency(5);
    const cancelled = new AbortController();
    const run = bed.sync.claudeCode(WEEK, () => cancelled.abort(), cancelled.signal);
    await assert.rejects(run);
    const held = bed.ledger.claudeCode.days(WEEK.from, WEEK.to).length;
    assert.ok(held > 0 && held < 7);
    await bed.office.api.requests.waitFor(({ underWay }) => underWay === 0);
    assert.equal((await bed.ask()).days.length, 7 - held);
  });

  for (const [status, kind] of [
    [403, 'forbidden'],
    [404, 'notFound'],
  ] as const) {
    it(`Claude Code Analytics that the key may not read (${status}) are an error of the kind ${kind}, and nothing else is`, async () => {
      await using bed = await Bed.open();
      bed.office.api.faults.add({ fault: { kind: 'status', status }, route: 'claudeCode', times: 'always' });
      await assert.rejects(bed.ask(), (error) => error instanceof AdminApiError && error.kind === kind);
      assert.ok(bed.asked().length <= 4);
      assert.deepEqual(bed.ledger.claudeCode.days(WEEK.from, WEEK.to), []);
    });
  }

  it('Claude Code Analytics are forgotten with the rest of the history', async () => {
    await using bed = await Bed.open({ historyDays: 5 });
    await bed.ask();
    bed.office.moveTo(AT + 3 * DAY);
    const never = new AbortController().signal;
    const events = { onFirstLook: () => undefined, onProgress: () => undefined };
    // The first run fetches the history, the next one polls.
    for (const _ of [1, 2]) await bed.sync.run(true, events, never);
    assert.deepEqual(
      bed.ledger.claudeCode.days(0, AT).map(({ start }) => start),
      [TODAY - 2 * DAY, TODAY - DAY, TODAY],
    );
  });
});

describe('The days of Claude Code Analytics that are due', () => {
  const day = TODAY - 10 * DAY;
  const span = { from: day, to: day + DAY };
  const isDue = (readAt: number, now = AT, isEmpty = false) =>
    dueDays(span, [{ start: day, readAt, isEmpty }], now).length === 1;

  it('days of Claude Code Analytics that were read two days after their end are not due', () => {
    assert.equal(isDue(day + 3 * DAY), false);
    assert.equal(isDue(day + 3 * DAY - 1), true);
  });

  it('days of Claude Code Analytics that a wrong clock says were read in the future are due', () => {
    assert.equal(isDue(AT + 40 * DAY), true);
    assert.equal(isDue(AT + MINUTE), false);
  });

  it('days of Claude Code Analytics without records are due once a day, for 31 days', () => {
    const read = day + 4 * DAY;
    assert.equal(isDue(read, read + DAY - 1, true), false);
    assert.equal(isDue(read, read + DAY, true), true);
    assert.equal(isDue(read, read + DAY, false), false);
    assert.equal(isDue(day + 32 * DAY, day + 40 * DAY, true), false);
  });

  it('due days of Claude Code Analytics are full UTC days, also of a span that begins within one', () => {
    const days = dueDays({ from: day + 5 * HOUR, to: day + DAY + 5 * HOUR }, [], AT);
    assert.deepEqual(days, [day + DAY, day]);
  });
});
