import assert from 'node:assert/strict';
import { deleteDatabase } from '../../../src/ledger/database.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { MeasurementResult } from '../../../src/shared/measurement.ts';
import { CENT } from '../../../src/shared/money.ts';
import type { MeasurementState } from '../../../src/shared/summary.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import type { Slice } from '../../adminApi/prices/truth.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { Office, type OfficeOptions } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { costTotal } from '../figures/answer/asked.ts';
import { TODAY } from './kit.ts';

const START = TODAY + 9 * HOUR + 10 * MINUTE;
const WORLD = tinyWorld(TODAY);
const [WEB = assert.fail(), CI = assert.fail()] = WORLD.keys.map(({ id }) => id);
/** Usage appears four minutes after it was sent; none comes hours later. */
const LATENESS = { delay: 4 * MINUTE, share: 0, upTo: 0 };
const OPTIONS: OfficeOptions = {
  world: { ...WORLD, lateness: LATENESS },
  at: START + 20 * SECOND,
  config: { historyDays: 6 },
};

function measuring(office: Office): MeasurementState {
  return office.summary.measurement ?? assert.fail('nothing is measured');
}

function results(office: Office): MeasurementResult[] {
  return office.messages.flatMap((message) => (message.call === 'measured' ? message.params : []));
}

/** What a span cost, as far as the API shows it now: exact but for the rounding of each kind of token. */
function truth(office: Office, slice: Slice): bigint {
  return office.api.truth.trueCost({ shownAt: office.now, ...slice });
}

function assertExact(amount: bigint | undefined, true_: bigint): void {
  const error = (amount ?? 0n) - true_;
  assert.ok(amount !== undefined && error < 1000n && error > -1000n, `${amount} instead of ${true_}`);
  assert.ok(true_ > 10n * CENT);
}

/** Polls each minute from one instant to another. */
async function pollTo(office: Office, until: number, every = MINUTE): Promise<void> {
  for (let at = office.now + every; at <= until; at += every) await office.pollAt(at);
}

