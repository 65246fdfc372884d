import assert from 'node:assert/strict';
import { hasStoppedGrowing, isFinalBill, teachesRates } from '../../../src/spend/finalBills.ts';
import { HOUR } from '../../../src/time/utc.ts';
import { TODAY } from './made.ts';

const END = TODAY + 24 * HOUR;

/** Hours after the day's end: first reading, the one that last changed the bill, the newest. */
const TABLE: readonly [
  first: number,
  changed: number,
  read: number,
  isFinal: boolean,
  stopped: boolean,
  why: string,
][] = [
  [2, 2, 2, false, false, 'read once, on the morning after'],
  [2, 2, 23.9, false, false, 'two readings agree, but its day after is not over'],
  [2, 2, 24, true, true, 'a day after its end, readings 22 hours apart agree'],
  [2, 20, 24, false, false, 'it changed four hours ago'],
  [2, 20, 25.9, false, false, 'it changed not quite six hours ago'],
  [2, 20, 26, true, true, 'it changed six hours ago'],
  [2, 30, 30, false, false, 'it changed just now'],
  [2, 100, 105, false, false, 'it changed late, and less than six hours ago'],
  [2, 100, 106, true, true, 'it changed late, and not since'],
  [24, 24, 24, true, false, 'first read a day after its end: whole until a second reading differs'],
  [24, 24, 29, true, false, 'read again within six hours, and the same'],
  [24, 24, 30, true, true, 'read again after six hours, and the same'],
  [23, 23, 24, false, false, 'first read too early for that, and agreed upon for an hour only'],
  [30, 31, 31, false, false, 'a second reading differed'],
  [30, 31, 37, true, true, 'a second reading differed, a third agreed with it'],
  [24 * 6.9, 24 * 6.9, 24 * 6.9, true, false, 'history of a week ago, read once'],
  [24 * 7, 24 * 7, 24 * 7, true, true, 'history of more than a week ago, read once'],
  [24 * 60, 24 * 60, 24 * 60, true, true, 'old history, read once'],
  [48, 48, 40, true, false, 'a clock that went back'],
];

describe('a bill', () => {
  for (const [first, changed, read, isFinal, stopped, why] of TABLE) {
    it(`a bill is ${isFinal ? '' : 'not '}final and has ${stopped ? '' : 'not '}stopped growing: ${why}`, () => {
      const at = (hours: number) => END + hours * HOUR;
      const readings = { firstReadAt: at(first), changedAt: at(changed), readAt: at(read) };
      assert.equal(isFinalBill(TODAY, readings), isFinal);
      assert.equal(hasStoppedGrowing(TODAY, { ...readings, lines: 1 }), stopped);
    });
  }

  it('a bill without lines is asked for during a week, however often it was found empty', () => {
    const empty = (hours: number) => {
      const readings = { firstReadAt: END + 2 * HOUR, changedAt: END + 2 * HOUR, readAt: END + hours * HOUR };
      return [isFinalBill(TODAY, readings), hasStoppedGrowing(TODAY, { ...readings, lines: 0 })];
    };
    assert.deepEqual(
      [empty(24), empty(24 * 6.9), empty(24 * 7)],
      [
        [true, false],
        [true, false],
        [true, true],
      ],
    );
  });

  it('a restated bill stays final, and teaches again once two readings agree on it', () => {
    const at = (changed: number, read: number) => {
      const hours = { firstReadAt: END + 30 * HOUR, changedAt: END + changed * HOUR, readAt: END + read * HOUR };
      const readings = { ...hours, wasFinal: true };
      return [isFinalBill(TODAY, readings), teachesRates(TODAY, readings)];
    };
    assert.deepEqual(at(30, 30), [true, true], 'as it was first read');
    assert.deepEqual(at(72, 72), [true, false], 'restated just now');
    assert.deepEqual(at(72, 77.9), [true, false]);
    assert.deepEqual(at(72, 78), [true, true]);
  });
});
