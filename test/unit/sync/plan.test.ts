import assert from 'node:assert/strict';
import type { Bill } from '../../../src/ledger/billTable.ts';
import type { BucketReading } from '../../../src/ledger/usageTable.ts';
import { NO_SPLITS } from '../../../src/spend/kind.ts';
import { DAY, HOUR, MINUTE } from '../../../src/spend/time.ts';
import { needsHistory } from '../../../src/sync/history.ts';
import { dueBills, dueHours, dueMinutes, type HistoryState, minutesFrom, tailOf } from '../../../src/sync/plan.ts';

const TODAY = Date.UTC(2026, 10, 19);
const NOW = TODAY + 14 * HOUR + 7 * MINUTE;

function state(own: Partial<HistoryState> = {}): HistoryState {
  const nothing = { hours: [], bills: [], cutHours: [], cutMinutes: [] };
  return { now: NOW, start: TODAY - 2 * DAY, ...nothing, splitsOf: () => NO_SPLITS, ...own };
}

function read(start: number, readAt: number, own: Partial<BucketReading> = {}): BucketReading {
  return { start, readAt, shown: true, tokens: 100, splits: NO_SPLITS, ...own };
}

/** Hours of the state's history, each read when it was settled. */
function settledHours(end = TODAY + 14 * HOUR): BucketReading[] {
  const count = (end - (TODAY - 2 * DAY)) / HOUR;
  return Array.from({ length: count }, (_, index) => {
    const start = TODAY - 2 * DAY + index * HOUR;
    return read(start, start + 6 * HOUR <= NOW ? start + 6 * HOUR : NOW);
  });
}

function billOf(start: number, own: Partial<Bill>): Bill {
  return { start, firstReadAt: NOW, changedAt: NOW, readAt: NOW, lines: 3, splits: NO_SPLITS, ...own };
}

const hoursOf = (spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => [(from - TODAY) / HOUR, (to - TODAY) / HOUR]);
const daysOf = (spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => [(from - TODAY) / DAY, (to - TODAY) / DAY]);

describe('Hours that are due', () => {
  it('are all closed hours at first, the newest first, in spans of at most so many', () => {
    assert.deepEqual(hoursOf(dueHours(state(), 24)), [
      [-10, 14],
      [-34, -10],
      [-48, -34],
    ]);
    assert.ok(dueHours(state({ start: TODAY - 40 * DAY }), 1000).every(({ from, to }) => to - from <= 168 * HOUR));
  });

  it('are none once each was read after late data had time to come', () => {
    assert.deepEqual(dueHours(state({ hours: settledHours() }), 24), []);
  });

  it('are the last four again when the last reading is about an hour ago', () => {
    const hours = settledHours().map((hour) =>
      hour.start >= TODAY + 9 * HOUR ? { ...hour, readAt: NOW - 56 * MINUTE } : hour,
    );
    assert.deepEqual(hoursOf(dueHours(state({ hours }), 24)), [[9, 14]]);
    const lately = hours.map((hour) => ({ ...hour, readAt: Math.max(hour.readAt, NOW - 54 * MINUTE) }));
    assert.deepEqual(dueHours(state({ hours: lately }), 24), []);
  });

  it('are not those that were read four hours after their end', () => {
    const end = TODAY + 5 * HOUR;
    const at = (readAt: number) =>
      settledHours().map((hour) => (hour.start === end - HOUR ? { ...hour, readAt } : hour));
    assert.deepEqual(hoursOf(dueHours(state({ hours: at(end + 4 * HOUR - 1) }), 24)), [[4, 5]]);
    assert.deepEqual(dueHours(state({ hours: at(end + 4 * HOUR) }), 24), []);
  });

  it('include what has to be told apart and was not', () => {
    const us = { geo: 'us', fast: false };
    const splitsOf = (day: number) => (day === TODAY ? us : NO_SPLITS);
    const hours = settledHours().map((hour, index) => ({
      ...hour,
      tokens: hour.start === TODAY + 3 * HOUR ? 0 : 100,
      splits: index % 2 === 0 ? NO_SPLITS : { geo: 'us', fast: true },
    }));
    const due = dueHours(state({ hours, splitsOf }), 24);
    assert.deepEqual(
      hoursOf(due),
      [12, 10, 8, 6, 4, 2, 0].map((hour) => [hour, hour + 1]),
    );
    assert.ok(due.every(({ splits }) => splits === us));
  });

  it('are kept apart where days are told apart differently', () => {
    const splitsOf = (day: number) => (day === TODAY ? { geo: 'us', fast: false } : NO_SPLITS);
    assert.deepEqual(hoursOf(dueHours(state({ start: TODAY - DAY, splitsOf }), 168)), [
      [0, 14],
      [-24, 0],
    ]);
  });

  it('include what a clock that was ahead has read', () => {
    const hours = settledHours().map((hour) => (hour.start === TODAY ? { ...hour, readAt: NOW + DAY } : hour));
    assert.deepEqual(hoursOf(dueHours(state({ hours }), 24)), [[0, 1]]);
  });
});

