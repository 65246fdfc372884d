import assert from 'node:assert/strict';
import { freshness, isShown } from '../../../../src/figures/scan/freshness.ts';
import type { BucketReading } from '../../../../src/ledger/usageTable.ts';
import { NO_DETAIL } from '../../../../src/spend/kind.ts';
import { HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { TODAY } from '../../spend/made.ts';

function reading(minute: number, tokens: number, readAfter = 0, shown = true): BucketReading {
  const start = TODAY + minute * MINUTE;
  const readAt = start + MINUTE + readAfter * MINUTE;
  return { start, readAt, changedAt: readAt, shown, tokens, detail: NO_DETAIL };
}
const minutes = (...readings: BucketReading[]) => freshness([], readings);

describe('freshness', () => {
  it('data end nowhere before the first reading', () => {
    assert.deepEqual(freshness([], []), { dataTo: null, usageTo: null });
  });

  it('data end with the newest minute that has usage', () => {
    assert.deepEqual(minutes(reading(3, 10), reading(1, 5)), {
      dataTo: TODAY + 4 * MINUTE,
      usageTo: TODAY + 4 * MINUTE,
    });
  });

  it('an empty minute is no end of data, however late it was read', () => {
    assert.equal(minutes(reading(3, 0, 300)).dataTo, null);
    assert.equal(minutes(reading(1, 5), reading(2, 0, 1), reading(3, 0, 300)).dataTo, TODAY + 2 * MINUTE);
  });

  it('an empty hour is an end of data once it was read four hours after its end', () => {
    const empty = (readAt: number) => ({ ...reading(0, 0), start: TODAY + 2 * HOUR, readAt, changedAt: readAt });
    assert.deepEqual(freshness([empty(TODAY + 7 * HOUR - 1)], []), { dataTo: null, usageTo: null });
    assert.deepEqual(freshness([empty(TODAY + 7 * HOUR)], []), { dataTo: TODAY + 3 * HOUR, usageTo: null });
  });

  it('a minute read while it ran is known up to then, and is no end of usage', () => {
    assert.deepEqual(minutes(reading(1, 5), reading(2, 5, -0.5)), {
      dataTo: TODAY + 2.5 * MINUTE,
      usageTo: TODAY + 2 * MINUTE,
    });
    assert.equal(minutes(reading(2, 0, -0.5)).dataTo, null);
  });

  it('a bucket that the API left out is no end of data', () => {
    assert.deepEqual(minutes(reading(3, 0, 60, false)), { dataTo: null, usageTo: null });
  });

  it('a closed hour with usage is an end of data', () => {
    const hour = { ...reading(0, 7), start: TODAY + 2 * HOUR, readAt: TODAY + 3 * HOUR };
    assert.deepEqual(freshness([hour], [reading(3, 1)]), { dataTo: TODAY + 3 * HOUR, usageTo: TODAY + 3 * HOUR });
  });

  it('a day is shown once data reach beyond its start', () => {
    const span = { start: TODAY, end: TODAY + 24 * HOUR };
    const shown = (dataTo: number | null) => isShown({ dataTo, usageTo: null }, span);
    assert.deepEqual([shown(null), shown(TODAY), shown(TODAY + MINUTE)], [false, false, true]);
  });
});
