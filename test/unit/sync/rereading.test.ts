import assert from 'node:assert/strict';
import { AdminApiError } from '../../../src/adminApi/errors.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { Page, Source, UsageBucket } from '../../../src/source/source.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { Fault } from '../../adminApi/faults/faults.ts';
import type { World } from '../../adminApi/world/world.ts';
import { stream } from '../../adminApi/worlds/kit.ts';
import { keyRefused } from '../../adminApi/worlds/misleading.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const CENT = 1_000_000n;

/** A window that is open until an instant: some polls in a row, then a rest of some hours. */
async function stayOpen(office: Office, until: number, rest = 2 * HOUR): Promise<void> {
  while (office.now < until) {
    const at = Math.min(office.now + rest, until);
    for (let poll = 3; poll >= 0; poll--) await office.pollAt(at - poll * MINUTE);
  }
}

/** Relative error of today's figure, against the true cost of the minutes that the API shows. */
function errorOfToday(office: Office): number {
  const today = Math.floor(office.now / DAY) * DAY;
  const to = Math.floor(office.now / MINUTE) * MINUTE + MINUTE;
  const truth = office.api.truth.trueCost({ from: today, to, shownAt: office.now });
  return Number((office.summary.today?.amount ?? 0n) - truth) / Number(truth);
}

function assertRight(office: Office): void {
  const error = errorOfToday(office);
  assert.ok(Math.abs(error) <= 0.003, `today is ${(100 * error).toFixed(3)} % off`);
}

/** Days of the ledger whose usage or bill is not what the API shows of them. */
function daysThatDiffer(office: Office, from: number): string[] {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const { usage, bills } = ledger.organization(office.api.world.organization);
  const differing: string[] = [];
  for (let day = from; day + 2 * DAY <= office.now; day += DAY) {
    const cells = usage.cells('1h', day, day + DAY, 0);
    const tokens = cells.reduce((sum, { counts }) => sum + counts.slice(0, 5).reduce((a, b) => a + b, 0), 0);
    const total = (bills.lines(day, day + DAY).get(day) ?? []).reduce((sum, { amount }) => sum + amount, 0n);
    const { truth } = office.api;
    if (tokens !== truth.count({ from: day, to: day + DAY })) differing.push(`usage of ${new Date(day).toISOString()}`);
    if (total !== truth.billOf(day).total) differing.push(`bill of ${new Date(day).toISOString()}`);
  }
  return differing;
}

describe('Usage that comes late', function () {
  this.timeout(60_000);

  const webApp = tinyWorld(TODAY).keys[0]?.id ?? '';
  for (const [name, gap] of [
    ['eight hours of nothing', { from: TODAY - 2 * DAY + 6 * HOUR, until: TODAY - 2 * DAY + 14 * HOUR }],
    [
      'a key that is missing for 26 hours',
      { from: TODAY - 2 * DAY + 2 * HOUR, until: TODAY - DAY + 4 * HOUR, key: webApp },
    ],
  ] as const) {
    it(`late usage is read again before rates are learned of its day: ${name}`, async () => {
      const base = tinyWorld(TODAY);
      const world = { ...base, lateness: { ...base.lateness, gaps: [{ ...gap, shownFrom: gap.until }] } };
      await using office = await Office.open({ world, at: TODAY - 2 * DAY - 5 * HOUR, config: { historyDays: 6 } });
      await office.engine.start();
      await stayOpen(office, AT);
      assert.deepEqual(daysThatDiffer(office, TODAY - 5 * DAY), []);
      assertRight(office);
      assert.equal(office.summary.problem, null);
    });
  }

  it('late usage is read again before rates are learned of its day, where the machine slept meanwhile', async () => {
    const base = tinyWorld(TODAY);
    const late = TODAY - 2 * DAY;
    const gap = { from: late + 2 * HOUR, until: late + 28 * HOUR, shownFrom: late + 28 * HOUR, key: webApp };
    const world = { ...base, lateness: { ...base.lateness, gaps: [gap] } };
    await using office = await Office.open({ world, at: late - 5 * HOUR, config: { historyDays: 6 } });
    await office.engine.start();
    await stayOpen(office, late + 23 * HOUR);
    await office.pollAt(AT);
    assertRight(office);
    assert.deepEqual(daysThatDiffer(office, TODAY - 4 * DAY), []);
  });

  it('late usage is in today’s figure soon after the API shows it, and data do not reach into what it hid', async () => {
    const base = tinyWorld(TODAY);
    const gap = { from: TODAY + 2 * HOUR, until: TODAY + 10 * HOUR, shownFrom: TODAY + 10 * HOUR };
    const world = { ...base, lateness: { ...base.lateness, gaps: [gap] } };
    await using office = await Office.open({ world, at: TODAY, config: { historyDays: 6 } });
    await office.engine.start();
    await stayOpen(office, TODAY + 6 * HOUR + 30 * MINUTE, HOUR);
    assert.ok((office.summary.dataTo ?? 0) <= TODAY + 2 * HOUR + MINUTE, `data to ${office.summary.dataTo}`);
    await stayOpen(office, AT);
    assertRight(office);
  });
});

