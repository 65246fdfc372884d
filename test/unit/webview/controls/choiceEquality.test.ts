import assert from 'node:assert/strict';
import { isAnswered, sameChoice } from '../../../../webview/controls/choiceEquality.ts';
import { shapeOf, shapesFor } from '../../../../webview/controls/shapes.ts';
import { choiceOf } from './choices.ts';

const DAY = 24 * 3_600_000;
const filters = [
  { dimension: 'model', values: ['a', 'b'] },
  { dimension: 'workspace', values: [''] },
] as const;

describe('isAnswered and sameChoice', () => {
  const span = { start: 0, end: 30 * DAY };

  it('isAnswered and sameChoice take an answer to the same choice in any shape', () => {
    const choice = choiceOf({ filters });
    assert.ok(isAnswered({ ...choice, shape: 'lines' }, { choice: structuredClone(choice), span }));
  });

  it('isAnswered and sameChoice take the nearest unit when the chosen one does not suit the range', () => {
    assert.ok(isAnswered(choiceOf({ unit: 'minute' }), { choice: choiceOf({ unit: 'hour' }), span }));
    assert.ok(!isAnswered(choiceOf({ unit: 'week' }), { choice: choiceOf({ unit: 'day' }), span }));
  });

  it('isAnswered and sameChoice refuse the answer to another choice', () => {
    const changes = [
      { measure: 'tokens' },
      { by: 'apiKey' },
      { range: { type: 'last7' } },
      { compare: true },
      { filters },
    ] as const;
    for (const change of changes) assert.ok(!isAnswered(choiceOf(change), { choice: choiceOf(), span }));
  });

  it('isAnswered and sameChoice ignore the order of filters and their values', () => {
    const turned = [
      { dimension: 'workspace', values: [''] },
      { dimension: 'model', values: ['b', 'a'] },
    ] as const;
    assert.ok(sameChoice(choiceOf({ filters }), choiceOf({ filters: turned })));
    assert.ok(!sameChoice(choiceOf(), choiceOf({ shape: 'heat' })));
    assert.ok(!sameChoice(choiceOf(), choiceOf({ unit: 'week' })));
  });
});

describe('shapesFor and shapeOf', () => {
  it('shapesFor and shapeOf offer a running total only to measures that add up', () => {
    assert.deepEqual(shapesFor('cost'), ['bars', 'lines', 'cumulative', 'heat']);
    assert.deepEqual(shapesFor('cacheHitRate'), ['lines', 'heat']);
  });

  it('shapesFor and shapeOf fall back to lines for a measure that the chosen shape cannot draw', () => {
    assert.equal(shapeOf({ measure: 'cacheHitRate', shape: 'cumulative' }), 'lines');
    assert.equal(shapeOf({ measure: 'cacheHitRate', shape: 'heat' }), 'heat');
    assert.equal(shapeOf({ measure: 'tokens', shape: 'cumulative' }), 'cumulative');
  });
});
