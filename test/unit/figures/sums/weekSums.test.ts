import assert from 'node:assert/strict';
import { HOUR } from '../../../../src/time/utc.ts';
import { daysAgo } from '../../spend/made.ts';
import { starts, total } from '../answer/asked.ts';
import { ask, BILL, BOTH, office } from '../answer/office.ts';
import { usageRow } from '../made.ts';

describe('week sums', () => {
  it('week sums add up hours of weekdays, and count those that are known', () => {
    const { week } = ask({ range: { type: 'last7' }, by: 'model' });
    // Friday 13 to Thursday 19 November 2026: Thursday's hours from 14:00 on are not known.
    const thursday = 3 * 24;
    assert.deepEqual([...week.hours.slice(thursday + 12, thursday + 16)], [1, 1, 0, 0]);
    assert.equal(week.amounts?.[thursday + 3], 470n);
    assert.equal(week.amounts?.[thursday + 14], 0n, 'an hour that is not over is no measure of one');
    assert.deepEqual([week.counts, week.wholes], [null, null]);
    assert.equal(
      week.hours.reduce((sum, hours) => sum + hours, 0),
      6 * 24 + 14,
    );
    // Code execution belongs to no hour.
    assert.equal(total(week.amounts?.slice(0, 24) ?? []), BILL - 77n);
  });

  it('week sums are of the zone’s hours, and halve an hour between two in half-hour zones', () => {
    const yesterday = { type: 'days', from: '2026-11-16', to: '2026-11-16' } as const;
    const berlin = ask({ range: yesterday, measure: 'output' }, { ...BOTH, zone: 'Europe/Berlin' } as typeof BOTH);
    assert.deepEqual([...(berlin.week.counts?.slice(0, 24) ?? [])], new Array(24).fill(5));
    using at = office();
    const hours = (day: number) => day + 18 * HOUR;
    for (const day of [daysAgo(4), daysAgo(3), daysAgo(2), daysAgo(1)]) {
      at.made.read('1m', hours(day), hours(day) + HOUR, (start) => (start === hours(day) ? [usageRow(50)] : []));
    }
    const { week, chart } = at.asker.ask(
      { range: yesterday, measure: 'uncachedInput' },
      { ...BOTH, zone: 'Asia/Kolkata' },
    );
    assert.equal(starts(chart)[0], '11-15T18:30');
    assert.deepEqual([...week.hours.slice(0, 24)], new Array(24).fill(1));
    assert.equal(week.counts?.[5], 90);
  });
});
