import assert from 'node:assert/strict';
import { isAnswered, sameChoice } from '../../../../webview/controls/compareChoices.ts';
import { shapeOf, shapesFor } from '../../../../webview/controls/shapes.ts';
import { choiceOf } from './choices.ts';

const DAY = 24 * 3_600_000;
const filters = [
  { dimension: 'model', values: ['a', 'b'] },
  { dimension: 'workspace', values: [''] },
] as const;

describe('a choice', () => {
  const span = { start: 0, end: 30 * DAY };

  it('is answered by the answer to itself, in whatever shape', () => {
    const choice = choiceOf({ filters });
    assert.ok(isAnswered({ ...choice, shape: 'lines' }, { choice: structuredClone(choice), span }));
  });

  it('is answered when its unit does not suit the range and the nearest was taken', () => {
    assert.ok(isAnswered(choiceOf({ unit: 'minute' }), { choice: choiceOf({ unit: 'hour' }), span }));
    assert.ok(!isAnswered(choiceOf({ unit: 'week' }), { choice: choiceOf({ unit: 'day' }), span }));
  });

  it('is not answered by the answer to another', () => {
    const changes = [
      { measure: 'tokens' },
      { by: 'apiKey' },
      { range: { type: 'last7' } },
      { compare: true },
      { filters },
    ] as const;
    for (const change of changes) assert.ok(!isAnswered(choiceOf(change), { choice: choiceOf(), span }));
  });

  it('is the same whatever the order of its filters and their values', () => {
    const turned = [
      { dimension: 'workspace', values: [''] },
      { dimension: 'model', values: ['b', 'a'] },
    ] as const;
    assert.ok(sameChoice(choiceOf({ filters }), choiceOf({ filters: turned })));
    assert.ok(!sameChoice(choiceOf(), choiceOf({ shape: 'heat' })));
    assert.ok(!sameChoice(choiceOf(), choiceOf({ unit: 'week' })));
  });
});

describe('the shape of a chart', () => {
  it('adds up over time what can be added', () => {
    assert.deepEqual(shapesFor('cost'), ['bars', 'lines', 'cumulative', 'heat']);
    assert.deepEqual(shapesFor('cacheHitRate'), ['lines', 'heat']);
  });

  it('gives way to a measure that cannot be drawn in it, and is there again for the next', () => {
    assert.equal(shapeOf({ measure: 'cacheHitRate', shape: 'cumulative' }), 'lines');
    assert.equal(shapeOf({ measure: 'cacheHitRate', shape: 'heat' }), 'heat');
    assert.equal(shapeOf({ measure: 'tokens', shape: 'cumulative' }), 'cumulative');
  });
});
