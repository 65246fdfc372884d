import assert from 'node:assert/strict';
import { CENT, DOLLAR } from '../../../src/shared/money.ts';
import type { BalanceSet, Runway } from '../../../src/shared/runway.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { Office, type OfficeOptions } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { TODAY } from './kit.ts';

/** The minute of the balance: usage has no seconds. */
const START = TODAY + 9 * HOUR + 10 * MINUTE;
const AT = START + 20 * SECOND;
const AMOUNT = 5000n * DOLLAR;
const LATENESS = { delay: 0, share: 0, upTo: 0 };
const WORLD = { ...tinyWorld(TODAY), extras: [], lateness: LATENESS };
const OPTIONS: OfficeOptions = { world: WORLD, at: AT, config: { historyDays: 6 } };

function runway(office: Office): Runway {
  return office.summary.runway ?? assert.fail('there is no balance');
}

function set(office: Office, amount = AMOUNT, at = office.now, kind: 'balance' | 'topUp' = 'balance'): BalanceSet {
  const answer = office.engine.balance.set({ kind, amount, at });
  return typeof answer === 'string' ? assert.fail(answer) : answer;
}

/** What was spent since an instant, as far as the API shows it. */
function truth(office: Office, from = START, to = Math.floor(office.now / MINUTE) * MINUTE + MINUTE): bigint {
  return office.api.truth.trueCost({ from, to, shownAt: office.now });
}

/** Exact but for the rounding of each kind of token on each day. */
function assertExact(amount: bigint | undefined, true_: bigint): void {
  const error = (amount ?? 0n) - true_;
  assert.ok(amount !== undefined && error < 10_000n && error > -10_000n, `${amount} instead of ${true_}`);
}

async function pollTo(office: Office, until: number, every: number): Promise<void> {
  for (let at = office.now + every; at <= until; at += every) await office.pollAt(at);
}

