import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { zoneClock } from '../../../../src/time/zoneClock.ts';
import { axisNames, weekdayNames } from '../../../../webview/text/axisNames.ts';

const AT = Date.UTC(2026, 10, 22, 20, 5);
const HOUR = 3_600_000;
const UNKNOWN = ['Etc/Unknown', ':/etc/localtime', 'Mars/Base', '', undefined as unknown as string];

describe('zoneClock', () => {
  it('zoneClock gives the day and minute of a zone', () => {
    assert.deepEqual(zoneClock('UTC')(AT), { day: '2026-11-22', minute: 20 * 60 + 5 });
    assert.deepEqual(zoneClock('Asia/Kolkata')(AT), { day: '2026-11-23', minute: 95 });
    assert.deepEqual(zoneClock('America/New_York')(AT - 16 * HOUR), { day: '2026-11-21', minute: 23 * 60 + 5 });
  });

  it('zoneClock gives UTC for an unknown zone, as formats do', () => {
    for (const zone of UNKNOWN) {
      assert.deepEqual(zoneClock(zone)(AT), zoneClock('UTC')(AT), zone);
      assert.equal(createFormat('en-US', zone).time(AT), '20:05', zone);
      assert.equal(createFormat('en-US', zone).zoneName(AT), 'UTC', zone);
    }
  });

  it('zoneClock lets hours and weekdays be named for an unknown zone', () => {
    for (const zone of UNKNOWN) {
      const format = createFormat('en-US', zone);
      const start = Date.UTC(2026, 10, 22);
      const buckets = [0, 1, 2].map((hour) => ({
        start: start + hour * HOUR,
        end: start + (hour + 1) * HOUR,
        basis: 'billed' as const,
        running: false,
      }));
      const names = axisNames({ unit: 'hour', zone, buckets }, format)(3);
      assert.deepEqual(
        names.map(({ name }) => name),
        ['00:00', '01:00', '02:00'],
        zone,
      );
      assert.equal(weekdayNames(format, zone)[0], 'Mon', zone);
    }
  });
});
