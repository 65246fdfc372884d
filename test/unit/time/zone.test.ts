import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HOUR, MINUTE, type Span } from '../../../src/time/utc.ts';
import { cutsHours, dayIn, rfc3339, zoneDay } from '../../../src/time/zone.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const hours = ({ start, end }: Span) => (end - start) / HOUR;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Beirut',
  'America/Asuncion',
  'America/Havana',
  'Africa/Casablanca',
];

/** The date that clocks of a zone show. */
function dateIn(zone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (instant) => format.format(instant);
}

describe('the day of a zone', () => {
  for (const [zone, instant, start, length] of [
    ['UTC', '2026-11-22T14:07Z', '2026-11-22T00:00', 24],
    ['Europe/Berlin', '2026-11-22T23:30Z', '2026-11-22T23:00', 24],
    ['Europe/Berlin', '2026-03-29T12:00Z', '2026-03-28T23:00', 23],
    ['Europe/Berlin', '2026-03-29T00:59Z', '2026-03-28T23:00', 23],
    ['Europe/Berlin', '2026-10-25T12:00Z', '2026-10-24T22:00', 25],
    ['Europe/Berlin', '2026-10-25T00:30Z', '2026-10-24T22:00', 25],
    ['Europe/Berlin', '2026-10-25T01:30Z', '2026-10-24T22:00', 25],
    ['America/New_York', '2026-11-01T12:00Z', '2026-11-01T04:00', 25],
    ['America/New_York', '2026-03-08T12:00Z', '2026-03-08T05:00', 23],
    ['Asia/Kolkata', '2026-11-22T18:29Z', '2026-11-21T18:30', 24],
    ['Asia/Kolkata', '2026-11-22T18:30Z', '2026-11-22T18:30', 24],
    ['Asia/Kathmandu', '2026-11-22T18:15Z', '2026-11-22T18:15', 24],
    ['Australia/Lord_Howe', '2026-10-04T05:00Z', '2026-10-03T13:30', 23.5],
    ['Pacific/Kiritimati', '2026-11-22T10:00Z', '2026-11-22T10:00', 24],
    // Clocks in Asunción and in Beirut went from 23:59 to 01:00: there was no midnight.
    ['America/Asuncion', '2023-10-01T12:00Z', '2023-10-01T04:00', 23],
    ['Asia/Beirut', '2026-03-29T12:00Z', '2026-03-28T22:00', 23],
    // … and back from midnight to 23:00: it came once, an hour later.
    ['Asia/Beirut', '2026-10-24T20:30Z', '2026-10-23T21:00', 25],
    ['Asia/Beirut', '2026-10-24T21:30Z', '2026-10-23T21:00', 25],
    // In Havana they went from 01:00 back to midnight, which came twice: the first one counts.
    ['America/Havana', '2026-11-01T04:30Z', '2026-11-01T04:00', 25],
    ['America/Havana', '2026-11-01T05:30Z', '2026-11-01T04:00', 25],
    // Samoa had no 30 December 2011.
    ['Pacific/Apia', '2011-12-30T09:00Z', '2011-12-29T10:00', 24],
    ['Pacific/Apia', '2011-12-30T10:00Z', '2011-12-30T10:00', 24],
  ] as const) {
    it(`the day in ${zone} at ${instant} lasts ${length} hours from ${start}`, () => {
      const day = zoneDay(at(instant), zone);
      assert.equal(iso(day.start), start);
      assert.equal(hours(day), length);
    });
  }

  it('the day in a zone that does not exist is the day of UTC', () => {
    assert.deepEqual(zoneDay(at('2026-11-22T14:07Z'), 'Mars/Olympus'), zoneDay(at('2026-11-22T14:07Z'), 'UTC'));
  });

  it('the day of a zone holds its instant, and begins and ends where the date changes', () => {
    const dates = new Map(ZONES.map((zone) => [zone, dateIn(zone)]));
    const instant = fc.integer({ min: at('2010-01-01T00:00Z') / MINUTE, max: at('2030-01-01T00:00Z') / MINUTE });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (zone, minute) => {
        const date = dates.get(zone) ?? String;
        const now = minute * MINUTE;
        const day = zoneDay(now, zone);
        assert.ok(day.start <= now && now < day.end);
        assert.equal(date(day.start), date(now));
        assert.equal(date(day.end - 1), date(now));
        assert.notEqual(date(day.start - 1), date(now));
        assert.notEqual(date(day.end), date(now));
        assert.deepEqual(zoneDay(day.start, zone), day);
        assert.deepEqual(zoneDay(day.end - 1, zone), day);
      }),
      { numRuns: 300 },
    );
  });
});

describe('midnights that cut hours', () => {
  it('midnights cut hours in zones that are off by part of an hour, and in no others', () => {
    const cuts = (zone: string) => cutsHours(zoneDay(at('2026-11-22T14:07Z'), zone));
    assert.deepEqual(ZONES.filter(cuts), ['Asia/Kolkata', 'Asia/Kathmandu']);
    assert.ok(cutsHours(zoneDay(at('2026-10-04T05:00Z'), 'Australia/Lord_Howe')));
  });
});

describe('an instant as RFC 3339', () => {
  it('an instant as RFC 3339 ends with Z in UTC and with the offset in any other zone', () => {
    const instant = at('2026-11-22T23:59:59Z');
    assert.equal(rfc3339(instant), '2026-11-22T23:59:59Z');
    assert.equal(rfc3339(instant, 'Asia/Kolkata'), '2026-11-23T05:29:59+05:30');
    assert.equal(rfc3339(instant, 'America/New_York'), '2026-11-22T18:59:59-05:00');
    assert.equal(dayIn(instant, 'Asia/Kolkata'), '2026-11-23');
  });
});