describe('Usage that is answered wrongly for a while', function () {
  this.timeout(60_000);

  for (const [words, factor, hours] of [
    ['twice as much for an hour', 2, 1],
    ['half as much for two hours', 0.5, 2],
    ['nothing for two hours', 0, 2],
  ] as const) {
    it(`usage that was answered wrongly is right in today’s figure some hours later, and teaches no rates: ${words}`, async () => {
      let isWrong = false;
      const wrap = (source: Source): Source => ({
        ...source,
        usage: async function* (query, signal) {
          for await (const page of source.usage(query, signal)) yield isWrong ? multiplied(page, factor) : page;
        },
      });
      const from = TODAY + 9 * HOUR;
      const config = { historyDays: 6 };
      await using office = await Office.open({ world: tinyWorld(TODAY), at: from - 5 * HOUR, config, wrap });
      await office.engine.start();
      await stayOpen(office, from);
      isWrong = true;
      for (let minute = 10; minute <= hours * 60; minute += 10) await office.pollAt(from + minute * MINUTE);
      assert.ok(Math.abs(errorOfToday(office)) > 0.05, 'it does harm while it lasts');
      isWrong = false;
      await stayOpen(office, office.now + 5 * HOUR, HOUR);
      assertRight(office);
      await stayOpen(office, TODAY + 2 * DAY + 15 * HOUR, 3 * HOUR);
      assert.deepEqual(daysThatDiffer(office, TODAY - DAY), []);
      assertRight(office);
    });
  }
});

function multiplied(page: Page<UsageBucket>, factor: number): Page<UsageBucket> {
  const times = (counts: readonly number[]) => counts.map((count) => Math.floor(count * factor));
  const rowsOf = ({ rows }: UsageBucket) => rows.map((row) => ({ ...row, counts: times(row.counts) }));
  return { ...page, items: page.items.map((bucket) => ({ ...bucket, rows: rowsOf(bucket) })) };
}

describe('A first fill that was answered with less than there is', function () {
  this.timeout(60_000);

  const both = (fault: Fault) => [
    { fault, route: 'usage' as const },
    { fault, route: 'cost' as const },
  ];
  for (const [name, faults] of Object.entries({
    'no buckets at all': both({ kind: 'lacking', what: 'buckets' }),
    'usage without rows': [{ fault: { kind: 'lacking', what: 'rows' }, route: 'usage' }],
    'half of every count': [{ fault: { kind: 'lacking', what: 'halves' }, route: 'usage' }],
    'bills without lines': [{ fault: { kind: 'lacking', what: 'rows' }, route: 'cost' }],
    'half of everything': both({ kind: 'lacking', what: 'halves' }),
  } as const)) {
    it(`a first fill with less than there is is read a second time within 30 hours: ${name}`, async () => {
      await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 40 } });
      for (const fault of faults) office.api.faults.add({ ...fault, times: 'always' });
      await office.engine.start();
      for (let minute = 5; minute <= 20; minute += 5) await office.pollAt(AT + minute * MINUTE);
      assert.notEqual(office.state?.status === 'ready' ? office.summary.today?.amount : null, 0n, 'no $0.00');
      office.api.faults.clear();
      await stayOpen(office, AT + 30 * HOUR, 3 * HOUR);
      assert.deepEqual(daysThatDiffer(office, TODAY - 38 * DAY), []);
      assertRight(office);
    });
  }
});

describe('A window that is opened again on usage without rows', () => {
  it('a window that is opened again on usage without rows shows no $0.00, not even at its first look', async () => {
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 } });
    office.api.faults.add({ fault: { kind: 'lacking', what: 'rows' }, route: 'usage', times: 'always' });
    await office.engine.start();
    await office.restart();
    await office.pollAt(AT + 5 * MINUTE);
    const shown = office.messages.flatMap((message) =>
      message.call === 'state' && message.params.status === 'ready' ? [message.params.summary.today] : [],
    );
    assert.ok(shown.length > 0);
    assert.deepEqual(new Set(shown), new Set([null]));
  });
});

describe('A first fill', () => {
  it('a first fill asks for no daily totals: its hours are as new as its bills', async () => {
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 40 } });
    await office.engine.start();
    const widths = office.api.requests.of('usage').map(({ query }) => query.get('bucket_width')?.[0]);
    assert.ok(widths.length > 0 && !widths.includes('1d'), widths.join());
  });
});

describe('Daily totals that cannot be read', () => {
  it('daily totals that cannot be read cost no figure, and are asked for again an hour later', async () => {
    const asked: number[] = [];
    let now = AT;
    const wrap = (source: Source): Source => ({
      ...source,
      usage: (query, signal) => {
        if (query.width !== '1d') return source.usage(query, signal);
        asked.push(now);
        throw new AdminApiError({ kind: 'server', status: 500, requestId: '', apiMessage: '', retryAt: null });
      },
    });
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 }, wrap });
    await office.engine.start();
    for (now = AT + 7 * HOUR; now <= AT + 9 * HOUR; now += 10 * MINUTE) {
      await office.pollAt(now);
      assert.equal(office.summary.problem, null);
      assert.notEqual(office.summary.today, null);
    }
    const [first = 0, second = 0, ...more] = asked;
    assert.ok(first > 0 && second - first >= HOUR && second - first <= 80 * MINUTE, asked.join());
    assert.deepEqual(more, []);
  });
});

