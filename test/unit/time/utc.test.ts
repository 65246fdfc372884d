import assert from 'node:assert/strict';
import { DAY, startOfHour, startOfUtcDay, startOfUtcMonth, utcDay, utcDayStart } from '../../../src/time/utc.ts';

const at = (text: string) => Date.parse(text);

describe('UTC', () => {
  it('days in UTC begin at midnight, before 1970 too', () => {
    assert.equal(startOfUtcDay(at('2026-11-22T23:59:59.999Z')), at('2026-11-22T00:00Z'));
    assert.equal(startOfUtcDay(at('2026-11-22T00:00Z')), at('2026-11-22T00:00Z'));
    assert.equal(startOfUtcDay(-1), -DAY);
  });

  it('hours in UTC begin on the hour, before 1970 too', () => {
    assert.equal(startOfHour(at('2026-11-22T23:59:59.999Z')), at('2026-11-22T23:00Z'));
    assert.equal(startOfHour(-1), at('1969-12-31T23:00Z'));
  });

  it('day keys give the start of the day in UTC, and back', () => {
    assert.equal(utcDay(at('2026-11-22T23:59Z')), '2026-11-22');
    assert.equal(utcDayStart('2026-11-22'), at('2026-11-22T00:00Z'));
  });

  it('months in UTC begin on the first', () => {
    assert.equal(startOfUtcMonth(at('2026-11-30T23:59Z')), at('2026-11-01T00:00Z'));
    assert.equal(startOfUtcMonth(at('2028-02-29T12:00Z')), at('2028-02-01T00:00Z'));
  });
});
