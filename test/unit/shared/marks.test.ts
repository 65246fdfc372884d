import assert from 'node:assert/strict';
import type { Mark } from '../../../src/shared/alert.ts';
import { marksByBucket, marksOf, markText } from '../../../src/shared/marks.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';

const AT = Date.UTC(2026, 10, 12);
const NOTE: Mark = { kind: 'note', at: AT, text: 'migration' };
const ALERT: Mark = { kind: 'alert', at: AT + 15 * HOUR, text: 'Production has passed 80% of its budget' };

/** So many buckets from an instant on. */
const bucketsFrom = (start: number, count: number, length: number) =>
  Array.from({ length: count }, (_, at) => ({ start: start + at * length, end: start + (at + 1) * length }));

/** Positions of the buckets that have marks. */
function positions(marks: readonly Mark[], buckets: ReturnType<typeof bucketsFrom>, zone: string): number[] {
  return marksByBucket(marks, { buckets, zone }).flatMap((of, at) => of.map(() => at));
}

describe('marksOf', () => {
  it('marksOf puts notes between alerts by their time', () => {
    const late = { ...ALERT, at: AT + 2 * DAY };
    const notes = [{ id: 7, at: AT + DAY, text: 'migration' }];
    assert.deepEqual(marksOf({ summary: { marks: [ALERT, late] }, notes }), [
      ALERT,
      { kind: 'note', at: AT + DAY, text: 'migration' },
      late,
    ]);
  });
});

describe('marksByBucket', () => {
  it('marksByBucket puts a mark into the bucket that holds it, a week or an hour', () => {
    assert.deepEqual(positions([NOTE, ALERT], bucketsFrom(AT - 3 * DAY, 5, DAY), 'UTC'), [3, 3]);
    assert.deepEqual(positions([NOTE, ALERT], bucketsFrom(AT - 3 * DAY, 2, 7 * DAY), 'UTC'), [0, 0]);
    assert.deepEqual(positions([NOTE, ALERT], bucketsFrom(AT, 24, HOUR), 'UTC'), [0, 15]);
  });

  it('marksByBucket puts a note on its date in zones before and after UTC', () => {
    const newYork = bucketsFrom(AT - 2 * DAY + 5 * HOUR, 5, DAY);
    assert.deepEqual(positions([NOTE], newYork, 'America/New_York'), [2]);
    const tokyo = bucketsFrom(AT - 2 * DAY - 9 * HOUR, 5, DAY);
    assert.deepEqual(positions([NOTE], tokyo, 'Asia/Tokyo'), [2]);
  });

  it('marksByBucket has nothing of marks before or after the buckets', () => {
    for (const start of [AT - 5 * DAY, AT + DAY]) {
      assert.deepEqual(marksByBucket([NOTE, ALERT], { buckets: bucketsFrom(start, 3, DAY), zone: 'UTC' }), []);
    }
    assert.deepEqual(marksByBucket([NOTE], { buckets: [], zone: 'UTC' }), []);
  });
});

describe('markText', () => {
  it('markText names a note, and leaves an alert as it is', () => {
    assert.deepEqual([NOTE, ALERT].map(markText), ['Note: migration', ALERT.text]);
  });
});
