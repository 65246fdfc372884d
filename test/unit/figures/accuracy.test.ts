import assert from 'node:assert/strict';
import { accuracyOf } from '../../../src/figures/accuracy.ts';
import { daysAgo, TODAY } from '../spend/made.ts';

/** Estimates, the newest last, against bills of 1,000. */
function measure(amounts: readonly number[], billed: (dayStart: number) => bigint | null = () => 1000n) {
  const estimates = amounts.map((amount, index) => ({
    start: daysAgo(amounts.length - index),
    amount: BigInt(amount),
    isWithUnallocated: false,
  }));
  return accuracyOf(estimates, ({ start }) => billed(start));
}

describe('the accuracy of estimates', () => {
  it('the accuracy of estimates is null before there is a bill to measure by', () => {
    assert.equal(measure([]), null);
    assert.equal(
      measure([990], () => null),
      null,
    );
    assert.equal(
      measure([990], () => 0n),
      null,
    );
  });

  it('the accuracy of estimates is the median and the worst relative error, either way, with the day of the worst', () => {
    assert.deepEqual(measure([990, 1030, 1000]), { days: 3, median: 0.01, worst: 0.03, worstDay: '2026-11-17' });
  });

  it('the median error of an even number of days is the middle of the two middle ones', () => {
    assert.equal(measure([990, 1030, 1000, 1020])?.median, 0.015);
    assert.equal(measure([990])?.median, 0.01);
  });

  it('the accuracy of estimates leaves open days out, and counts a day estimated at nothing as wrong by all of it', () => {
    const open = (start: number) => (start === TODAY - 86_400_000 ? null : 1000n);
    assert.deepEqual(measure([0, 500], open), { days: 1, median: 1, worst: 1, worstDay: '2026-11-17' });
  });

  it('the accuracy of estimates is that of the newest 14 days with a bill', () => {
    assert.deepEqual(measure([500, ...Array.from({ length: 14 }, () => 1010)]), {
      days: 14,
      median: 0.01,
      worst: 0.01,
      worstDay: '2026-11-18',
    });
  });
});
