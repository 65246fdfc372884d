import assert from 'node:assert/strict';
import { ageOf, ageText } from '../../../src/shared/age.ts';
import { panelAsOf } from '../../../src/shared/panelAsOf.ts';
import { NOW, summaryOf } from '../ui/summaryOf.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the age of figures', () => {
  it('ageOf is null for some intervals, and then the time since the last successful request', () => {
    assert.equal(ageOf(summaryOf(), NOW + 3 * MINUTE), null);
    assert.equal(ageOf(summaryOf(), NOW + 3 * MINUTE + 1), 3 * MINUTE + 1);
    assert.equal(ageOf(summaryOf({ intervalMs: HOUR }), NOW + 2 * HOUR), null);
  });

  it('ageOf is measured by the slower polls of a window in the background', () => {
    assert.equal(ageOf(summaryOf(), NOW + 15 * MINUTE, 5), null);
    assert.equal(ageOf(summaryOf(), NOW + 16 * MINUTE, 5), 16 * MINUTE);
  });

  it('ageOf is that of the summary while the history is fetched, or where the API was never asked', () => {
    const toldAt = NOW + HOUR;
    assert.equal(ageOf(summaryOf({ toldAt, progress: { done: 0.5 } }), toldAt + MINUTE), null);
    assert.equal(ageOf(summaryOf({ toldAt, progress: { done: 0.5 } }), toldAt + 9 * MINUTE), 9 * MINUTE);
    assert.equal(ageOf(summaryOf({ toldAt, checkedAt: null }), toldAt + 9 * MINUTE), 9 * MINUTE);
  });

  it('ageText has one unit, rounded down', () => {
    assert.deepEqual([3.9 * MINUTE, 59 * MINUTE, HOUR, 47 * HOUR, 48 * HOUR, 80 * HOUR].map(ageText), [
      '3 min',
      '59 min',
      '1 h',
      '47 h',
      '2 days',
      '3 days',
    ]);
  });
});

describe('panelAsOf', () => {
  it('panelAsOf keeps only the month’s cost when the day has ended', () => {
    const summary = summaryOf();
    assert.equal(panelAsOf(summary, summary.todayEnd - 1), summary);
    const { today, yesterday, onYesterday, lastHour, month } = panelAsOf(summary, summary.todayEnd);
    assert.deepEqual([today, yesterday, onYesterday, lastHour, month], [null, null, null, null, summary.month]);
  });

  it('panelAsOf drops the month’s cost too when the month has ended', () => {
    const next = panelAsOf(summaryOf(), Date.UTC(2026, 11, 1));
    assert.deepEqual([next.month, next.monthStart], [null, Date.UTC(2026, 11)]);
  });
});
