import assert from 'node:assert/strict';
import { basisRuns } from '../../../../../webview/charts/paint/paintAreas.ts';

describe('basisRuns', () => {
  it('basisRuns splits where the basis changes and joins empty buckets to the run before', () => {
    assert.deepEqual(basisRuns(Uint8Array.of(1, 0, 1, 2, 0), 5), [
      [0, 3, 1],
      [3, 5, 2],
    ]);
  });

  it('basisRuns makes one run without bases and none without buckets', () => {
    assert.deepEqual(basisRuns(null, 4), [[0, 4, 1]]);
    assert.deepEqual(basisRuns(null, 0), []);
  });
});
