import assert from 'node:assert/strict';
import { choiceText } from '../../../../webview/controls/viewsMenu.ts';
import { byId, choiceOf, UTC } from './choices.ts';

describe('choiceText', () => {
  it('choiceText writes a choice as the panel’s sentence', () => {
    assert.equal(choiceText(choiceOf(), UTC, byId), 'cost by model per day for the last 30 days');
    const filters = [
      { dimension: 'workspace', values: ['Production', 'Research'] },
      { dimension: 'model', values: ['a', 'b', 'c'] },
    ] as const;
    assert.equal(
      choiceText(choiceOf({ filters, compare: true }), UTC, byId),
      'cost by model per day for the last 30 days where workspace is Production, Research and 3 models vs. previous period',
    );
  });
});
