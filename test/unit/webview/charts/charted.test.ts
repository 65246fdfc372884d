import assert from 'node:assert/strict';
import { bucketTotals, chartedIds, SLOTS, seriesTotals } from '../../../../webview/charts/charted.ts';
import { chartOf } from './chartOf.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

describe('what a chart draws by name', () => {
  it('is every series while there are few, dearest first', () => {
    const chart = chartOf(
      'day',
      ['billed', 'billed'],
      [
        { id: 'cheap', amounts: [1n, 2n] },
        { id: 'dear', amounts: [9n, 0n] },
      ],
    );
    assert.deepEqual(chartedIds([chart]), ['dear', 'cheap']);
  });

  it('is the dearest eight of many', () => {
    const chart = chartOf(
      'day',
      ['billed'],
      letters.map((id, index) => ({ id, amounts: [BigInt(100 - index)] })),
    );
    assert.deepEqual(chartedIds([chart]), letters.slice(0, SLOTS));
  });

  it('is the same in all charts, and knows whoever is dear in one of them', () => {
    const days = chartOf(
      'day',
      ['billed'],
      letters.map((id, index) => ({ id, amounts: [BigInt(100 - index)] })),
    );
    const hours = chartOf('hour', ['estimated'], [{ id: 'j', amounts: [5n] }]);
    const charted = chartedIds([days, hours]);
    assert.equal(charted[0], 'j');
    assert.equal(charted.length, SLOTS);
  });

  it('does not depend on the order of series of the same cost', () => {
    const one = chartOf(
      'day',
      ['billed'],
      [
        { id: 'b', amounts: [1n] },
        { id: 'a', amounts: [1n] },
      ],
    );
    assert.deepEqual(chartedIds([one]), ['a', 'b']);
  });

  it('sums by series and by bucket', () => {
    const chart = chartOf(
      'day',
      ['billed', 'billed'],
      [
        { id: 'a', amounts: [1n, 2n] },
        { id: 'b', amounts: [10n, 20n] },
      ],
    );
    assert.deepEqual(seriesTotals(chart), [3n, 30n]);
    assert.deepEqual(bucketTotals(chart), [11n, 22n]);
    assert.deepEqual(bucketTotals(chartOf('day', [], [])), []);
  });
});
