import assert from 'node:assert/strict';
import type { Bill } from '../../../src/ledger/billTable.ts';
import type { BucketReading } from '../../../src/ledger/usageTable.ts';
import { NO_DETAIL } from '../../../src/spend/kind.ts';
import { needsHistory } from '../../../src/sync/history.ts';
import {
  dueBills,
  dueHours,
  dueHoursAgain,
  dueMinutes,
  dueTotals,
  type HistoryState,
  minutesFrom,
  tailOf,
} from '../../../src/sync/plan.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';

const TODAY = Date.UTC(2026, 10, 19);
const NOW = TODAY + 14 * HOUR + 7 * MINUTE;

function state(own: Partial<HistoryState> = {}): HistoryState {
  const nothing = { hours: [], bills: [], billsLeftOut: new Map(), totals: new Map(), cutHours: [], cutMinutes: [] };
  return { now: NOW, start: TODAY - 2 * DAY, ...nothing, detailOf: () => NO_DETAIL, ...own };
}

function read(start: number, readAt: number, own: Partial<BucketReading> = {}): BucketReading {
  return { start, readAt, changedAt: readAt, shown: true, tokens: 100, detail: NO_DETAIL, ...own };
}

/** Hours of the state's history, each read when it was settled. */
function settledHours(end = TODAY + 14 * HOUR): BucketReading[] {
  const count = (end - (TODAY - 2 * DAY)) / HOUR;
  return Array.from({ length: count }, (_, index) => {
    const start = TODAY - 2 * DAY + index * HOUR;
    return read(start, start + 6 * HOUR <= NOW ? start + 6 * HOUR : NOW, { changedAt: start + 2 * HOUR });
  });
}

function billOf(start: number, own: Partial<Bill>): Bill {
  const read = { firstReadAt: NOW, changedAt: NOW, readAt: NOW, wasFinal: false, restated: null };
  return { start, ...read, lines: 3, detail: NO_DETAIL, ...own };
}

const hoursOf = (spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => [(from - TODAY) / HOUR, (to - TODAY) / HOUR]);
const daysOf = (spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => [(from - TODAY) / DAY, (to - TODAY) / DAY]);

