import assert from 'node:assert/strict';
import { forecasts } from '../../../bench/forecast/forecasts.ts';
import { WORLDS } from '../../../bench/forecast/worlds.ts';
import type { Figure } from '../../../bench/report.ts';

describe('figures of forecasts', () => {
  const apart = new Set(['thin', 'bursty', 'just started']);
  let figures: Figure[];

  before(async function () {
    this.timeout(120_000);
    figures = await forecasts([1]);
  });

  it('forecasts prints each shape and the pooled ones, by forecaster, with thin, bursty and just started apart', () => {
    const groups = new Set(figures.map(({ name }) => name.replace(/: .*/, '')));
    const shapes = WORLDS.map(({ name }) => (apart.has(name) ? `${name}, apart` : name));
    const expected = ['pooled, 9 shapes', 'pooled, where weekdays differ', ...shapes];
    assert.deepEqual(
      groups,
      new Set(expected.flatMap((name) => [`${name}, run rate`, `${name}, seasonal naive`, `${name}, ours`])),
    );
    for (const { name, value } of figures) assert.doesNotMatch(value, /NaN|Infinity/, name);
  });

  it('forecasts pools the answers of nine shapes: as many as these have together', () => {
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

  it('forecasts holds ours alone to what is promised: months in each group, ranges where there are 200, the rest pooled', () => {
    const held = figures.filter(({ holds }) => holds !== undefined).map(({ name }) => name);
    const shapes = WORLDS.map(({ name }) => (apart.has(name) ? `${name}, apart` : name));
    const groups = ['pooled, 9 shapes', 'pooled, where weekdays differ', ...shapes];
    const expected = [
      ...groups.map((group) => `${group}, ours: month`),
      'pooled, 9 shapes, ours: today',
      ...groups
        .filter((group) => !['pooled, where weekdays differ', 'just started, apart'].includes(group))
        .map((group) => `${group}, ours: totals within the 80 % range`),
      'pooled, 9 shapes, ours: a budget’s passing day within two days',
    ];
    assert.deepEqual(held.sort(), expected.sort());
  });
});
