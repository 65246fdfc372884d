import assert from 'node:assert/strict';
import { bucketStates, unknownRuns } from '../../../../webview/charts/bucketState.ts';
import { commonBasis, layersOf } from '../../../../webview/charts/layers.ts';
import { namedBuckets } from '../../../../webview/charts/ticks.ts';
import { chartOf } from './chartOf.ts';

describe('the layers of a chart', () => {
  const chart = chartOf(
    'day',
    ['billed', 'ESTIMATED'],
    [
      { id: 'a', amounts: [1n, 2n] },
      { id: 'b', amounts: [3n, 0n] },
      { id: 'c', amounts: [5n, 6n] },
    ],
  );

  it('are the charted series in their order, then the others together', () => {
    const layers = layersOf(chart, ['c', 'gone'], { c: 4 });
    assert.deepEqual(
      layers.map(({ name, slot, amounts, ids }) => ({ name, slot, amounts, ids })),
      [
        { name: 'C', slot: 4, amounts: [5n, 6n], ids: ['c'] },
        { name: 'Other', slot: null, amounts: [4n, 2n], ids: ['a', 'b'] },
      ],
    );
  });

  it('are hatched by what has an amount: nothing is neither billed nor estimated', () => {
    const other = layersOf(chart, ['a', 'c'], {}).at(-1);
    assert.deepEqual(other?.bases, ['billed', 'none']);
  });

  it('add up to the chart, with and without others', () => {
    for (const charted of [[], ['b'], ['a', 'b', 'c']]) {
      const sum = layersOf(chart, charted, {})
        .flatMap(({ amounts }) => amounts)
        .reduce((a, b) => a + b, 0n);
      assert.equal(sum, 17n);
    }
  });
});

describe('how a sum came about', () => {
  it('is how its parts did, when they agree', () => {
    assert.equal(commonBasis(['billed', 'none', 'billed']), 'billed');
    assert.equal(commonBasis(['estimated']), 'estimated');
  });

  it('is mixed when they differ, and none when nothing is known of any', () => {
    assert.equal(commonBasis(['billed', 'estimated']), 'mixed');
    assert.equal(commonBasis(['mixed', 'none']), 'mixed');
    assert.equal(commonBasis(['none', 'none']), 'none');
  });
});

describe('buckets of which nothing is known', () => {
  it('are unknown before the running one and ahead after it', () => {
    const chart = chartOf('hour', ['none', 'estimated', 'ESTIMATED', 'none', 'none'], []);
    assert.deepEqual(bucketStates(chart), ['unknown', 'known', 'known', 'ahead', 'ahead']);
  });

  it('are never ahead when none is running', () => {
    assert.deepEqual(bucketStates(chartOf('day', ['none', 'billed', 'none'], [])), ['unknown', 'known', 'unknown']);
  });

  it('are drawn as stretches', () => {
    assert.deepEqual(unknownRuns(['unknown', 'unknown', 'known', 'unknown', 'ahead']), [
      [0, 1],
      [3, 3],
    ]);
  });
});

describe('the names on the axis', () => {
  it('always include today, and as many days before it as fit', () => {
    assert.deepEqual(namedBuckets('day', 7, 700, 60), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(namedBuckets('day', 30, 300, 60), [5, 11, 17, 23, 29]);
    assert.equal(namedBuckets('day', 90, 10, 60).at(-1), 89);
  });

  it('are even hours from midnight', () => {
    assert.deepEqual(namedBuckets('hour', 24, 400, 57), [0, 4, 8, 12, 16, 20]);
    assert.deepEqual(namedBuckets('hour', 25, 1, 57), [0, 24]);
  });

  it('are none where there is nothing', () => {
    assert.deepEqual(namedBuckets('day', 0, 500, 60), []);
  });
});
