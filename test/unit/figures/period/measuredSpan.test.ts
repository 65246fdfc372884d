import assert from 'node:assert/strict';
import {
  finalAt,
  hoursCutByMeasurement,
  isMinuteMeasured,
  measuredSpan,
} from '../../../../src/figures/period/measuredSpan.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/time/utc.ts';
import { TODAY } from '../../spend/made.ts';

const NINE = TODAY + 9 * HOUR;
const STARTED = NINE + 10 * MINUTE + 30 * SECOND;
const running = { startedAt: STARTED, apiKey: null, stoppedAt: null };
const stopped = { ...running, stoppedAt: STARTED + 5 * HOUR };

describe('measuredSpan', () => {
  it('measuredSpan counts the minutes of the start and of the stop in full', () => {
    const [start, end] = [NINE + 10 * MINUTE, NINE + 5 * HOUR + 11 * MINUTE];
    assert.deepEqual(measuredSpan(stopped, NINE + DAY), { start, end, isByHour: false });
    assert.deepEqual(measuredSpan(running, stopped.stoppedAt), { start, end, isByHour: false });
    assert.equal(finalAt(stopped), end + 10 * MINUTE);
    assert.equal(finalAt(running), null);
  });

  it('measuredSpan has a minute where it was stopped at once, or by a clock that was set back', () => {
    for (const stoppedAt of [STARTED, STARTED - HOUR]) {
      const { start, end } = measuredSpan({ ...running, stoppedAt }, STARTED);
      assert.equal(end - start, MINUTE);
    }
  });

  it('measuredSpan moves ends of more than seven days ago outwards to the hour', () => {
    const week = NINE + 7 * DAY;
    assert.deepEqual(measuredSpan(running, week + 10 * MINUTE).isByHour, false);
    assert.deepEqual(measuredSpan(running, week + 11 * MINUTE), {
      start: NINE,
      end: week + 12 * MINUTE,
      isByHour: true,
    });
    const end = NINE + 6 * HOUR;
    assert.deepEqual(measuredSpan(stopped, week + DAY), { start: NINE, end, isByHour: true });
  });

  it('measuredSpan on the hour needs no minutes, however old', () => {
    const exact = { startedAt: NINE, apiKey: null, stoppedAt: NINE + HOUR - 1 };
    assert.deepEqual(measuredSpan(exact, NINE + 30 * DAY), { start: NINE, end: NINE + HOUR, isByHour: false });
    assert.deepEqual(hoursCutByMeasurement(exact, NINE + DAY), []);
  });
});

describe('minutes of a measurement', () => {
  it('the hours that a measurement cuts are those of its ends, for seven days', () => {
    assert.deepEqual(hoursCutByMeasurement(running, NINE + HOUR), [NINE]);
    assert.deepEqual(hoursCutByMeasurement(stopped, NINE + DAY), [NINE, NINE + 5 * HOUR]);
    assert.deepEqual(hoursCutByMeasurement(stopped, NINE + 8 * DAY), []);
  });

  it('the minutes of all hours that a measurement touches are kept, for seven days', () => {
    const kept = (minute: number, ago: number) => isMinuteMeasured(minute, stopped, NINE + ago);
    assert.deepEqual([kept(NINE - MINUTE, DAY), kept(NINE, DAY)], [false, true]);
    assert.deepEqual([kept(NINE + 6 * HOUR - MINUTE, DAY), kept(NINE + 6 * HOUR, DAY)], [true, false]);
    assert.deepEqual([kept(NINE + HOUR, 7 * DAY), kept(NINE + HOUR, 8 * DAY + 2 * HOUR)], [true, false]);
  });
});