describe('A measurement', function () {
  this.timeout(60_000);

  it('a measurement is unknown at first, and then what the API shows since its minute, to the last unit', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    assert.equal(office.engine.measuring.start(null), null);
    assert.deepEqual([measuring(office).start, measuring(office).cost], [START, null]);
    await pollTo(office, START + 25 * MINUTE);
    const { cost, dearestKeys, dearestModels, end, isByHour } = measuring(office);
    assertExact(cost?.amount, truth(office, { from: START, to: START + 26 * MINUTE }));
    assert.deepEqual([cost?.basis, cost?.unpricedTokens, end, isByHour], ['estimated', 0, null, false]);
    assert.deepEqual(
      dearestKeys.map(({ name }) => name),
      ['web-app', 'ci', 'No API key'],
    );
    for (const dearest of [dearestKeys, dearestModels]) {
      assert.equal(
        dearest.reduce((sum, { amount }) => sum + amount, 0n),
        cost?.amount,
      );
    }
  });

  it('a measurement of a key counts its usage alone', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(CI);
    await pollTo(office, START + 25 * MINUTE);
    const { apiKey, cost, dearestKeys } = measuring(office);
    assertExact(cost?.amount, truth(office, { from: START, to: START + 26 * MINUTE, key: CI }));
    assert.deepEqual([apiKey?.name, dearestKeys.length], ['ci', 1]);
  });

  it('a measurement of usage without a key is not one of everything', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start('');
    await pollTo(office, START + 25 * MINUTE);
    assertExact(measuring(office).cost?.amount, truth(office, { from: START, to: START + 26 * MINUTE, key: null }));
  });

  it('a measurement that was stopped waits ten minutes for late usage, and counts the minutes up to its stop', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(null);
    const stop = START + 12 * MINUTE + 40 * SECOND;
    await pollTo(office, stop - 30 * SECOND);
    office.moveTo(stop);
    assert.equal(office.engine.measuring.stop(), null);
    const end = START + 13 * MINUTE;
    assert.deepEqual([measuring(office).end, measuring(office).finalAt], [end, end + 10 * MINUTE]);
    await pollTo(office, end + 10 * MINUTE - SECOND);
    assert.deepEqual(results(office), []);
    assertExact(measuring(office).cost?.amount, truth(office, { from: START, to: end }));
    await office.pollAt(end + 10 * MINUTE);
    const [result = assert.fail(), ...more] = results(office);
    assert.deepEqual([result.start, result.end, result.apiKey, more], [START, end, null, []]);
    assertExact(result.cost.amount, truth(office, { from: START, to: end, shownAt: end + DAY }));
    assert.equal(office.summary.measurement, undefined);
  });

  it('a result has the late usage of all of its minutes, though nobody polled since the stop', async () => {
    const world = { ...WORLD, lateness: { delay: 0, share: 0.3, upTo: 9 * MINUTE } };
    await using office = await Office.open({ ...OPTIONS, world });
    await office.engine.start();
    office.engine.measuring.start(null);
    await pollTo(office, START + 30 * MINUTE);
    office.engine.measuring.stop();
    const end = START + 30 * MINUTE;
    assert.equal(measuring(office).end, end);
    office.moveTo(end + 10 * MINUTE);
    await office.engine.measuring.settle();
    assertExact(results(office)[0]?.cost.amount, truth(office, { from: START, to: end, shownAt: end + DAY }));
  });

  it('a result is what the panel shows of its span and its key', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(WEB);
    await pollTo(office, START + 70 * MINUTE);
    office.engine.measuring.stop();
    await pollTo(office, START + 82 * MINUTE);
    const [{ start, end, cost } = assert.fail()] = results(office);
    const range = { type: 'instants', start, end } as const;
    const filters = [{ dimension: 'apiKey', values: [WEB] } as const];
    const { totals } = office.explore({ range, unit: 'minute', by: 'model', filters });
    assert.equal(costTotal(totals), cost.amount);
  });

  it('a result of more than a day is what the panel shows of it by the hour', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(null);
    await pollTo(office, START + 30 * HOUR, 10 * MINUTE);
    office.engine.measuring.stop();
    await pollTo(office, office.now + 15 * MINUTE);
    const [{ start, end, cost } = assert.fail()] = results(office);
    const range = { type: 'instants', start, end } as const;
    const filters = [{ dimension: 'costType', values: ['tokens', 'web_search'] } as const];
    const { totals, span, choice } = office.explore({ range, unit: 'minute', filters });
    assert.deepEqual([choice.unit, span], ['hour', { start: START, end }]);
    assert.equal(costTotal(totals), cost.amount);
  });

  it('a measurement within one minute counts that minute', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(null);
    office.moveTo(office.now + 20 * SECOND);
    office.engine.measuring.stop();
    await pollTo(office, START + 12 * MINUTE);
    const [result] = results(office);
    assert.deepEqual([result?.start, result?.end], [START, START + MINUTE]);
    assert.equal(result?.cost.amount, truth(office, { from: START, to: START + MINUTE }));
  });

  it('a measurement runs once, and a stop without one says so', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    await using other = office.openWindow({ config: { window: 'window-2' } });
    await other.engine.start();
    assert.equal(office.engine.measuring.stop(), 'No measurement is running.');
    assert.equal(office.engine.measuring.start(null), null);
    office.moveTo(office.now + SECOND);
    assert.match(other.engine.measuring.start(WEB) ?? '', /already running/);
    assert.equal(measuring(office).apiKey, null);
  });

  it('a measurement that has no ledger yet says why', async () => {
    await using office = await Office.open(OPTIONS);
    assert.match(office.engine.measuring.start(null) ?? '', /no figures yet/);
    assert.match(String(office.engine.measuring.choices()), /no figures yet/);
  });
});

