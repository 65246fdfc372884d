import assert from 'node:assert/strict';
import type { Unit } from '../../../../src/shared/choice.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { axisNames, bucketTitle, spanTitle, weekdayNames } from '../../../../webview/text/axisNames.ts';
import { type Buckets, bucketsOf, DAY, HOUR, MONDAY } from '../charts/chartFixtures.ts';

const utc = createFormat('en-US', 'UTC');
const many = (count: number): Buckets => new Array(count).fill('billed');
const names = (unit: Unit, bases: Buckets, room: number, zone = 'UTC') =>
  axisNames(
    { unit, zone, buckets: bucketsOf(unit, bases) },
    createFormat('en-US', zone),
  )(room).map(({ index, name }) => `${index} ${name}`);

describe('axisNames', () => {
  it('axisNames names all days with their weekdays while there is room, and today as such', () => {
    assert.deepEqual(names('day', ['billed', 'billed', 'ESTIMATED'], 9), ['0 Mon, Nov 16', '1 Tue, Nov 17', '2 today']);
    assert.deepEqual(names('day', ['billed', 'billed', 'ESTIMATED'], 0.5), ['2 today']);
  });

  it('axisNames leaves weekdays out where names would be more than four days apart', () => {
    assert.deepEqual(names('day', many(12), 5), ['3 Thu, Nov 19', '7 Mon, Nov 23', '11 Nov 27']);
    assert.deepEqual(names('day', many(14), 4), ['1 Nov 17', '5 Nov 21', '9 Nov 25', '13 Nov 29']);
  });

  it('axisNames counts steps from today, also when there are days after it', () => {
    assert.deepEqual(names('day', ['billed', 'billed', 'ESTIMATED', 'none', 'none'], 3), [
      '0 Nov 16',
      '2 today',
      '4 Nov 20',
    ]);
    assert.deepEqual(names('day', many(10), 2), ['4 Nov 20', '9 Nov 25']);
  });

  it('axisNames names a week by its first day and a month by its name', () => {
    assert.deepEqual(names('week', ['billed', 'ESTIMATED'], 9), ['0 Nov 16', '1 Nov 23']);
    assert.deepEqual(names('month', ['billed', 'billed'], 9), ['0 December', '1 December']);
  });

  it('axisNames names a part of a month by its first day', () => {
    const buckets = [
      { start: Date.UTC(2026, 7, 25), end: Date.UTC(2026, 8), basis: 'billed', running: false, cut: true },
      { start: Date.UTC(2026, 8), end: Date.UTC(2026, 9), basis: 'billed', running: false },
    ] as const;
    const found = axisNames({ unit: 'month', zone: 'UTC', buckets }, utc)(9);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['Aug 25', 'September'],
    );
  });

  it('axisNames takes even hours of the clock', () => {
    assert.deepEqual(names('hour', many(24), 6), ['0 00:00', '4 04:00', '8 08:00', '12 12:00', '16 16:00', '20 20:00']);
    assert.deepEqual(names('hour', many(12), 6, 'America/New_York').at(0), '1 20:00');
  });

  it('axisNames names days when hours span several', () => {
    assert.deepEqual(names('hour', many(48), 4), ['0 Nov 16', '12 12:00', '24 Nov 17', '36 12:00']);
    assert.deepEqual(names('hour', many(744), 8).slice(0, 2), ['0 Nov 16', '96 Nov 20']);
  });

  it('axisNames takes even minutes', () => {
    assert.deepEqual(names('minute', many(60), 6), [
      '0 00:00',
      '10 00:10',
      '20 00:20',
      '30 00:30',
      '40 00:40',
      '50 00:50',
    ]);
  });

  it('axisNames takes half hours where the zone’s clock shows them', () => {
    assert.deepEqual(names('hour', many(6), 2, 'Asia/Kolkata'), ['1 06:30', '4 09:30']);
    assert.deepEqual(names('minute', many(60), 2, 'Asia/Kolkata'), ['0 05:30', '30 06:00']);
  });

  it('axisNames names each day once when clocks are turned at midnight', () => {
    const days = (zone: string, start: number) => {
      const buckets = bucketsOf('hour', many(70)).map((bucket, at) => ({
        ...bucket,
        start: start + at * HOUR,
        end: start + (at + 1) * HOUR,
      }));
      const found = axisNames({ unit: 'hour', zone, buckets }, createFormat('en-US', zone))(3);
      return found.map(({ index, name }) => `${index} ${name}`);
    };
    // The sixth has no hour from midnight to one, and the first has two of them.
    assert.deepEqual(days('America/Santiago', Date.UTC(2026, 8, 5, 4)), ['0 Sep 5', '24 Sep 6', '47 Sep 7']);
    assert.deepEqual(days('America/Havana', Date.UTC(2026, 9, 31, 4)), ['0 Oct 31', '24 Nov 1', '49 Nov 2']);
  });

  it('axisNames gives no more names than fit', () => {
    for (const unit of ['minute', 'hour', 'day', 'week', 'month'] as const) {
      for (const room of [0, 1, 2, 5, 40]) {
        const found = names(unit, many(unit === 'minute' ? 1440 : 100), room);
        assert.ok(found.length <= Math.max(1, room), `${unit} ${room}: ${found.length}`);
      }
    }
  });

  it('axisNames gives no names without buckets', () => {
    assert.deepEqual(names('day', [], 9), []);
    assert.deepEqual(names('hour', [], 9), []);
  });
});