describe('Hours that are due', () => {
  it('due hours are all closed hours at first, the newest first, in spans of limited length', () => {
    assert.deepEqual(hoursOf(dueHours(state(), 24)), [
      [-10, 14],
      [-34, -10],
      [-48, -34],
    ]);
    assert.ok(dueHours(state({ start: TODAY - 40 * DAY }), 1000).every(({ from, to }) => to - from <= 168 * HOUR));
  });

  it('no hours are due once each was read after late data had time to come', () => {
    assert.deepEqual(dueHours(state({ hours: settledHours() }), 24), []);
  });

  it('the last four hours are due again when the last reading is about an hour ago', () => {
    const hours = settledHours().map((hour) =>
      hour.start >= TODAY + 9 * HOUR ? { ...hour, readAt: NOW - 56 * MINUTE } : hour,
    );
    assert.deepEqual(hoursOf(dueHours(state({ hours }), 24)), [[9, 14]]);
    const lately = hours.map((hour) => ({ ...hour, readAt: Math.max(hour.readAt, NOW - 54 * MINUTE) }));
    assert.deepEqual(dueHours(state({ hours: lately }), 24), []);
  });

  it('hours that were read four hours after their end are not due', () => {
    const end = TODAY + 5 * HOUR;
    const at = (readAt: number) =>
      settledHours().map((hour) => (hour.start === end - HOUR ? { ...hour, readAt } : hour));
    assert.deepEqual(hoursOf(dueHours(state({ hours: at(end + 4 * HOUR - 1) }), 24)), [[4, 5]]);
    assert.deepEqual(dueHours(state({ hours: at(end + 4 * HOUR) }), 24), []);
  });

  it('an hour that changed in a late reading is due for four hours more, until a second reading agrees', () => {
    const end = TODAY + 5 * HOUR;
    const at = (readAt: number, changedAt: number) =>
      settledHours().map((hour) => (hour.start === end - HOUR ? { ...hour, readAt, changedAt } : hour));
    const readAt = end + 5 * HOUR;
    assert.deepEqual(hoursOf(dueHours(state({ hours: at(readAt, readAt) }), 24)), [[4, 5]]);
    assert.deepEqual(dueHours(state({ hours: at(readAt, readAt - HOUR) }), 24), []);
    const late = end + 8 * HOUR;
    assert.deepEqual(dueHours(state({ hours: at(late, late) }), 24), []);
  });

  it('hours that were read in less detail than needed are due', () => {
    const us = { geo: 'us', fast: false };
    const detailOf = (day: number) => (day === TODAY ? us : NO_DETAIL);
    const hours = settledHours().map((hour, index) => ({
      ...hour,
      ...(hour.start === TODAY + 3 * HOUR ? { tokens: 0, readAt: NOW } : {}),
      detail: index % 2 === 0 ? NO_DETAIL : { geo: 'us', fast: true },
    }));
    const due = dueHours(state({ hours, detailOf }), 24);
    assert.deepEqual(
      hoursOf(due),
      [12, 10, 8, 6, 4, 2, 0].map((hour) => [hour, hour + 1]),
    );
    assert.ok(due.every(({ detail }) => detail === us));
  });

  it('due hours of days in different detail are in different spans', () => {
    const detailOf = (day: number) => (day === TODAY ? { geo: 'us', fast: false } : NO_DETAIL);
    assert.deepEqual(hoursOf(dueHours(state({ start: TODAY - DAY, detailOf }), 168)), [
      [0, 14],
      [-24, 0],
    ]);
  });

  it('a quiet night’s hours are due all at once, in fewer than thirty requests', () => {
    const night = Array.from({ length: 10 }, (_, hour) => TODAY - 5 * HOUR + hour * HOUR);
    const readAt = new Map(night.map((start) => [start, start + 5 * HOUR]));
    let requests = 0;
    for (let now = TODAY + 10 * HOUR + 1; now < TODAY + 2 * DAY; now += MINUTE) {
      const hours = settledHours(TODAY + 10 * HOUR).map((hour) => {
        const lately = readAt.get(hour.start);
        return lately === undefined ? { ...hour, readAt: now } : { ...hour, tokens: 0, readAt: lately };
      });
      const [span] = dueHours(state({ now, hours }), 24, { from: TODAY - DAY, to: TODAY + 10 * HOUR });
      if (!span) continue;
      requests += 1;
      for (let start = span.from; start < span.to; start += HOUR) readAt.set(start, now);
    }
    assert.ok(requests > 5 && requests < 30, `${requests} requests`);
    assert.ok(
      [...readAt].every(([start, at]) => at >= start + HOUR + DAY),
      'each was read a day after its end',
    );
  });

  it('an empty hour between others is due for a day, less and less often', () => {
    const at = (empty: number, readAt: number) =>
      settledHours().map((hour) => (hour.start === empty ? { ...hour, tokens: 0, readAt } : hour));
    const start = TODAY + 4 * HOUR;
    const due = (readAt: number) => hoursOf(dueHours(state({ hours: at(start, readAt) }), 24));
    assert.deepEqual(due(start + 6 * HOUR), [[4, 5]], 'read five hours after its end, more than an hour ago');
    assert.deepEqual(due(NOW - 54 * MINUTE), [], 'read less than an hour ago');
    const old = TODAY - 10 * HOUR;
    const dueOld = (ago: number) => hoursOf(dueHours(state({ hours: at(old, NOW - ago * HOUR) }), 24));
    assert.deepEqual([dueOld(4), dueOld(5)], [[], [[-10, -9]]], 'a fifth of its age');
    const last = settledHours().map((hour) => (hour.start < start ? hour : { ...hour, tokens: 0 }));
    assert.deepEqual(dueHours(state({ hours: last }), 24), [], 'a day that has gone quiet is no gap');
  });

  it('hours of a day whose later total differs are due once', () => {
    const hours = settledHours();
    const total = (tokens: number, readAt: number) => new Map([[TODAY - DAY, { start: TODAY - DAY, tokens, readAt }]]);
    const due = (tokens: number, readAt: number, own = hours) =>
      hoursOf(dueHours(state({ hours: own, totals: total(tokens, readAt) }), 24));
    assert.deepEqual(due(2401, NOW), [[-24, 0]]);
    assert.deepEqual(due(2400, NOW), [], 'the total is that of the hours');
    const again = hours.map((hour) => ({ ...hour, readAt: NOW }));
    assert.deepEqual(due(2401, NOW, again), [], 'read again since');
    const far = state({ hours, totals: total(1, NOW) });
    assert.deepEqual(hoursOf(dueHoursAgain(far, 24, TODAY)), [[-24, 0]]);
    assert.deepEqual(dueHoursAgain(far, 24, TODAY - DAY), []);
  });

  it('hours of a day whose total was read by a clock that was ahead are not due', () => {
    const totals = new Map([[TODAY - DAY, { start: TODAY - DAY, tokens: 1, readAt: NOW + DAY }]]);
    assert.deepEqual(dueHours(state({ hours: settledHours(), totals }), 24), []);
    assert.deepEqual(daysOf(dueTotals(state({ hours: settledHours(), totals }))), [[-2, 0]]);
  });

  it('hours that were read by a clock that was ahead are due', () => {
    const hours = settledHours().map((hour) => (hour.start === TODAY ? { ...hour, readAt: NOW + DAY } : hour));
    assert.deepEqual(hoursOf(dueHours(state({ hours }), 24)), [[0, 1]]);
  });
});