describe('A measurement over a closed editor', function () {
  this.timeout(60_000);

  it('a measurement is exact on the next day, though nobody asked in between', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(null);
    await pollTo(office, START + 20 * MINUTE);
    await office.restart();
    await office.pollAt(START + DAY + 3 * HOUR);
    await pollTo(office, office.now + 3 * MINUTE);
    const now = office.now;
    const to = Math.floor(now / MINUTE) * MINUTE + MINUTE;
    // Yesterday is estimated as today is, until its bill is final.
    const amount = measuring(office).cost?.amount;
    const true_ = truth(office, { from: START, to });
    assert.ok(Math.abs(Number((amount ?? 0n) - true_)) < Number(true_) * 0.0001, `${amount} instead of ${true_}`);
  });

  it('a measurement that was stopped before is final soon after the next start', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(WEB);
    await pollTo(office, START + 20 * MINUTE);
    office.engine.measuring.stop();
    await office.restart({ window: 'window-2' });
    await office.pollAt(START + 16 * HOUR);
    assert.deepEqual(results(office), [], 'the window that stopped it may be slow');
    await pollTo(office, office.now + 2 * MINUTE);
    const [result = assert.fail()] = results(office);
    assert.deepEqual([result.start, result.end, result.apiKey?.name], [START, START + 20 * MINUTE, 'web-app']);
    const true_ = truth(office, { from: START, to: START + 20 * MINUTE, key: WEB });
    assert.ok(Math.abs(Number(result.cost.amount - true_)) < Number(true_) * 0.0001, `${result.cost.amount}, ${true_}`);
  });

  it('a measurement is cut by the minute for seven days, and by the hour from then on', async () => {
    const world = { ...WORLD, extras: [] };
    await using office = await Office.open({ ...OPTIONS, world, config: { historyDays: 12 } });
    await office.engine.start();
    office.engine.measuring.start(null);
    await pollTo(office, START + 20 * MINUTE);
    using ledger = new Ledger(office.ledgerPath, office.now);
    const { usage } = ledger.organization(office.api.world.organization);
    const minutes = () => usage.readings('1m', START - 10 * MINUTE, START + 50 * MINUTE);
    const shown = () => {
      const { start, isByHour, cost } = measuring(office);
      const true_ = truth(office, { from: start, to: Math.floor(office.now / MINUTE) * MINUTE + MINUTE });
      assert.ok(Math.abs(Number((cost?.amount ?? 0n) - true_)) < Number(true_) * 0.0001, `${cost?.amount}, ${true_}`);
      return { start, isByHour, basis: cost?.basis };
    };
    for (let day = 1; day <= 6; day++) await pollTo(office, START + day * DAY + 20 * MINUTE, 8 * HOUR);
    await pollTo(office, office.now + 3 * MINUTE);
    assert.deepEqual(shown(), { start: START, isByHour: false, basis: 'mixed' });
    assert.ok(minutes().length === 60 && minutes().every(({ readAt }) => readAt < START + 2 * DAY), 'they were saved');
    await pollTo(office, START + 8 * DAY + 20 * MINUTE, 8 * HOUR);
    await pollTo(office, office.now + 3 * MINUTE);
    assert.deepEqual(shown(), { start: START - 10 * MINUTE, isByHour: true, basis: 'mixed' });
    assert.deepEqual(minutes(), []);
  });
});