describe('bucketTitle and spanTitle', () => {
  it('bucketTitle and spanTitle name a bucket of each unit in full', () => {
    const title = (unit: Unit, length: number) => bucketTitle({ start: MONDAY, end: MONDAY + length }, unit, utc);
    assert.equal(title('minute', 60_000), 'Mon, Nov 16, 2026, 00:00');
    assert.equal(title('hour', HOUR), 'Mon, Nov 16, 2026, 00:00–01:00');
    assert.equal(title('day', DAY), 'Mon, Nov 16, 2026');
    assert.equal(title('week', 7 * DAY), 'Mon, Nov 16 – Sun, Nov 22, 2026');
    assert.equal(bucketTitle({ start: Date.UTC(2026, 10), end: Date.UTC(2026, 11) }, 'month', utc), 'November 2026');
  });

  it('bucketTitle and spanTitle name the days of a part of a week or month', () => {
    const part = { start: Date.UTC(2026, 7, 25), end: Date.UTC(2026, 8), cut: true };
    assert.equal(bucketTitle(part, 'month', utc), 'Tue, Aug 25 – Mon, Aug 31, 2026 (part of a month)');
    assert.equal(
      bucketTitle({ ...part, end: part.end - DAY }, 'week', utc),
      'Tue, Aug 25 – Sun, Aug 30, 2026 (part of a week)',
    );
    assert.equal(bucketTitle({ ...part, end: part.start + DAY }, 'week', utc), 'Tue, Aug 25, 2026 (part of a week)');
    const evening = { start: part.start + 20 * HOUR, end: part.start + DAY, cut: true };
    assert.equal(bucketTitle(evening, 'day', utc), 'Aug 25, 20:00 – Aug 26, 00:00 (part of a day)');
    const longer = { start: MONDAY, end: MONDAY + 27.5 * HOUR, cut: true };
    assert.equal(bucketTitle(longer, 'day', utc), 'Nov 16, 00:00 – Nov 17, 03:30 (more than a day)');
  });

  it('bucketTitle and spanTitle name the UTC day where a zone’s days are cut in UTC', () => {
    for (const zone of [
      'America/New_York',
      'America/St_Johns',
      'Asia/Kolkata',
      'Pacific/Chatham',
      'Pacific/Honolulu',
    ]) {
      const format = createFormat('en-US', zone);
      const title = (unit: Unit, days: number) =>
        bucketTitle({ start: MONDAY, end: MONDAY + days * DAY }, unit, format);
      assert.equal(title('day', 1), 'Mon, Nov 16, 2026', zone);
      assert.equal(title('week', 7), 'Mon, Nov 16 – Sun, Nov 22, 2026', zone);
      assert.deepEqual(names('day', ['billed', 'billed'], 9, zone), ['0 Mon, Nov 16', '1 Tue, Nov 17'], zone);
    }
  });

  it('bucketTitle and spanTitle distinguish the hour that comes twice when clocks go back', () => {
    const there = createFormat('en-US', 'America/New_York');
    const at = (hour: number) => Date.UTC(2026, 10, 1, hour);
    const titles = [4, 5, 6, 7].map((hour) => bucketTitle({ start: at(hour), end: at(hour + 1) }, 'hour', there));
    assert.deepEqual(titles, [
      'Sun, Nov 1, 2026, 00:00–01:00 EDT',
      'Sun, Nov 1, 2026, 01:00 EDT–01:00 EST',
      'Sun, Nov 1, 2026, 01:00 EST–02:00',
      'Sun, Nov 1, 2026, 02:00–03:00',
    ]);
    const minute = { start: at(5) + 300_000, end: at(5) + 360_000 };
    assert.equal(bucketTitle(minute, 'minute', there), 'Sun, Nov 1, 2026, 01:05 EDT');
    assert.equal(spanTitle({ start: at(5), end: at(6) }, 'hour', there), 'Nov 1, 01:00 EDT – Nov 1, 01:00 EST');
  });

  it('bucketTitle and spanTitle name several buckets by their ends', () => {
    assert.equal(spanTitle({ start: MONDAY, end: MONDAY + 3 * DAY }, 'day', utc), 'Mon, Nov 16 – Wed, Nov 18, 2026');
    assert.equal(spanTitle({ start: MONDAY, end: MONDAY + 3 * HOUR }, 'hour', utc), 'Nov 16, 00:00 – Nov 16, 03:00');
  });
});

describe('weekdayNames', () => {
  it('weekdayNames begins with Monday in every zone and language', () => {
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      assert.deepEqual(weekdayNames(createFormat('en-US', zone), zone), days, zone);
    }
    assert.equal(weekdayNames(createFormat('de', 'Europe/Berlin'), 'Europe/Berlin')[0], 'Mo');
  });
});
