import assert from 'node:assert/strict';
import { daysBefore } from '../../../src/reports/daysBefore.ts';
import { madeData } from './made.ts';

const zone = 'Europe/Zurich';
/** Its clocks went back at 03:00 on 25 October 2026: that day has 25 hours. */
const AFTER = { from: '2026-10-26', to: '2026-10-26', zone };

describe('what a day is compared with', () => {
  it('is the whole day before, however long it was', () => {
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

  it('is for the running day the part up to the same minute on the clock', () => {
    const data = madeData({ ...AFTER, now: Date.parse('2026-10-26T14:07:31+01:00') });
    assert.equal(daysBefore(data, 0, 1)?.end, Date.parse('2026-10-25T14:07:00+01:00'));
    assert.equal(daysBefore(data, 0, 7)?.end, Date.parse('2026-10-19T14:07:00+02:00'));
  });

  it('goes as far as the data of the running day, and is nothing before there are any', () => {
    const data = madeData({ ...AFTER, now: Date.parse('2026-10-26T00:07:00+01:00') });
    const yesterday = daysBefore({ ...data, dataTo: Date.parse('2026-10-26T00:02:00+01:00') }, 0, 1);
    assert.equal(yesterday?.end, Date.parse('2026-10-25T00:02:00+02:00'));
    assert.equal(daysBefore({ ...data, dataTo: Date.parse('2026-10-25T23:58:00+01:00') }, 0, 1), null);
  });

  it('is nothing where days of UTC meet those of the zone', () => {
    const data = madeData({ from: '2026-11-16', to: '2026-11-18', zone: 'Asia/Kolkata' });
    const utcDays = [Date.UTC(2026, 10, 16), Date.UTC(2026, 10, 17)];
    const [, , last] = data.days;
    assert.ok(last);
    const days = [{ start: utcDays[0] ?? 0, end: utcDays[1] ?? 0 }, { start: utcDays[1] ?? 0, end: last.start }, last];
    assert.equal(daysBefore({ ...data, days }, 1, 1), null);
    assert.equal(daysBefore({ ...data, days }, 2, 1), null);
    assert.deepEqual(daysBefore({ ...data, days }, 2, 2), days[0]);
    assert.deepEqual(daysBefore({ ...data, days }, 0, 7), {
      start: Date.UTC(2026, 10, 9),
      end: Date.UTC(2026, 10, 10),
    });
  });
});
