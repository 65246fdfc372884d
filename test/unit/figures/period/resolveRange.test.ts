import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bucketBoundaries } from '../../../../src/figures/period/buckets.ts';
import { resolveRange, snapToBuckets } from '../../../../src/figures/period/resolveRange.ts';
import type { NamedRange, Range, Unit } from '../../../../src/shared/choice.ts';
import { isMonth } from '../../../../src/shared/namedDays.ts';
import { Calendar } from '../../../../src/time/calendar.ts';
import { DAY, HOUR, MINUTE, utcDayStart } from '../../../../src/time/utc.ts';

/** Days as far back as `from`, of which all can be cut anywhere from `exact` on. */
function calendarOf(zone: string, now: number, exact = '2026-01-01', from = '2026-01-01'): Calendar {
  const days = [{ start: utcDayStart(from) }] as ReturnType<ConstructorParameters<typeof Calendar>[2]['entries']>;
  return new Calendar(zone, now, { canCutAt: (at) => at % DAY === 0 || at >= utcDayStart(exact), entries: () => days });
}

const at = (text: string) => Date.parse(`${text}Z`);
const text = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const NOW = at('2026-11-19T14:07');

function spanText(range: Range, zone = 'UTC', now = NOW): [string, string] {
  const { start, end } = resolveRange(range, calendarOf(zone, now));
  return [text(start), text(end)];
}

function beforeText(range: Range, instant: number, zone = 'UTC', now = NOW): string {
  return text(resolveRange(range, calendarOf(zone, now)).previous(instant));
}

function cut(range: Range, unit: Unit, zone = 'UTC', now = NOW): string[] {
  const calendar = calendarOf(zone, now);
  return bucketBoundaries(resolveRange(range, calendar), unit, calendar).map(text);
}

describe('a range', () => {
  it('a range by name resolves to days of the zone', () => {
    assert.deepEqual(spanText({ type: 'today' }), ['2026-11-19T00:00', '2026-11-20T00:00']);
    assert.deepEqual(spanText({ type: 'yesterday' }), ['2026-11-18T00:00', '2026-11-19T00:00']);
    assert.deepEqual(spanText({ type: 'last7' }), ['2026-11-13T00:00', '2026-11-20T00:00']);
    assert.deepEqual(spanText({ type: 'last30' }), ['2026-10-21T00:00', '2026-11-20T00:00']);
    assert.deepEqual(spanText({ type: 'last90' }), ['2026-08-22T00:00', '2026-11-20T00:00']);
    assert.deepEqual(spanText({ type: 'thisMonth' }), ['2026-11-01T00:00', '2026-12-01T00:00']);
    assert.deepEqual(spanText({ type: 'lastMonth' }), ['2026-10-01T00:00', '2026-11-01T00:00']);
    assert.deepEqual(spanText({ type: 'today' }, 'Asia/Kolkata'), ['2026-11-18T18:30', '2026-11-19T18:30']);
    assert.deepEqual(spanText({ type: 'lastMonth' }, 'Europe/Berlin'), ['2026-09-30T22:00', '2026-10-31T23:00']);
  });

  it('a range of days holds both ends in either order, and takes a date that does not exist for today', () => {
    assert.deepEqual(spanText({ type: 'days', from: '2026-11-02', to: '2026-11-03' }), [
      '2026-11-02T00:00',
      '2026-11-04T00:00',
    ]);
    assert.deepEqual(
      spanText({ type: 'days', from: '2026-11-03', to: '2026-11-02' }),
      spanText({ type: 'days', from: '2026-11-02', to: '2026-11-03' }),
    );
    assert.deepEqual(spanText({ type: 'days', from: '2026-13-45', to: '2026-11-19' }), spanText({ type: 'today' }));
    const [start, end] = spanText({ type: 'days', from: '0001-01-01', to: '9999-12-31' });
    assert.deepEqual([start, end], ['2024-11-18T00:00', '2028-11-20T00:00']);
  });

  it('a range of instants is snapped to minutes, or to hours and midnights by its unit', () => {
    const range = { type: 'instants', start: at('2026-11-19T13:10:20'), end: at('2026-11-19T13:40:20') } as const;
    assert.deepEqual(spanText(range), ['2026-11-19T13:10', '2026-11-19T13:41']);
    const calendar = calendarOf('Asia/Kolkata', NOW);
    const { start, end } = snapToBuckets(resolveRange(range, calendar), 'hour', calendar);
    assert.deepEqual([text(start), text(end)], ['2026-11-19T13:00', '2026-11-19T14:00']);
    const halfHour = { start: at('2026-11-18T18:30'), end: at('2026-11-18T19:00') };
    assert.deepEqual(snapToBuckets(halfHour, 'hour', calendar), halfHour);
    const exact = snapToBuckets(resolveRange(range, calendar), 'hour', calendar, () => true);
    assert.deepEqual([text(exact.start), text(exact.end)], ['2026-11-19T13:10', '2026-11-19T13:41']);
    assert.deepEqual(spanText({ ...range, end: 0 })[1], '2026-11-19T13:11');
  });
});

