import assert from 'node:assert/strict';
import { dayProblem, isDay, keptAt, monthsAt, periodsAt } from '../../../../src/ui/reports/periods.ts';

/** `from to` by name. */
function periods(instant: string, zone = 'UTC'): Record<string, string> {
  return Object.fromEntries(
    periodsAt(Date.parse(instant), zone).map(({ range, from, to }) => [range, `${from} ${to}`]),
  );
}

describe('the periods of a report', () => {
  it('periodsAt offers the periods that people ask about', () => {
    assert.deepEqual(periods('2026-11-19T14:07:00Z'), {
      today: '2026-11-19 2026-11-19',
      yesterday: '2026-11-18 2026-11-18',
      thisWeek: '2026-11-16 2026-11-19',
      last7: '2026-11-13 2026-11-19',
      last30: '2026-10-21 2026-11-19',
      last90: '2026-08-22 2026-11-19',
      thisMonth: '2026-11-01 2026-11-19',
      lastMonth: '2026-10-01 2026-10-31',
    });
  });

  it('periodsAt begins a week on Monday', () => {
    assert.equal(periods('2026-11-15T23:59:59Z')['thisWeek'], '2026-11-09 2026-11-15');
    assert.equal(periods('2026-11-16T00:00:00Z')['thisWeek'], '2026-11-16 2026-11-16');
  });

  it('periodsAt has months of every length', () => {
    assert.equal(periods('2026-03-31T12:00:00Z')['lastMonth'], '2026-02-01 2026-02-28');
    assert.equal(periods('2028-03-01T00:00:00Z')['lastMonth'], '2028-02-01 2028-02-29');
    assert.equal(periods('2026-01-01T00:00:00Z')['lastMonth'], '2025-12-01 2025-12-31');
    assert.equal(periods('2026-01-01T00:00:00Z')['yesterday'], '2025-12-31 2025-12-31');
  });

  for (const [instant, zone, today] of [
    ['2026-11-19T23:30:00Z', 'Europe/Berlin', '2026-11-20'],
    ['2026-11-19T23:30:00Z', 'America/New_York', '2026-11-19'],
    ['2026-11-19T10:30:00Z', 'Pacific/Kiritimati', '2026-11-20'],
    ['2026-11-19T18:29:59Z', 'Asia/Kolkata', '2026-11-19'],
    ['2026-11-19T18:30:00Z', 'Asia/Kolkata', '2026-11-20'],
    // Days of 23 and 25 hours.
    ['2026-03-29T21:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-10-25T22:59:59Z', 'Europe/Berlin', '2026-10-25'],
    // A midnight that a change of clocks skips.
    ['2026-09-06T04:30:00Z', 'America/Santiago', '2026-09-06'],
  ] as const) {
    it(`periodsAt and keptAt count the days of the zone: ${instant} in ${zone}`, () => {
      assert.equal(periods(instant, zone)['today'], `${today} ${today}`);
      assert.equal(keptAt(Date.parse(instant), zone, 40).to, today);
    });
  }

  it('keptAt reaches as far back as days are kept', () => {
    assert.deepEqual(keptAt(Date.parse('2026-11-19T14:07:00Z'), 'UTC', 40), { from: '2026-10-11', to: '2026-11-19' });
  });

  it('monthsAt has the months of which every day is kept, the running one up to today', () => {
    const at = (instant: string, days: number) =>
      monthsAt(Date.parse(instant), days).map(({ from, to }) => `${from} ${to}`);
    assert.deepEqual(at('2026-11-19T14:07:00Z', 90), [
      '2026-11-01 2026-11-19',
      '2026-10-01 2026-10-31',
      '2026-09-01 2026-09-30',
    ]);
    assert.deepEqual(at('2026-11-19T14:07:00Z', 40), ['2026-11-01 2026-11-19']);
    assert.equal(at('2026-11-19T00:00:00Z', 50).length, 2);
    assert.equal(at('2026-11-19T00:00:00Z', 49).length, 1);
    assert.equal(at('2026-11-19T00:00:00Z', 365).length, 12);
  });
});

describe('a day as the user writes it', () => {
  const within = { from: '2026-10-11', to: '2026-11-19' };

  for (const text of ['2026-10-11', '2026-11-19', '2026-11-01']) {
    it(`dayProblem is null for a day within the bounds: ${text}`, () => assert.equal(dayProblem(text, within), null));
  }

  for (const text of ['2026-02-30', '2026-13-01', '26-11-01', '2026-11-1', ' 2026-11-01', '2026-11-01Z', 'today', '']) {
    it(`dayProblem asks for a day of the calendar: ${JSON.stringify(text)}`, () => {
      assert.equal(isDay(text), false);
      assert.equal(dayProblem(text, within), 'Enter a day such as 2026-11-19.');
    });
  }

  for (const text of ['2026-10-10', '2026-11-20', '0000-01-01', '9999-12-31']) {
    it(`dayProblem names the bounds for a day outside them: ${text}`, () => {
      assert.equal(dayProblem(text, within), 'Enter a day from 2026-10-11 to 2026-11-19.');
    });
  }

  it('dayProblem names the only day that can be picked', () => {
    const only = { from: '2026-11-19', to: '2026-11-19' };
    assert.equal(dayProblem('2026-11-18', only), 'Only 2026-11-19 is available.');
  });
});
