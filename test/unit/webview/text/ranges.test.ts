import assert from 'node:assert/strict';
import type { NamedRange, Unit } from '../../../../src/shared/choice.ts';
import {
  chosenLength,
  daysRange,
  firstDay,
  lengthOf,
  rangeChange,
  sameRange,
  shiftDay,
} from '../../../../webview/text/ranges.ts';
import { choiceOf } from '../controls/choices.ts';

const TODAY = '2026-11-22';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const bounds = { first: '2026-08-25', last: TODAY };

describe('shiftDay and firstDay', () => {
  it('shiftDay and firstDay count days over months and years', () => {
    assert.equal(shiftDay('2026-12-31', 1), '2027-01-01');
    assert.equal(shiftDay('2028-03-01', -1), '2028-02-29');
  });

  it('shiftDay and firstDay include today in a history of so many days', () => {
    assert.equal(firstDay(TODAY, 1), TODAY);
    assert.equal(firstDay(TODAY, 90), '2026-08-25');
  });
});

describe('daysRange', () => {
  it('daysRange makes a range of two days', () => {
    assert.deepEqual(daysRange('2026-11-01', '2026-11-20', bounds), {
      type: 'days',
      from: '2026-11-01',
      to: '2026-11-20',
    });
  });

  it('daysRange puts the days in order', () => {
    assert.deepEqual(daysRange('2026-11-20', '2026-11-01', bounds), daysRange('2026-11-01', '2026-11-20', bounds));
  });

  it('daysRange keeps the days within the bounds', () => {
    assert.deepEqual(daysRange('2020-01-01', '2030-01-01', bounds), {
      type: 'days',
      from: bounds.first,
      to: bounds.last,
    });
  });

  it('daysRange is null while a day is missing', () => {
    assert.equal(daysRange('', '2026-11-01', bounds), null);
    assert.equal(daysRange('2026-11-01', '', bounds), null);
  });
});

describe('lengthOf and chosenLength', () => {
  it('lengthOf and chosenLength count the days of each range', () => {
    assert.equal(lengthOf({ type: 'today' }, TODAY), DAY);
    assert.equal(lengthOf({ type: 'last7' }, TODAY), 7 * DAY);
    assert.equal(lengthOf({ type: 'thisWeek' }, TODAY), 7 * DAY);
    assert.equal(lengthOf({ type: 'since', from: TODAY }, TODAY), DAY);
    assert.equal(lengthOf({ type: 'since', from: shiftDay(TODAY, -5) }, TODAY), 6 * DAY);
    assert.equal(lengthOf({ type: 'lastMonth' }, TODAY), 31 * DAY);
    assert.equal(lengthOf({ type: 'lastMonth' }, '2026-03-31'), 28 * DAY);
    assert.equal(lengthOf({ type: 'days', from: '2026-11-20', to: '2026-11-20' }, TODAY), DAY);
    assert.equal(lengthOf({ type: 'instants', start: 0, end: HOUR }, TODAY), HOUR);
  });

  it('lengthOf and chosenLength take all of this month, as its answer does', () => {
    assert.equal(lengthOf({ type: 'thisMonth' }, TODAY), 30 * DAY);
    assert.equal(lengthOf({ type: 'thisMonth' }, '2026-12-01'), 31 * DAY);
    assert.equal(lengthOf({ type: 'thisMonth' }, '2028-02-29'), 29 * DAY);
    assert.equal(rangeChange({ range: { type: 'last90' }, unit: 'month' }, { type: 'thisMonth' }, TODAY).unit, 'month');
  });

  it('lengthOf and chosenLength take the answered length once there is an answer', () => {
    const choice = choiceOf({ range: { type: 'thisMonth' } });
    const answer = { choice, span: { start: 0, end: 21.6 * DAY } };
    assert.equal(chosenLength(choice, answer, TODAY), 21.6 * DAY);
    assert.equal(chosenLength(choiceOf({ range: { type: 'last7' } }), answer, TODAY), 7 * DAY);
  });
});

describe('rangeChange', () => {
  const changed = (from: NamedRange, unit: Unit, to: NamedRange) =>
    rangeChange({ range: { type: from }, unit }, { type: to }, TODAY);

  it('rangeChange keeps the unit where it suits the new range', () => {
    assert.deepEqual(changed('last30', 'day', 'last90'), { range: { type: 'last90' }, unit: 'day' });
    assert.equal(changed('last7', 'hour', 'last30').unit, 'hour');
    assert.equal(changed('last90', 'week', 'last30').unit, 'week');
  });

  it('rangeChange takes hours for a day and days again for more', () => {
    assert.equal(changed('last30', 'day', 'today').unit, 'hour');
    assert.equal(changed('today', 'hour', 'yesterday').unit, 'hour');
    assert.equal(changed('yesterday', 'hour', 'last30').unit, 'day');
  });

  it('rangeChange takes the nearest unit that suits the new range', () => {
    assert.equal(changed('today', 'minute', 'last30').unit, 'hour');
    assert.equal(changed('last90', 'month', 'today').unit, 'day');
    assert.equal(changed('last7', 'hour', 'last90').unit, 'day');
  });
});

describe('sameRange', () => {
  it('sameRange compares ranges by what they say', () => {
    const days = { type: 'days', from: '2026-11-01', to: '2026-11-20' } as const;
    assert.ok(sameRange({ type: 'today' }, { type: 'today' }));
    assert.ok(sameRange(days, { ...days }));
    assert.ok(sameRange({ type: 'instants', start: 1, end: 2 }, { type: 'instants', start: 1, end: 2 }));
    assert.ok(!sameRange({ type: 'today' }, { type: 'yesterday' }));
    assert.ok(!sameRange(days, { ...days, to: '2026-11-21' }));
    assert.ok(!sameRange(days, { type: 'last30' }));
    assert.ok(!sameRange({ type: 'instants', start: 1, end: 2 }, { type: 'instants', start: 1, end: 3 }));
  });
});