describe('bucket boundaries', () => {
  it('buckets are hours of the day: 23 or 25 when clocks change, half an hour first where midnight cuts one', () => {
    assert.equal(cut({ type: 'today' }, 'hour').length - 1, 24);
    assert.equal(cut({ type: 'today' }, 'hour', 'Europe/Berlin', at('2026-03-29T12:00')).length - 1, 23);
    assert.equal(cut({ type: 'today' }, 'hour', 'Europe/Berlin', at('2026-10-25T12:00')).length - 1, 25);
    const kolkata = cut({ type: 'today' }, 'hour', 'Asia/Kolkata');
    assert.deepEqual(
      [...kolkata.slice(0, 2), ...kolkata.slice(-2)],
      ['2026-11-18T18:30', '2026-11-18T19:00', '2026-11-19T18:00', '2026-11-19T18:30'],
    );
  });

  it('buckets are weeks from Monday and months, of which the range may hold a part', () => {
    assert.deepEqual(cut({ type: 'days', from: '2026-11-01', to: '2026-11-19' }, 'week'), [
      '2026-11-01T00:00',
      '2026-11-02T00:00',
      '2026-11-09T00:00',
      '2026-11-16T00:00',
      '2026-11-20T00:00',
    ]);
    assert.deepEqual(cut({ type: 'last90' }, 'month'), [
      '2026-08-22T00:00',
      '2026-09-01T00:00',
      '2026-10-01T00:00',
      '2026-11-01T00:00',
      '2026-11-20T00:00',
    ]);
  });

  it('buckets are UTC days before the day from which the zone’s can be cut, and one is longer or shorter', () => {
    const calendar = calendarOf('America/New_York', NOW, '2026-11-17');
    const days = bucketBoundaries(resolveRange({ type: 'last7' }, calendar), 'day', calendar).map(text);
    assert.deepEqual(days, [
      '2026-11-13T00:00',
      '2026-11-14T00:00',
      '2026-11-15T00:00',
      '2026-11-16T00:00',
      '2026-11-17T05:00',
      '2026-11-18T05:00',
      '2026-11-19T05:00',
      '2026-11-20T05:00',
    ]);
    assert.equal(calendar.dayOf(at('2026-11-17T03:00')), calendar.dayOf(at('2026-11-16T12:00')));
  });

  it('buckets cover a range without a gap, whatever the zone and the unit', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Chatham', 'America/New_York');
    const unit = fc.constantFrom<Unit>('hour', 'day', 'week', 'month');
    const now = fc.integer({ min: at('2026-02-01T00:00'), max: at('2026-12-20T00:00') });
    const type = fc.constantFrom('today', 'last7', 'last30', 'thisMonth', 'lastMonth');
    fc.assert(
      fc.property(zone, unit, now, type, fc.nat({ max: 40 }), (of, by, moment, range, ago) => {
        const exact = new Date(moment - ago * DAY).toISOString().slice(0, 10);
        const calendar = calendarOf(of, moment, exact);
        const period = resolveRange({ type: range } as Range, calendar);
        const boundaries = bucketBoundaries(period, by, calendar);
        assert.deepEqual([boundaries[0], boundaries.at(-1)], [period.start, period.end]);
        const moved = boundaries.map(period.previous);
        for (const each of [boundaries, moved]) {
          assert.ok(each.every((boundary, index) => index === 0 || boundary >= (each[index - 1] ?? 0)));
        }
        assert.ok(moved.every((boundary) => boundary <= period.start));
        // Months are of different lengths; else clocks are changed by an hour at most.
        if (range === 'thisMonth' || range === 'lastMonth') return;
        for (const [index, boundary] of boundaries.entries()) {
          const length = (bounds: readonly number[]) => (bounds[index + 1] ?? boundary) - (bounds[index] ?? boundary);
          if (index + 1 < boundaries.length) assert.ok(Math.abs(length(boundaries) - length(moved)) <= HOUR);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('previous instants of a range', () => {
  it('the previous period of a day is the same time of the day before, also where clocks were changed in between', () => {
    assert.equal(beforeText({ type: 'today' }, NOW), '2026-11-18T14:07');
    const berlin = at('2026-10-25T14:07');
    assert.equal(beforeText({ type: 'today' }, berlin, 'Europe/Berlin', berlin), '2026-10-24T13:07');
  });

  it('the previous period of days is the same weekdays earlier, up to the same time of the same of them', () => {
    assert.equal(beforeText({ type: 'last7' }, NOW), '2026-11-12T14:07');
    assert.equal(beforeText({ type: 'last30' }, at('2026-10-21T00:00')), '2026-09-16T00:00');
    assert.equal(beforeText({ type: 'last90' }, at('2026-08-22T00:00')), '2026-05-23T00:00');
    assert.equal(beforeText({ type: 'yesterday' }, at('2026-11-19T00:00')), '2026-11-18T00:00');
    assert.equal(
      beforeText({ type: 'days', from: '2026-11-02', to: '2026-11-04' }, at('2026-11-05T00:00')),
      '2026-10-29T00:00',
    );
    assert.equal(beforeText({ type: 'since', from: '2026-11-17' }, NOW), '2026-11-12T14:07');
  });

  it('the previous period of a month is the month before up to the same day and time, or its end if it is shorter', () => {
    assert.equal(beforeText({ type: 'thisMonth' }, NOW), '2026-10-19T14:07');
    const march = at('2026-03-30T10:00');
    assert.equal(beforeText({ type: 'thisMonth' }, march, 'UTC', march), '2026-03-01T00:00');
    assert.equal(beforeText({ type: 'lastMonth' }, at('2026-11-01T00:00')), '2026-10-01T00:00');
    assert.equal(beforeText({ type: 'lastMonth' }, at('2026-10-01T00:00')), '2026-09-01T00:00');
  });

  it('the previous period of instants is the same time of the same weekday, and as long', () => {
    const range = { type: 'instants', start: NOW - HOUR, end: NOW } as const;
    assert.equal(beforeText(range, NOW), text(NOW - 7 * DAY));
    assert.equal(beforeText(range, NOW - 20 * MINUTE), text(NOW - 7 * DAY - 20 * MINUTE));
    // Berlin shows two to three o’clock twice that day.
    const twice = { type: 'instants', start: at('2026-10-25T00:00'), end: at('2026-10-25T01:00') } as const;
    const { previous, previousEnd } = resolveRange(twice, calendarOf('Europe/Berlin', NOW));
    assert.equal(previousEnd - previous(twice.start), HOUR);
    assert.equal(text(previousEnd), '2026-10-18T01:00');
  });

  it('the previous period of days that are all of a month is the month before, and of any others not', () => {
    const september = { type: 'days', from: '2026-09-01', to: '2026-09-30' } as const;
    const { previous, previousEnd } = resolveRange(september, calendarOf('UTC', NOW));
    assert.deepEqual([previous(at('2026-09-01T00:00')), previousEnd].map(text), [
      '2026-08-01T00:00',
      '2026-09-01T00:00',
    ]);
    const most = { type: 'days', from: '2026-09-01', to: '2026-09-29' } as const;
    assert.equal(beforeText(most, at('2026-09-01T00:00')), '2026-07-28T00:00');
  });

  it('the previous period of days that had a name when they were chosen stays that of the name', () => {
    const calendar = calendarOf('UTC', NOW);
    const previousOf = (from: string, to: string, name: NamedRange) => {
      const { start, previous, previousEnd } = resolveRange({ type: 'days', from, to }, calendar, name);
      return [previous(start), previousEnd].map(text);
    };
    assert.deepEqual(previousOf('2026-11-01', '2026-11-19', 'thisMonth'), ['2026-10-01T00:00', '2026-10-20T00:00']);
    assert.deepEqual(previousOf('2026-03-01', '2026-03-30', 'thisMonth'), ['2026-02-01T00:00', '2026-03-01T00:00']);
    assert.deepEqual(previousOf('2026-11-10', '2026-11-10', 'today'), ['2026-11-09T00:00', '2026-11-10T00:00']);
    assert.deepEqual(previousOf('2026-11-10', '2026-11-10', 'last7'), ['2026-11-03T00:00', '2026-11-04T00:00']);
  });

  it('the previous period of n days is n days with the same weekdays, as near before them as can be', () => {
    const days = fc.record({ from: fc.integer({ min: 0, max: 300 }), length: fc.integer({ min: 1, max: 120 }) });
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/New_York', 'Pacific/Auckland');
    const first = at('2026-02-01T00:00') / DAY;
    fc.assert(
      fc.property(days, zone, ({ from, length }, of) => {
        const calendar = calendarOf(of, NOW, '2025-01-01', '2025-01-01');
        const [start, end] = [first + from, first + from + length - 1];
        const name = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
        if (isMonth({ first: start, last: end })) return;
        const range = resolveRange({ type: 'days', from: name(start), to: name(end) }, calendar);
        const met = calendar.dayOf(range.previous(range.start));
        assert.equal(calendar.startOf(met), range.previous(range.start));
        assert.equal(calendar.startOf(met + length), range.previousEnd);
        assert.equal(calendar.weekday(met), calendar.weekday(start));
        assert.ok(met + length <= start && met + length > start - 7);
      }),
      { numRuns: 300 },
    );
  });
});
