import assert from 'node:assert/strict';
import { forecasts } from '../../../bench/forecast/forecasts.ts';
import { WORLDS } from '../../../bench/forecast/worlds.ts';

describe('figures of forecasts', () => {
  it('forecasts prints each shape and the pooled ones, by forecaster, with thin, bursty and just started apart', async () => {
    const figures = await forecasts([1, 2]);
    const groups = new Set(figures.map(({ name }) => name.replace(/: .*/, '')));
    const apart = new Set(['thin', 'bursty', 'just started']);
    const shapes = WORLDS.map(({ name }) => (apart.has(name) ? `${name}, apart` : name));
    const expected = ['pooled, 9 shapes', 'pooled, where weekdays differ', ...shapes];
    assert.deepEqual(
      groups,
      new Set(expected.flatMap((name) => [`${name}, run rate`, `${name}, seasonal naive`, `${name}, ours`])),
    );
    for (const { name, value } of figures) assert.doesNotMatch(value, /NaN|Infinity/, name);
  });

  it('forecasts pools the answers of nine shapes: as many as these have together', async () => {
    const figures = await forecasts([1]);
    const countOf = (group: string) => {
      const figure = figures.find(({ name }) => name === `${group}, run rate: month`);
      return Number(/median of (\d+)/.exec(figure?.method ?? '')?.[1]);
    };
    const pooled = WORLDS.filter(({ isApart }) => !isApart);
    assert.equal(countOf('steady'), 12 * 5);
    assert.equal(
      countOf('pooled, 9 shapes'),
      pooled.reduce((total, { name }) => total + countOf(name), 0),
    );
    // All but steady have weekdays that differ, and two workspaces make up for each other’s.
    assert.equal(countOf('pooled, where weekdays differ'), 7 * 12 * 5);
  });
});
