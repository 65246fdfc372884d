import assert from 'node:assert/strict';
import { drillDown, zoomTo } from '../../../../../webview/charts/interact/drillDown.ts';
import { bucketsOf, DAY, HOUR, MONDAY } from '../chartFixtures.ts';

const day = { start: MONDAY, end: MONDAY + DAY };

describe('drillDown', () => {
  it('drillDown goes from a month or a week to its days', () => {
    const month = { start: Date.UTC(2026, 1, 1), end: Date.UTC(2026, 2, 1) };
    const days = { type: 'days', from: '2026-02-01', to: '2026-02-28' };
    assert.deepEqual(drillDown(month, 'month', 'UTC'), { range: days, unit: 'day' });
    assert.equal(drillDown(month, 'week', 'UTC')?.unit, 'day');
  });

  it('drillDown goes from a day to its hours, with the range named by day', () => {
    const range = { type: 'days', from: '2026-11-16', to: '2026-11-16' };
    assert.deepEqual(drillDown(day, 'day', 'UTC'), { range, unit: 'hour' });
  });

  it('drillDown names the zone’s own day when it has 23 or 25 hours', () => {
    // The day on which Berlin turned its clocks back had 25 hours.
    const long = { start: Date.UTC(2026, 9, 24, 22), end: Date.UTC(2026, 9, 25, 23) };
    const range = { type: 'days', from: '2026-10-25', to: '2026-10-25' };
    assert.deepEqual(drillDown(long, 'day', 'Europe/Berlin'), { range, unit: 'hour' });
  });

  it('drillDown names the UTC day where a zone’s days are cut in UTC', () => {
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Chatham']) {
      const range = { type: 'days', from: '2026-11-16', to: '2026-11-16' };
      assert.deepEqual(drillDown(day, 'day', zone), { range, unit: 'hour' }, zone);
    }
  });

  it('drillDown goes from an hour to its minutes, and no further', () => {
    const hour = { start: MONDAY, end: MONDAY + HOUR };
    assert.deepEqual(drillDown(hour, 'hour', 'UTC'), { range: { type: 'instants', ...hour }, unit: 'minute' });
    assert.equal(drillDown(hour, 'minute', 'UTC'), null);
  });
});

describe('zoomTo', () => {
  const days = bucketsOf('day', new Array(30).fill('billed'));
  const hours = bucketsOf('hour', new Array(48).fill('billed'));

  it('zoomTo gives the range of the buckets in either direction', () => {
    const range = { type: 'days', from: '2026-11-18', to: '2026-11-27' };
    assert.deepEqual(zoomTo(days, 2, 11, 'day', 'UTC'), { range, unit: 'day' });
    assert.deepEqual(zoomTo(days, 11, 2, 'day', 'UTC'), { range, unit: 'day' });
  });

  it('zoomTo is null for a single bucket', () => {
    assert.equal(zoomTo(days, 4, 4, 'day', 'UTC'), null);
    assert.equal(zoomTo([], 0, 3, 'day', 'UTC'), null);
  });

  it('zoomTo takes a finer unit when few buckets are selected', () => {
    assert.equal(zoomTo(days, 0, 1, 'day', 'UTC')?.unit, 'hour');
    assert.equal(zoomTo(hours, 0, 2, 'hour', 'UTC')?.unit, 'minute');
    assert.equal(zoomTo(hours, 0, 7, 'hour', 'UTC')?.unit, 'hour');
  });

  it('zoomTo takes only units that the range can be cut into', () => {
    const weeks = bucketsOf('week', new Array(12).fill('billed'));
    assert.equal(zoomTo(weeks, 0, 5, 'week', 'UTC')?.unit, 'week');
    assert.equal(zoomTo(weeks, 0, 1, 'week', 'UTC')?.unit, 'day');
  });

  it('zoomTo gives instants for hours and ends at the last bucket', () => {
    const range = { type: 'instants', start: MONDAY + 40 * HOUR, end: MONDAY + 48 * HOUR };
    assert.deepEqual(zoomTo(hours, 40, 99, 'hour', 'UTC')?.range, range);
  });
});
