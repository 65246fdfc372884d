import assert from 'node:assert/strict';
import { DIMENSION_IDS } from '../../../../src/shared/dimensions.ts';
import type { Explorer } from '../../../../src/shared/explorer.ts';
import { createNames, filterText } from '../../../../webview/controls/filterWords.ts';
import { byId } from './choices.ts';

describe('the words of a filter', () => {
  it('name one or two values, and count more', () => {
    assert.equal(filterText({ dimension: 'workspace', values: ['Research'] }, byId), 'workspace is Research');
    assert.equal(filterText({ dimension: 'apiKey', values: ['a', 'b'] }, byId), 'API key is a, b');
    assert.equal(filterText({ dimension: 'inferenceGeo', values: ['a', 'b', 'c'] }, byId), '3 inference geographies');
  });

  it('of no values leave all in', () => {
    assert.equal(filterText({ dimension: 'model', values: [] }, byId), 'model is any');
  });
});

describe('the names of values', () => {
  const none = Object.fromEntries(DIMENSION_IDS.map((dimension) => [dimension, []])) as unknown as Explorer['values'];
  const names = createNames();
  names.learn({ ...none, workspace: [{ id: 'wrk_1', name: 'Production', detail: '' }] });

  it('outlive the range that had them', () => {
    names.learn(none);
    assert.equal(names.nameOf('workspace', 'wrk_1'), 'Production');
  });

  it('are of one dimension', () => {
    assert.equal(names.nameOf('apiKey', 'wrk_1'), 'wrk_1');
  });

  it('are those of tables where no answer has had the value: of what the API leaves empty, and of what it names', () => {
    assert.equal(names.nameOf('workspace', ''), 'Default workspace');
    assert.equal(names.nameOf('apiKey', ''), 'No API key');
    assert.equal(names.nameOf('serviceTier', ''), 'No service tier');
    assert.equal(names.nameOf('serviceTier', 'batch'), 'Batch');
    assert.equal(names.nameOf('model', ''), 'not said');
  });
});