describe('Bills that are due', () => {
  it('due bills never include the running day', () => {
    assert.deepEqual(daysOf(dueBills(state({ start: TODAY - 40 * DAY }), 31)), [
      [-31, 0],
      [-40, -31],
    ]);
  });

  it('yesterday’s bill is due once the day has ended by every clock that is about right', () => {
    const at = (now: number) => daysOf(dueBills(state({ now, start: TODAY - 2 * DAY }), 31));
    assert.deepEqual(at(TODAY + 9 * MINUTE), [[-2, -1]]);
    assert.deepEqual(at(TODAY + 10 * MINUTE), [[-2, 0]]);
  });

  it('due bills are as many at a time as fit, one day at least', () => {
    assert.deepEqual(daysOf(dueBills(state(), 0.3)), [
      [-1, 0],
      [-2, -1],
    ]);
  });

  const start = TODAY - 40 * DAY;
  const due = (own: Partial<Bill>, hours: readonly BucketReading[] = []) => {
    const bills = Array.from({ length: 40 }, (_, day) => billOf(start + day * DAY, own));
    return daysOf(dueBills(state({ start, bills, hours }), 31));
  };
  const readOnce = (ago: number) => ({ firstReadAt: NOW - ago, changedAt: NOW - ago, readAt: NOW - ago });

  it('growing bills are due about hourly', () => {
    assert.deepEqual(due(readOnce(HOUR)), [[-7, 0]], 'a week of them is awaited');
    assert.deepEqual(due({ ...readOnce(7 * HOUR), readAt: NOW - HOUR }), [[-1, 0]], 'readings six hours apart agree');
    assert.deepEqual(due(readOnce(50 * MINUTE)), []);
  });

  it('bills are due once more six hours after their first reading, however old they are', () => {
    assert.deepEqual(due(readOnce(6 * HOUR)), [
      [-31, 0],
      [-40, -31],
    ]);
  });

  it('bills are due daily for 31 days, since they are restated', () => {
    const agreed = (ago: number) => ({ ...readOnce(40 * DAY), readAt: NOW - ago });
    assert.deepEqual(due(agreed(22 * HOUR)), [[-2, 0]], 'those that were not whole then');
    assert.deepEqual(due(agreed(23 * HOUR)), [[-31, 0]]);
  });

  it('bills that contradict their usage are due daily for 31 days after their first reading', () => {
    const day = TODAY - 39 * DAY;
    const hours = Array.from({ length: 24 }, (_, hour) => read(day + hour * HOUR, NOW - 20 * DAY, { tokens: 0 }));
    const firstRead = (ago: number) => ({ ...readOnce(ago * DAY), readAt: NOW - DAY });
    assert.deepEqual(due(firstRead(30), hours), [
      [-31, 0],
      [-39, -38],
    ]);
    assert.deepEqual(due(firstRead(31), hours), [[-31, 0]]);
  });

  it('bills that were read by a clock that was ahead are due', () => {
    const bills = [billOf(TODAY - 2 * DAY, { readAt: NOW + DAY }), billOf(TODAY - DAY, {})];
    assert.deepEqual(daysOf(dueBills(state({ bills }), 31)), [[-2, -1]]);
  });
});

