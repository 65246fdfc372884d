import assert from 'node:assert/strict';
import { daysBefore } from '../../../../src/reports/dailyUsage/daysBefore.ts';
import { HOUR } from '../../../../src/time/utc.ts';
import { madeData } from '../made.ts';

const zone = 'Europe/Zurich';
/** Its clocks went back at 03:00 on 25 October 2026: that day has 25 hours. */
const AFTER = { from: '2026-10-26', to: '2026-10-26', zone };

describe('daysBefore', () => {
  it('a day is compared with all of the day before, however long it was', () => {
    const data = madeData(AFTER);
    assert.deepEqual(daysBefore(data, 0, 1), {
      start: Date.parse('2026-10-25T00:00:00+02:00'),
      end: Date.parse('2026-10-26T00:00:00+01:00'),
    });
    assert.deepEqual(daysBefore(data, 0, 7), {
      start: Date.parse('2026-10-19T00:00:00+02:00'),
      end: Date.parse('2026-10-20T00:00:00+02:00'),
    });
  });

  it('the running day is compared with the part up to the same minute on the clock', () => {
    const data = madeData({ ...AFTER, now: Date.parse('2026-10-26T14:07:31+01:00') });
    assert.equal(daysBefore(data, 0, 1)?.end, Date.parse('2026-10-25T14:07:00+01:00'));
    assert.equal(daysBefore(data, 0, 7)?.end, Date.parse('2026-10-19T14:07:00+02:00'));
  });

  it('the running day is compared up to the end of its data, and with nothing before there are any', () => {
    const data = madeData({ ...AFTER, now: Date.parse('2026-10-26T00:07:00+01:00') });
    const yesterday = daysBefore({ ...data, dataTo: Date.parse('2026-10-26T00:02:00+01:00') }, 0, 1);
    assert.equal(yesterday?.end, Date.parse('2026-10-25T00:02:00+02:00'));
    assert.equal(daysBefore({ ...data, dataTo: Date.parse('2026-10-25T23:58:00+01:00') }, 0, 1), null);
  });

  describe('where days of UTC meet those of the zone', () => {
    const utcDay = (day: number, end = Date.UTC(2026, 10, day + 1)) => ({ start: Date.UTC(2026, 10, day), end });
    const whole = (day: number) => ({ ...utcDay(day), cut: false });
    /** The 16th by UTC, the 17th from UTC's midnight to the zone's, the 18th by the zone; and the week before by UTC. */
    const dataOf = (inZone: string) => {
      const data = madeData({ from: '2026-11-16', to: '2026-11-18', zone: inZone });
      const last = data.days.at(-1) ?? assert.fail();
      const cut = { ...utcDay(17, last.start), cut: true };
      return { ...data, days: [whole(16), cut, last], daysBefore: [9, 10, 11, 12, 13, 14, 15].map(whole) };
    };

    for (const inZone of ['Asia/Kolkata', 'Europe/Zurich', 'America/St_Johns']) {
      it(`the day that is cut is compared with nothing, and nothing with it, in ${inZone}`, () => {
        const data = dataOf(inZone);
        assert.equal(daysBefore(data, 1, 1), null);
        assert.equal(daysBefore(data, 1, 7), null);
        assert.equal(daysBefore(data, 2, 1), null);
      });

      it(`a full day is compared with one as long, be it of UTC, in ${inZone}`, () => {
        const data = dataOf(inZone);
        assert.deepEqual(daysBefore(data, 2, 2), utcDay(16));
        assert.deepEqual(daysBefore(data, 0, 7), utcDay(9));
        assert.deepEqual(daysBefore(data, 0, 1), utcDay(15));
      });

      it(`the running day of the zone is not compared with one of UTC, in ${inZone}`, () => {
        const data = dataOf(inZone);
        const now = (data.days.at(-1)?.start ?? 0) + 10 * HOUR;
        assert.equal(daysBefore({ ...data, now, dataTo: now }, 2, 2), null);
      });
    }
  });
});
