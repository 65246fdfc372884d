import assert from 'node:assert/strict';
import { basisRuns } from '../../../../../webview/charts/paint/paintAreas.ts';

describe('the stretches of an area', () => {
  it('change where the basis does, and quiet buckets follow what was before them', () => {
    assert.deepEqual(basisRuns(Uint8Array.of(1, 0, 1, 2, 0), 5), [
      [0, 3, 1],
      [3, 5, 2],
    ]);
  });

  it('are one where nothing is told apart, and none where there is nothing', () => {
    assert.deepEqual(basisRuns(null, 4), [[0, 4, 1]]);
    assert.deepEqual(basisRuns(null, 0), []);
  });
});
