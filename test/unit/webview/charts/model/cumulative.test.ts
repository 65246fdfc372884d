import assert from 'node:assert/strict';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import { dollarsOf, runningLayer, runningMoney } from '../../../../../webview/charts/model/cumulative.ts';
import { layersOf } from '../../../../../webview/charts/model/layers.ts';
import { costs, counts, shares } from '../chartFixtures.ts';

const runningOf = (chart: ReturnType<typeof costs>) => layersOf(chart, ['a'], {}).map(runningLayer)[0];

describe('runningLayer', () => {
  it('runningLayer adds money up without loss', () => {
    assert.deepEqual(
      [...runningMoney(BigInt64Array.of(2n ** 55n, 1n, 1n))],
      [2n ** 55n, 2n ** 55n + 1n, 2n ** 55n + 2n],
    );
    const layer = runningOf(costs('day', ['billed', 'billed', 'billed'], { a: [DOLLAR, 0n, 2n * DOLLAR] }));
    assert.deepEqual([...(layer?.values ?? [])], [1, 1, 3]);
  });

  it('runningLayer combines the bases of all buckets up to each', () => {
    const layer = runningOf(costs('day', ['billed', 'ESTIMATED', 'none'], { a: [1n, 1n, 0n] }));
    assert.deepEqual([...(layer?.bases ?? [])], [1, 3, 3]);
  });

  it('runningLayer sums counts, and shares as the share of all so far', () => {
    assert.deepEqual([...(runningOf(counts('day', ['billed', 'billed'], { a: [2, 3] }))?.values ?? [])], [2, 5]);
    const rate = runningOf(
      shares('day', ['billed', 'billed', 'billed'], {
        a: [
          [0, 0],
          [1, 2],
          [0, 2],
        ],
      }),
    );
    assert.deepEqual([...(rate?.values ?? [])], [Number.NaN, 0.5, 0.25]);
  });

  it('dollarsOf turns millionths of a cent into dollars', () => {
    assert.deepEqual([...dollarsOf(BigInt64Array.of(0n, DOLLAR / 2n))], [0, 0.5]);
  });
});
