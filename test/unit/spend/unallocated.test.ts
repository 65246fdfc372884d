import assert from 'node:assert/strict';
import type { CostRow } from '../../../src/source/source.ts';
import { dayByKind } from '../../../src/spend/bill.ts';
import { spendOfDay } from '../../../src/spend/daySpend.ts';
import { Rates } from '../../../src/spend/rates.ts';
import { UnallocatedEstimates, unallocatedOfDay } from '../../../src/spend/unallocated.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { attribute } from './day/attribute.ts';
import { columnsOf } from './day/columnsOf.ts';
import { costRow, daysAgo, input, otherRow, record, TODAY, wholeDay } from './made.ts';

const NOON = TODAY + 12 * HOUR;
/** Tokens of a usual day: three quarters of them from 06:00 to 07:00, the rest from 18:00 to 19:00. */
const USAGE = [input(300, {}, 6 * HOUR), input(100, {}, 18 * HOUR)];

/** Cost without usage learned from final days with these lines beside 1,000 of tokens, the newest first. */
function usualAfter(days: readonly (readonly CostRow[])[], usage = USAGE): UnallocatedEstimates {
  const isFinal = days.map((others, index) => wholeDay(index + 2, [costRow(1_000n), ...others], usage));
  return new UnallocatedEstimates(
    isFinal.map((day) => unallocatedOfDay(dayByKind(day), columnsOf(day.usage, day.start))),
  );
}

const session = (amount: bigint, own: Partial<CostRow> = {}) => otherRow(amount, 'session_usage', own);
const daily = (unallocated: UnallocatedEstimates) =>
  unallocated.daily.map(({ costType, workspaceId, amount }) => [costType, workspaceId, amount]);

describe('cost without usage', () => {
  it('cost without usage is expected at the median of the last 14 final days, a line for each cost', () => {
    const amounts = [400n, 100n, 300n, 200n];
    assert.deepEqual(daily(usualAfter(amounts.map((amount) => [session(amount)]))), [['session_usage', '', 250n]]);
    const old = Array.from({ length: 14 }, () => [session(200n)]);
    assert.deepEqual(daily(usualAfter([...old, [session(9_000n)], [session(9_000n)]])), [['session_usage', '', 200n]]);
    const both = [
      [session(200n), otherRow(100n, 'code_execution')],
      [session(200n), otherRow(80n, 'code_execution')],
    ];
    assert.deepEqual(daily(usualAfter(both)), [
      ['session_usage', '', 200n],
      ['code_execution', '', 90n],
    ]);
  });

  it('cost without usage is expected in the workspaces that it came to lately', () => {
    const days = [[session(300n, { workspaceId: 'a' }), session(100n, { workspaceId: 'b' })]];
    assert.deepEqual(daily(usualAfter(days)), [
      ['session_usage', 'a', 300n],
      ['session_usage', 'b', 100n],
    ]);
    const inTurn = [[session(400n, { workspaceId: 'a' })], [session(400n, { workspaceId: 'b' })]];
    assert.deepEqual(daily(usualAfter(inTurn)), [
      ['session_usage', 'a', 200n],
      ['session_usage', 'b', 200n],
    ]);
  });

  it('cost without usage is expected only where it was more than a hundredth of all that was billed', () => {
    assert.deepEqual(daily(usualAfter([[session(10n)], [session(10n)]])), []);
    assert.deepEqual(daily(usualAfter([[session(11n)], [session(11n)]])), [['session_usage', '', 11n]]);
  });

  it('cost without usage is not expected where it came only once, or was a credit', () => {
    assert.deepEqual(daily(usualAfter([[session(900n)], [], []])), []);
    const credited = [session(100n), otherRow(-5_000n, '', { description: 'Goodwill credit' })];
    assert.deepEqual(daily(usualAfter([credited, credited])), [['session_usage', '', 100n]]);
  });

  it('cost without usage of an organization without tokens comes evenly over the day', () => {
    const [line] = usualAfter([[session(240n)]], []).linesOf(TODAY, NOON);
    assert.equal(line?.amount, 120n);
  });
});

describe('an estimate of cost without usage', () => {
  const usual = usualAfter(Array.from({ length: 14 }, () => [session(1_000n)]));
  const atTime = (at: number) => usual.linesOf(TODAY, at)[0]?.amount;

  it('expected cost without usage comes by the hour as an average day’s tokens do, and within an hour by the time', () => {
    assert.deepEqual([atTime(TODAY + 6 * HOUR), atTime(TODAY + 6 * HOUR + 20 * MINUTE)], [0n, 250n]);
    assert.deepEqual([atTime(NOON), atTime(TODAY + 18.5 * HOUR), atTime(TODAY + DAY)], [750n, 875n, 1_000n]);
  });

  it('expected cost without usage adds up to itself, however it is cut', () => {
    const odd = usualAfter(
      [[session(1_001n)]],
      [input(7, {}, HOUR), input(11, {}, 2 * HOUR), input(13, {}, 23 * HOUR)],
    );
    const [line] = odd.linesOf(TODAY, TODAY + DAY);
    assert.ok(line);
    for (const step of [MINUTE, 7 * MINUTE, HOUR, 5 * HOUR]) {
      let sum = 0n;
      for (let at = TODAY; at < TODAY + DAY; at += step) sum += line.spread.between(at, at + step);
      assert.equal(sum, 1_001n);
    }
    const slots = line.spread.slots([TODAY + 90 * MINUTE]);
    assert.equal(
      slots.reduce((sum, { amount }) => sum + amount, 0n),
      1_001n,
    );
    assert.equal(slots.length, 25);
  });

  it('expected cost without usage is a line of its own on a day without a bill, with an hour, a workspace and no key', () => {
    const usage = [input(300, {}, TODAY + 6 * HOUR)];
    const day = spendOfDay(record({ usage }), new Rates([]), usual.linesOf(TODAY, NOON));
    assert.deepEqual([day.total, day.basis], [750n, 'estimated']);
    const parts = attribute(day, usage).filter(({ amount }) => amount !== 0n);
    const told = parts.map(({ costType, series, start, basis, amount }) => [costType, series, start, basis, amount]);
    assert.deepEqual(told, [['session_usage', null, TODAY + 6 * HOUR, 'estimated', 750n]]);
  });

  it('expected cost without usage stays until the bill has the cost, and is the bill’s then', () => {
    const priced = (own: Parameters<typeof record>[0]) =>
      spendOfDay(
        record({ start: daysAgo(1), ...own }),
        new Rates([]),
        usual.linesOf(daysAgo(1), TODAY),
      ).unallocated.map(({ costType, amount, basis }) => [costType, amount, basis]);
    const other = otherRow(5n, 'code_execution');
    assert.deepEqual(priced({ bill: [other] }), [
      ['code_execution', 5n, 'mixed'],
      ['session_usage', 1_000n, 'mixed'],
    ]);
    assert.deepEqual(priced({ bill: [session(30n)] }), [['session_usage', 30n, 'mixed']]);
    assert.deepEqual(priced({ bill: [costRow(1n)], isFinal: true }), []);
    assert.deepEqual(priced({}), [['session_usage', 1_000n, 'estimated']]);
  });
});