describe('A prepaid balance', function () {
  this.timeout(120_000);

  it('a balance is not there before it is set, and is less the spend since its minute from then on', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    assert.equal(office.summary.runway, undefined);
    assert.equal(set(office).drift, null);
    await pollTo(office, AT + 25 * MINUTE, MINUTE);
    const { left, asOf, isByHour } = runway(office);
    assertExact(left?.amount, AMOUNT - truth(office));
    assert.deepEqual([left?.basis, asOf, isByHour], ['estimated', AT, false]);
    assert.ok(truth(office) > 10n * CENT);
  });

  it('a balance of days ago is exact to the minute, with its top-ups, whatever of it is billed', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    set(office);
    await pollTo(office, AT + 2 * DAY, 4 * HOUR);
    set(office, 700n * DOLLAR, office.now, 'topUp');
    await pollTo(office, AT + 4 * DAY, 4 * HOUR);
    const { left, isByHour } = runway(office);
    assertExact(left?.amount, AMOUNT + 700n * DOLLAR - truth(office));
    assert.deepEqual([left?.basis, isByHour], ['mixed', false]);
  });

  it('a balance counts a charge of no hour in proportion to the time of its own day', async () => {
    const world = { ...tinyWorld(TODAY), lateness: LATENESS };
    await using office = await Office.open({ ...OPTIONS, world });
    await office.engine.start();
    set(office);
    await pollTo(office, AT + 3 * DAY, 4 * HOUR);
    const extra = (day: number) => office.api.truth.billOf(day).total - truth(office, day, day + DAY);
    const ofFirst = (extra(TODAY) * BigInt(TODAY + DAY - START)) / BigInt(DAY);
    const ofBilled = extra(TODAY + DAY) + extra(TODAY + 2 * DAY);
    assert.ok(extra(TODAY) > 10n * CENT);
    assertExact(runway(office).left?.amount, AMOUNT - truth(office) - ofFirst - ofBilled);
  });

  it('a balance of a midnight counts the days since, and one of an earlier minute is cut by minutes asked for then', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    set(office, AMOUNT, TODAY);
    assertExact(runway(office).left?.amount, AMOUNT - truth(office, TODAY));
    const earlier = TODAY - 3 * DAY + 7 * HOUR + 25 * MINUTE;
    set(office, AMOUNT, earlier);
    assert.equal(runway(office).isByHour, true);
    await office.pollAt(office.now + 2 * MINUTE);
    await office.pollAt(office.now + 2 * MINUTE);
    assert.equal(runway(office).isByHour, false);
    assertExact(runway(office).left?.amount, AMOUNT - truth(office, earlier));
  });

  it('a balance that is too old for minutes is counted from the beginning of its hour, and says so', async () => {
    await using office = await Office.open({ ...OPTIONS, config: { historyDays: 12 } });
    await office.engine.start();
    const hour = TODAY - 9 * DAY + 7 * HOUR;
    set(office, AMOUNT, hour + 25 * MINUTE);
    await office.pollAt(office.now + 2 * MINUTE);
    assert.equal(runway(office).isByHour, true);
    assertExact(runway(office).left?.amount, AMOUNT - truth(office, hour));
  });

  it('a balance does not change when the history is shortened, or has moved on', async () => {
    await using office = await Office.open({ ...OPTIONS, config: { historyDays: 12 } });
    await office.engine.start();
    set(office);
    await pollTo(office, AT + 5 * DAY, 4 * HOUR);
    const before = runway(office);
    await office.restart({ historyDays: 3 });
    await office.engine.start();
    assert.deepEqual(runway(office).left, before.left);
    await pollTo(office, AT + 9 * DAY, 4 * HOUR);
    assertExact(runway(office).left?.amount, AMOUNT - truth(office));
  });

  it('a balance follows a bill that is restated, also that of its own day', async () => {
    const until = TODAY + 4 * DAY;
    const billing = { ...WORLD.billing, restatements: [{ day: TODAY, percent: 90n, until }] };
    await using office = await Office.open({ ...OPTIONS, world: { ...WORLD, billing } });
    await office.engine.start();
    set(office);
    await pollTo(office, AT + 3 * DAY, 4 * HOUR);
    const part = truth(office, START, TODAY + DAY);
    const low = (part * 90n) / 100n + truth(office, TODAY + DAY);
    assertExact(runway(office).left?.amount, AMOUNT - low);
    await pollTo(office, AT + 5 * DAY, 4 * HOUR);
    assertExact(runway(office).left?.amount, AMOUNT - truth(office));
  });

  it('a balance that is set again says how far ours had drifted, and goes on from the new one', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    set(office);
    await pollTo(office, AT + DAY, 4 * HOUR);
    set(office, 100n * DOLLAR, office.now, 'topUp');
    const ours = runway(office).left?.amount ?? 0n;
    await office.pollAt(office.now + MINUTE);
    const sinceStart = truth(office, START, Math.floor(office.now / MINUTE) * MINUTE);
    const { drift } = set(office, ours + 12n * DOLLAR);
    assertExact(drift ?? undefined, AMOUNT + 100n * DOLLAR - sinceStart - (ours + 12n * DOLLAR));
    assert.ok(drift !== null && drift < -12n * DOLLAR);
    await pollTo(office, office.now + 20 * MINUTE, 5 * MINUTE);
    const from = runway(office).asOf - (runway(office).asOf % MINUTE);
    assertExact(runway(office).left?.amount, ours + 12n * DOLLAR - truth(office, from));
    assert.equal(set(office, AMOUNT, START).drift, null, 'ours begins later');
  });

  it('a balance is the same in every window, also after a restart, and removed from all', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    set(office);
    await using other = office.openWindow({ config: { historyDays: 6, window: 'window-2' } });
    await other.engine.start();
    assert.deepEqual(runway(other), runway(office));
    await office.restart();
    await office.engine.start();
    assert.deepEqual(runway(office), runway(other));
    assert.equal(office.engine.balance.remove(), null);
    assert.equal(office.summary.runway, undefined);
    await other.pollAt(office.now + MINUTE);
    assert.equal(other.summary.runway, undefined);
    assert.equal(other.engine.balance.remove(), 'No balance is set.');
  });

  it('a balance lasts until a day that follows from what is spent', async () => {
    await using office = await Office.open({ ...OPTIONS, config: { historyDays: 40 } });
    await office.engine.start();
    const perDay = office.api.truth.billOf(TODAY - DAY).total;
    set(office, perDay * 10n);
    const { lasts } = runway(office);
    assert.ok(lasts?.on != null && Math.abs(lasts.on - TODAY - 10 * DAY) <= 4 * DAY, `${lasts?.on}`);
    set(office, perDay * 4000n);
    assert.equal(runway(office).lasts?.on, null);
  });

  it('a balance that is used up is negative, and lasts no longer', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    set(office, CENT, TODAY);
    const { left, lasts } = runway(office);
    assertExact(left?.amount, CENT - truth(office, TODAY));
    assert.ok((left?.amount ?? 0n) < 0n);
    assert.equal(lasts, null);
  });

  it('a balance of the future or from before the history is refused in a sentence, and a top-up without a balance', async () => {
    await using office = await Office.open(OPTIONS);
    const refusal = (at: number, kind: 'balance' | 'topUp' = 'balance') =>
      office.engine.balance.set({ kind, amount: AMOUNT, at });
    assert.equal(refusal(AT), 'There are no figures yet. Try again in a moment.');
    await office.engine.start();
    assert.equal(refusal(AT + HOUR), 'The date of a balance cannot be in the future.');
    assert.match(`${refusal(TODAY - 6 * DAY)}`, /^Spend before Sat, Nov 14, 2026 is not in the local history\./);
    assert.equal(refusal(AT, 'topUp'), 'Set the balance first.');
    assert.deepEqual(office.engine.balance.state(), { runway: null, oldest: TODAY - 5 * DAY });
    set(office);
    assert.equal(refusal(AT - HOUR, 'topUp'), 'The balance is newer than this top-up and includes it.');
  });
});

describe('The prepaid balance of the sample', () => {
  it('the sample has a balance of its own with a top-up, and takes over no other', async () => {
    await using office = await Office.open({ ...OPTIONS, config: { historyDays: 40, account: { type: 'sample' } } });
    await office.engine.start();
    const { asOf } = runway(office);
    assert.ok(asOf < AT - 3 * 7 * DAY);
    assert.match(`${office.engine.balance.set({ kind: 'balance', amount: CENT, at: AT })}`, /^The sample organization/);
    assert.equal(runway(office).asOf, asOf);
  });
});