describe('A result among windows', function () {
  this.timeout(60_000);

  const END = START + 10 * MINUTE;
  const FINAL = END + 10 * MINUTE;

  /** Two windows, of which the second has stopped what the first has started. */
  async function twoWindows(): Promise<[Office, Office]> {
    const one = await Office.open(OPTIONS);
    await one.engine.start();
    one.engine.measuring.start(null);
    const other = one.openWindow({ config: { ...OPTIONS.config, window: 'window-2' } });
    await other.engine.start();
    await pollTo(one, END - 30 * SECOND);
    await other.engine.start();
    assert.equal(other.engine.measuring.stop(), null);
    return [one, other];
  }

  it('a result is shown by the window that stopped, and by no other', async () => {
    const windows = await twoWindows();
    const [one, other] = windows;
    await using _one = one;
    await using _other = other;
    await pollTo(one, FINAL);
    for (let second = 0; second < 60; second += 5) {
      one.moveTo(FINAL + second * SECOND);
      await one.engine.measuring.settle();
      await other.engine.measuring.settle();
    }
    assert.deepEqual([results(one).length, results(other).length], [0, 1]);
  });

  it('a result is shown once by another window, where the one that stopped has been closed', async () => {
    const [one, other] = await twoWindows();
    await using _one = one;
    await other[Symbol.asyncDispose]();
    await using third = one.openWindow({ config: { ...OPTIONS.config, window: 'window-3' } });
    await third.engine.start();
    for (let second = 0; second < 120; second += 5) {
      one.moveTo(FINAL + second * SECOND);
      await Promise.all([one, third].map(({ engine }) => engine.measuring.settle()));
    }
    assert.equal(results(one).length + results(third).length, 1);
    using ledger = new Ledger(one.ledgerPath, one.now);
    const [settled] = ledger.organization(one.api.world.organization).measurements.settled();
    assert.deepEqual(settled?.cost, [...results(one), ...results(third)][0]?.cost);
  });

  it('a measurement and its end are shown by the other window within seconds', async () => {
    const [one, other] = await twoWindows();
    await using _one = one;
    await using _other = other;
    await one.engine.start();
    assert.equal(measuring(one).end, END);
    one.moveTo(FINAL + SECOND);
    await other.engine.measuring.settle();
    assert.equal(results(other).length, 1);
    await one.engine.start();
    assert.equal(one.summary.measurement, undefined);
    const choices = one.engine.measuring.choices();
    assert.deepEqual(typeof choices === 'object' && choices.results, results(other));
  });

  it('a result waits while the API cannot be asked, and comes when it can', async () => {
    const [one, other] = await twoWindows();
    await using _one = one;
    await using _other = other;
    one.api.faults.add({ fault: { kind: 'cut', where: 'before' }, times: 'always' });
    one.moveTo(FINAL);
    await other.engine.measuring.settle();
    assert.deepEqual(results(other), []);
    assert.match(other.log.at(-1) ?? '', /has to wait/);
    one.api.faults.clear();
    one.moveTo(FINAL + MINUTE);
    await other.engine.measuring.settle();
    assertExact(results(other)[0]?.cost.amount, truth(one, { from: START, to: END }));
  });
});

describe('A measurement and its ledger', function () {
  this.timeout(60_000);

  it('a measurement is of one organization', async () => {
    const other = 'sk-ant-admin01-test-bed-other';
    const others = { [other]: { ...smallWorld(TODAY), organization: { id: 'org-other', name: 'Other' } } };
    await using office = await Office.open({ ...OPTIONS, others });
    await office.engine.start();
    office.engine.measuring.start(null);
    const account = { type: 'key', key: KEYS.admin, organization: null, preferHost: false } as const;
    const baseUrl = { origin: office.api.url, prefix: '' };
    await using next = office.openWindow({ key: other });
    await next.engine.start();
    assert.deepEqual([next.summary.organization, next.summary.measurement], ['Other', undefined]);
    assert.equal(next.engine.measuring.start(null), null);
    await office.restart({ account: { ...account, baseUrl } });
    await office.engine.start();
    assert.equal(measuring(office).start, START);
  });

  it('a measurement is gone with the ledger, in every window', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(null);
    deleteDatabase(office.ledgerPath);
    await office.pollAt(office.now + MINUTE);
    assert.equal(office.summary.measurement, undefined);
    assert.equal(office.engine.measuring.stop(), 'No measurement is running.');
  });

  it('a measurement can be of any key that is known, the dearest first and then those that were not used', async () => {
    const idle = { ...(WORLD.keys[0] ?? assert.fail()), id: 'apikey_01idle', name: 'idle' };
    const retired = { ...idle, id: 'apikey_01retired', name: 'retired', status: 'archived' } as const;
    const world = { ...WORLD, keys: [retired, idle, ...WORLD.keys] };
    await using office = await Office.open({ ...OPTIONS, world });
    await office.engine.start();
    const choices = office.engine.measuring.choices();
    assert.ok(typeof choices === 'object');
    assert.deepEqual(
      choices.apiKeys.map(({ name }) => name),
      ['web-app', 'ci', 'No API key', 'idle'],
    );
    assert.match(choices.apiKeys[0]?.detail ?? '', /^sk-ant-api03-web\.\.\.bapp · Production$/);
  });
});
