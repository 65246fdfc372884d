import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import { averageMoney, hourName } from '../../../../../src/shared/weekHours.ts';
import { heatFigures, heatTitle } from '../../../../../webview/charts/describe/heatFigures.ts';
import { heatCells, heatLevel, LEVELS, levelAlpha } from '../../../../../webview/charts/model/heatMap.ts';
import { costs, counts, explorerOf, modelOf, NO_WEEK, shares } from '../chartFixtures.ts';

const hours = new Uint16Array(168);
hours.set([4, 3, 1]);
const amounts = new BigInt64Array(168);
amounts.set([10n * DOLLAR, 10n * DOLLAR]);
const numbers = new Float64Array(168);
numbers.set([4, 1000, 0]);
const wholes = new Float64Array(168);
wholes.set([8, 1000, 0]);
const money = { ...NO_WEEK, hours, amounts };
const costly = costs('day', ['billed'], { a: [1n] });

describe('heatCells', () => {
  it('heatCells average the hours that occurred', () => {
    const { averages, greatest } = heatCells({ week: money, chart: costly });
    assert.deepEqual([...averages.subarray(0, 3)], [2.5, 10 / 3, 0]);
    assert.equal(greatest, 10 / 3);
  });

  it('heatCells are NaN where no such hour occurred', () => {
    assert.ok(Number.isNaN(heatCells({ week: money, chart: costly }).averages[3]));
  });

  it('heatCells give a share over all hours of a cell', () => {
    const { averages } = heatCells({
      week: { ...NO_WEEK, hours, counts: numbers, wholes },
      chart: shares('day', ['billed'], { a: [[1, 2]] }),
    });
    assert.deepEqual([...averages.subarray(0, 4)], [0.5, 1, Number.NaN, Number.NaN]);
  });
});

describe('the scale of a heat map', () => {
  it('the scale of a heat map has the same opacity in the legend’s styles as in the chart', () => {
    const plot = readFileSync(join(import.meta.dirname, '../../../../../webview/styles/plot.css'), 'utf8');
    const percent = (level: number) => `${Math.round(levelAlpha(level) * 100)}%`;
    assert.ok(
      plot.includes(`[data-level="0"] {\n  --swatch: color-mix(in srgb, var(--muted) ${percent(0)}, var(--page));`),
    );
    for (let level = 1; level <= LEVELS; level++) {
      assert.ok(plot.includes(`[data-level="${level}"] {\n  --level: ${percent(level)};`), `${level}`);
    }
  });

  it('the scale of a heat map has one step for zero and the next for any amount', () => {
    assert.equal(heatLevel(0, 100), 0);
    assert.equal(heatLevel(0.0001, 100), 1);
    assert.equal(heatLevel(Number.NaN, 100), 0);
    assert.equal(heatLevel(0, 0), 0);
  });

  it('the scale of a heat map ends at the busiest hour and separates quiet ones', () => {
    assert.equal(heatLevel(100, 100), LEVELS);
    assert.equal(heatLevel(25, 100), 4);
    assert.equal(heatLevel(4, 100), 2);
  });
});

describe('heatFigures', () => {
  const model = (bases: 'billed' | 'ESTIMATED') =>
    modelOf(explorerOf(costs('day', [bases], { a: [1n] }), { week: money }));

  it('heatFigures gives the average and the sum of a cell', () => {
    assert.deepEqual(heatFigures(model('billed'), 1), { average: '$3.33 per hour', sum: '$10.00 in 3 hours' });
    assert.deepEqual(heatFigures(model('billed'), 2), { average: '$0.00 per hour', sum: '$0.00 in 1 hour' });
  });

  it('heatFigures marks amounts with ≈ when part of the range is estimated', () => {
    assert.equal(heatFigures(model('ESTIMATED'), 0).average, '≈$2.50 per hour');
    assert.equal(heatFigures(model('ESTIMATED'), 2).average, '$0.00 per hour');
  });

  it('heatFigures gives a dash for a cell without hours', () => {
    assert.deepEqual(heatFigures(model('billed'), 9), { average: '—', sum: '' });
  });

  it('heatFigures gives a dash and no colour where tokens have no price', () => {
    assert.ok(costly.kind === 'cost');
    const unpriced = explorerOf({ ...costly, unpricedTokens: Float64Array.of(9) }, { week: money });
    assert.deepEqual(heatFigures(modelOf(unpriced), 2), { average: '—', sum: '' });
    assert.deepEqual([...heatCells(unpriced).averages.subarray(0, 3)], [2.5, 10 / 3, Number.NaN]);
  });

  it('heatFigures gives units an hour for counts and a rate for shares', () => {
    const tokens = modelOf(
      explorerOf(counts('day', ['billed'], { a: [1] }), { week: { ...NO_WEEK, hours, counts: numbers } }),
    );
    assert.deepEqual(heatFigures(tokens, 1), { average: '333 per hour', sum: '1,000 in 3 hours' });
    const week = { ...NO_WEEK, hours, counts: numbers, wholes };
    const rate = modelOf(explorerOf(shares('day', ['billed'], { a: [[1, 2]] }), { week }));
    assert.deepEqual(heatFigures(rate, 0), { average: '50.0%', sum: 'of 8 tokens in 4 hours' });
    assert.equal(heatFigures(rate, 2).average, '—');
  });

  it('heatTitle names weekday and hour', () => {
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    assert.equal(heatTitle(24 + 9, days, hourName), 'Tue, 09:00–10:00');
    assert.equal(heatTitle(6 * 24 + 23, days, hourName), 'Sun, 23:00–00:00');
  });

  it('averageMoney divides money to the nearest millionth of a cent', () => {
    assert.equal(averageMoney(10n, 4), 3n);
    assert.equal(averageMoney(10n, 0), 0n);
  });
});
