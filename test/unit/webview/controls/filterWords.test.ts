import assert from 'node:assert/strict';
import { DIMENSION_IDS } from '../../../../src/shared/dimensions.ts';
import type { Explorer } from '../../../../src/shared/explorer.ts';
import { createNames, filterText } from '../../../../webview/controls/filterWords.ts';
import { byId } from './choices.ts';

describe('filterText', () => {
  it('filterText names one or two values and counts more', () => {
    assert.equal(filterText({ dimension: 'workspace', values: ['Research'] }, byId), 'workspace is Research');
    assert.equal(filterText({ dimension: 'apiKey', values: ['a', 'b'] }, byId), 'API key is a, b');
    assert.equal(filterText({ dimension: 'inferenceGeo', values: ['a', 'b', 'c'] }, byId), '3 inference geographies');
  });

  it('filterText says any for a filter without values', () => {
    assert.equal(filterText({ dimension: 'model', values: [] }, byId), 'model is any');
  });
});

describe('createNames', () => {
  const none = Object.fromEntries(DIMENSION_IDS.map((dimension) => [dimension, []])) as unknown as Explorer['values'];
  const names = createNames();
  names.learn({ ...none, workspace: [{ id: 'wrk_1', name: 'Production', detail: '' }] });

  it('createNames keeps the name of a value that left the range', () => {
    names.learn(none);
    assert.equal(names.nameOf('workspace', 'wrk_1'), 'Production');
  });

  it('createNames keeps names apart by dimension', () => {
    assert.equal(names.nameOf('apiKey', 'wrk_1'), 'wrk_1');
  });

  it('createNames names values that no answer has had as tables do, also empty ids', () => {
    assert.equal(names.nameOf('workspace', ''), 'Default workspace');
    assert.equal(names.nameOf('apiKey', ''), 'No API key');
    assert.equal(names.nameOf('serviceTier', ''), 'No service tier');
    assert.equal(names.nameOf('serviceTier', 'batch'), 'Batch');
    assert.equal(names.nameOf('model', ''), 'not specified');
  });
});
