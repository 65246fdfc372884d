import assert from 'node:assert/strict';
import { fileTitle, screenTitle } from '../../../../src/shared/tables/table.ts';

describe('the heading of a column', () => {
  it('screenTitle begins our own words with a capital, and leaves a name as it is', () => {
    assert.equal(screenTitle({ key: 'out', title: 'out', longTitle: 'Tokens out', kind: 'count' }), 'Out');
    assert.equal(screenTitle({ key: 'series k', title: 'web-app', isNamed: true, kind: 'money' }), 'web-app');
  });

  it('fileTitle is the long heading, and else the short one with a capital', () => {
    assert.equal(fileTitle({ key: 'out', title: 'out', longTitle: 'Tokens out', kind: 'count' }), 'Tokens out');
    assert.equal(fileTitle({ key: 'reads', title: 'reads', kind: 'count' }), 'Reads');
  });
});