describe('Daily totals that are due', () => {
  const day = TODAY - 2 * DAY;
  const hours = (changedAt: number, tokens = 100) =>
    Array.from({ length: 24 }, (_, hour) => read(day + hour * HOUR, changedAt, { tokens }));
  const total = (readAt: number, tokens = 2400) => new Map([[day, { start: day, readAt, tokens }]]);
  const due = (own: Partial<HistoryState>) => daysOf(dueTotals(state({ bills: [], ...own })));

  it('daily totals are due of days whose hours were last changed six hours ago', () => {
    const now = TODAY - HOUR;
    assert.deepEqual(due({ now, hours: hours(now - 5 * HOUR) }), []);
    assert.deepEqual(due({ now, hours: hours(now - 6 * HOUR) }), [[-2, -1]]);
    assert.deepEqual(due({ now, hours: hours(now - 6 * HOUR), totals: total(now - HOUR) }), [[-2, -1]]);
    assert.deepEqual(due({ now, hours: hours(now - 7 * HOUR), totals: total(now - HOUR) }), []);
  });

  it('daily totals are due once more when the bill can be final, and when it has changed', () => {
    const known = { hours: hours(TODAY - 18 * HOUR) };
    assert.deepEqual(due({ ...known, totals: total(TODAY - 1) }), [[-2, -1]]);
    assert.deepEqual(due({ ...known, totals: total(TODAY) }), []);
    const bills = [billOf(day, { changedAt: TODAY + HOUR })];
    assert.deepEqual(due({ ...known, totals: total(TODAY), bills }), [[-2, -1]]);
    assert.deepEqual(due({ ...known, totals: total(TODAY + HOUR), bills }), []);
  });

  it('daily totals are not due of days whose hours were not all read', () => {
    assert.deepEqual(due({ hours: hours(TODAY - 18 * HOUR).slice(1) }), []);
  });

  it('daily totals are due daily where the bill has lines and the hours have nothing', () => {
    const bills = [billOf(day, { firstReadAt: TODAY, changedAt: TODAY })];
    const empty = { hours: [...hours(TODAY - 18 * HOUR, 0), read(TODAY, NOW)], bills };
    assert.deepEqual(due({ ...empty, totals: total(NOW - 22 * HOUR, 0), now: NOW + 10 * HOUR }), [[-2, -1]]);
    assert.deepEqual(due({ ...empty, totals: total(NOW, 0) }), []);
  });

  it('daily totals are due daily while all of the history is empty', () => {
    const known = { hours: hours(TODAY - 18 * HOUR, 0), now: NOW + DAY };
    assert.deepEqual(due({ ...known, totals: total(NOW, 0) }), [[-2, -1]]);
    assert.deepEqual(due({ ...known, totals: total(NOW + HOUR, 0) }), []);
  });

  it('daily totals are one request a day while all of a year’s history is empty', () => {
    const start = TODAY - 364 * DAY;
    const count = (TODAY - start) / DAY;
    const empty = Array.from({ length: 24 * count }, (_, hour) => read(start + hour * HOUR, NOW, { tokens: 0 }));
    const totals = new Map(
      Array.from({ length: count }, (_, day) => [
        start + day * DAY,
        { start: start + day * DAY, readAt: NOW + 7 * HOUR, tokens: 0 },
      ]),
    );
    assert.deepEqual(due({ start, now: NOW + 7 * HOUR, hours: empty, totals }), []);
    assert.deepEqual(due({ start, now: NOW + 32 * HOUR, hours: empty, totals }), [[-30, 0]]);
  });
});