describe('A bill that is restated', function () {
  this.timeout(60_000);

  async function restated(afterDays: number, percent: bigint): Promise<Office> {
    const base = tinyWorld(TODAY);
    const day = TODAY - 3 * DAY;
    const restatement = { day, until: day + DAY + afterDays * DAY, percent };
    const world = { ...base, billing: { ...base.billing, restatements: [restatement] } };
    const at = restatement.until - 30 * HOUR;
    const office = await Office.open({ world, at, config: { historyDays: 16 } });
    await office.engine.start();
    await stayOpen(office, restatement.until + 30 * HOUR, 3 * HOUR);
    return office;
  }

  for (const afterDays of [3, 7]) {
    it(`a restated bill replaces the old one within a day and keeps its first total: ${afterDays} days after its end`, async () => {
      await using office = await restated(afterDays, 80n);
      assert.deepEqual(daysThatDiffer(office, TODAY - 6 * DAY), []);
      using ledger = new Ledger(office.ledgerPath, office.now);
      const day = TODAY - 3 * DAY;
      const [bill] = ledger.organization(office.api.world.organization).bills.bills(day, day + DAY);
      const total = office.api.truth.billOf(day).lines.reduce((sum, { amount }) => sum + (amount * 80n) / 100n, 0n);
      assert.equal(bill?.restated?.from, total);
      assert.ok((bill?.restated?.at ?? 0) >= day + DAY + afterDays * DAY);
      assertRight(office);
    });
  }
});

describe('Bills that the API leaves out of its answers', function () {
  this.timeout(60_000);

  it('bills that the API leaves out are asked for hourly, not at every poll, and stay as they were', async () => {
    await using office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 } });
    await office.engine.start();
    office.api.faults.add({ fault: { kind: 'lacking', what: 'buckets' }, route: 'cost', times: 'always' });
    office.api.requests.clear();
    while (office.now < AT + 3 * HOUR) await office.pollAt(office.now + 6 * MINUTE);
    const asked = office.api.requests.of('cost').length;
    assert.ok(asked >= 2 && asked <= 4, `${asked} requests in three hours`);
    assert.deepEqual(daysThatDiffer(office, TODAY - 5 * DAY), []);
  });
});

describe('Batch lines that come three days late', function () {
  this.timeout(60_000);

  it('batch lines that come three days late are in the bill of their day once the API shows them, and teach', async () => {
    const base = tinyWorld(TODAY);
    const batch = stream(TODAY, {
      workspace: null,
      key: base.keys[1]?.id ?? null,
      model: 'claude-sonnet-5-5',
      serviceTier: 'batch',
      tokensPerHour: 4e6,
    });
    const late: World = {
      ...base,
      streams: [...base.streams, batch],
      billing: { ...base.billing, batchAfter: 3 * DAY },
    };
    await using office = await Office.open({ world: late, at: TODAY - DAY + 5 * HOUR, config: { historyDays: 8 } });
    await office.engine.start();
    await stayOpen(office, TODAY + 2 * DAY - HOUR, 3 * HOUR);
    assert.deepEqual(
      daysThatDiffer(office, TODAY - 6 * DAY).filter((text) => !/-(17|18)T/.test(text)),
      [],
    );
    assertRight(office);
  });
});

describe('Yesterday while its bill grows', function () {
  this.timeout(60_000);

  const base = tinyWorld(TODAY);
  const webApp = base.keys[0]?.id ?? '';
  const place = base.streams[0]?.workspace ?? null;
  const beside = stream(TODAY, { workspace: place, key: null, model: 'claude-opus-5-5', tokensPerHour: 3e6 });
  for (const [words, world] of [
    ['a price cut', { ...base, adjustments: [...base.adjustments, { times: '0.8', from: TODAY - DAY }] }],
    ['all requests of a key were refused', keyRefused(base, TODAY - DAY, webApp)],
    ['those of one of two', keyRefused({ ...base, streams: [...base.streams, beside] }, TODAY - DAY, webApp)],
  ] as const) {
    it(`yesterday costs what its bill says once two readings six hours apart agree, after ${words}`, async () => {
      await using office = await Office.open({ world, at: TODAY - 4 * HOUR, config: { historyDays: 6 } });
      await office.engine.start();
      await stayOpen(office, TODAY + 17 * HOUR, HOUR);
      const { yesterday } = office.summary;
      const off = (yesterday?.amount ?? 0n) - office.api.truth.billOf(TODAY - DAY).total;
      assert.ok(off < CENT && off > -CENT, `${off} off`);
      assert.equal(yesterday?.basis, 'mixed');
    });
  }
});