describe('Bills that are due', () => {
  it('never include the running day', () => {
    assert.deepEqual(daysOf(dueBills(state({ start: TODAY - 40 * DAY }), 31)), [
      [-31, 0],
      [-40, -31],
    ]);
  });

  it('include yesterday once it has ended by every clock that is about right', () => {
    const at = (now: number) => daysOf(dueBills(state({ now, start: TODAY - 2 * DAY }), 31));
    assert.deepEqual(at(TODAY + 9 * MINUTE), [[-2, -1]]);
    assert.deepEqual(at(TODAY + 10 * MINUTE), [[-2, 0]]);
  });

  it('are as few at a time as fit, one day at least', () => {
    assert.deepEqual(daysOf(dueBills(state(), 0.3)), [
      [-1, 0],
      [-2, -1],
    ]);
  });

  it('are read about hourly until they are settled, and never again', () => {
    const start = TODAY - 20 * DAY;
    const all = (own: Partial<Bill>) =>
      daysOf(
        dueBills(state({ start, bills: Array.from({ length: 20 }, (_, day) => billOf(start + day * DAY, own)) }), 31),
      );
    const once = { firstReadAt: NOW - HOUR, changedAt: NOW - HOUR, readAt: NOW - HOUR };
    assert.deepEqual(all(once), [[-7, 0]], 'a week of them is read a second time');
    const agreed = { ...once, firstReadAt: NOW - 7 * HOUR, changedAt: NOW - 7 * HOUR };
    assert.deepEqual(all(agreed), [[-1, 0]], 'two readings six hours apart agree');
    assert.deepEqual(all({ ...once, readAt: NOW - 50 * MINUTE }), []);
  });

  it('include what a clock that was ahead has read', () => {
    const bills = [billOf(TODAY - 2 * DAY, { readAt: NOW + DAY }), billOf(TODAY - DAY, {})];
    assert.deepEqual(daysOf(dueBills(state({ bills }), 31)), [[-2, -1]]);
  });
});

describe('Minutes beside the zone’s midnights', () => {
  const cut = TODAY - 6 * HOUR;
  const minutesOf = (tokens: number, readAt: number) =>
    Array.from({ length: 60 }, (_, index) => read(cut + index * MINUTE, readAt, { tokens }));

  it('are due when they are missing', () => {
    const due = dueMinutes(state({ cutHours: [cut] }), 1440);
    assert.deepEqual(hoursOf(due), [[-6, -5]]);
    const known = minutesOf(1, NOW).slice(0, 45);
    assert.deepEqual(hoursOf(dueMinutes(state({ cutHours: [cut], cutMinutes: known }), 1440)), [[-5.25, -5]]);
  });

  it('are due again about hourly while their hour is known to hold more', () => {
    const hours = [read(cut, NOW, { tokens: 61 })];
    const at = (readAt: number, tokens: number) =>
      dueMinutes(state({ cutHours: [cut], hours, cutMinutes: minutesOf(tokens, readAt) }), 1440).length;
    assert.equal(at(NOW - HOUR, 1), 1);
    assert.equal(at(NOW - 10 * MINUTE, 1), 0);
    assert.equal(at(NOW - HOUR, 2), 0);
  });

  it('come a few at a time, and not before their hour is over', () => {
    assert.deepEqual(
      dueMinutes(state({ cutHours: [cut] }), 20).map(({ from, to }) => (to - from) / MINUTE),
      [20, 20, 20],
    );
    assert.deepEqual(dueMinutes(state({ cutHours: [TODAY + 14 * HOUR] }), 1440), []);
  });
});

describe('The tail of today’s minutes', () => {
  it('goes from what was read, less an overlap, to the running minute', () => {
    assert.deepEqual(tailOf(NOW + 20_000, NOW - 2 * MINUTE, 3, 0), { from: NOW - 5 * MINUTE, to: NOW + MINUTE });
  });

  it('does not begin before the oldest minute that is needed, and is never empty', () => {
    assert.deepEqual(tailOf(NOW, 0, 10, NOW - HOUR), { from: NOW - HOUR, to: NOW + MINUTE });
    assert.deepEqual(tailOf(NOW, NOW + HOUR, 0, 0), { from: NOW, to: NOW + MINUTE });
  });

  it('needs sixty minutes that have data, ten minutes late, and the whole last hour until its bucket is shown', () => {
    const last = TODAY + 13 * HOUR;
    const late = TODAY + 14 * HOUR + 40 * MINUTE;
    assert.equal(minutesFrom(late, []), last);
    assert.equal(minutesFrom(late, [read(last, late, { shown: false })]), last);
    assert.equal(minutesFrom(late, [read(last, late)]), late - HOUR - 10 * MINUTE);
    assert.equal(minutesFrom(NOW, []), NOW - HOUR - 10 * MINUTE);
  });
});

describe('History', () => {
  it('is fetched when more is missing than polls should catch up', () => {
    assert.equal(needsHistory(state()), true);
    assert.equal(needsHistory(state({ hours: settledHours() })), false);
    assert.equal(needsHistory(state({ hours: settledHours(TODAY + 12 * HOUR) })), false);
    assert.equal(needsHistory(state({ hours: settledHours(TODAY + 11 * HOUR) })), true);
  });
});