describe('Minutes beside the zone’s midnights', () => {
  const cut = TODAY - 6 * HOUR;
  const minutesOf = (tokens: number, readAt: number) =>
    Array.from({ length: 60 }, (_, index) => read(cut + index * MINUTE, readAt, { tokens }));

  it('minutes beside the zone’s midnights are due when they are missing', () => {
    const due = dueMinutes(state({ cutHours: [cut] }), 1440);
    assert.deepEqual(hoursOf(due), [[-6, -5]]);
    const known = minutesOf(1, NOW).slice(0, 45);
    assert.deepEqual(hoursOf(dueMinutes(state({ cutHours: [cut], cutMinutes: known }), 1440)), [[-5.25, -5]]);
  });

  it('minutes beside the zone’s midnights are due about hourly while their hour is known to hold more', () => {
    const hours = [read(cut, NOW, { tokens: 61 })];
    const at = (readAt: number, tokens: number) =>
      dueMinutes(state({ cutHours: [cut], hours, cutMinutes: minutesOf(tokens, readAt) }), 1440).length;
    assert.equal(at(NOW - HOUR, 1), 1);
    assert.equal(at(NOW - 10 * MINUTE, 1), 0);
    assert.equal(at(NOW - HOUR, 2), 0);
  });

  it('minutes beside the zone’s midnights come a few at a time, and not before their hour is over', () => {
    assert.deepEqual(
      dueMinutes(state({ cutHours: [cut] }), 20).map(({ from, to }) => (to - from) / MINUTE),
      [20, 20, 20],
    );
    assert.deepEqual(dueMinutes(state({ cutHours: [TODAY + 14 * HOUR] }), 1440), []);
  });
});

describe('The tail of today’s minutes', () => {
  it('the tail of today’s minutes goes from the last reading, less an overlap, to the running minute', () => {
    assert.deepEqual(tailOf(NOW + 20_000, NOW - 2 * MINUTE, 3, 0), { from: NOW - 5 * MINUTE, to: NOW + MINUTE });
  });

  it('the tail of today’s minutes does not begin before the oldest minute needed, and is never empty', () => {
    assert.deepEqual(tailOf(NOW, 0, 10, NOW - HOUR), { from: NOW - HOUR, to: NOW + MINUTE });
    assert.deepEqual(tailOf(NOW, NOW + HOUR, 0, 0), { from: NOW, to: NOW + MINUTE });
  });

  it('the tail needs sixty minutes with data, ten minutes late, and all of the last hour until its bucket is shown', () => {
    const last = TODAY + 13 * HOUR;
    const late = TODAY + 14 * HOUR + 40 * MINUTE;
    assert.equal(minutesFrom(late, []), last);
    assert.equal(minutesFrom(late, [read(last, late, { shown: false })]), last);
    assert.equal(minutesFrom(late, [read(last, late)]), late - HOUR - 10 * MINUTE);
    assert.equal(minutesFrom(NOW, []), NOW - HOUR - 10 * MINUTE);
  });
});

describe('History', () => {
  it('the history is fetched when more is missing than polls should catch up', () => {
    assert.equal(needsHistory(state()), true);
    assert.equal(needsHistory(state({ hours: settledHours() })), false);
    assert.equal(needsHistory(state({ hours: settledHours(TODAY + 12 * HOUR) })), false);
    assert.equal(needsHistory(state({ hours: settledHours(TODAY + 11 * HOUR) })), true);
  });
});
