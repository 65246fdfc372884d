import assert from 'node:assert/strict';
import { chartedSeries } from '../../../src/shared/chartedSeries.ts';
import { REST } from '../../../src/shared/explorer.ts';
import { costs, counts } from '../webview/charts/chartFixtures.ts';

describe('chartedSeries', () => {
  it('chartedSeries names the first eight series and never the rest', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const amounts = Object.fromEntries([...ids, REST].map((id) => [id, [1]]));
    assert.deepEqual(chartedSeries(counts('day', ['billed'], amounts)), ids.slice(0, 8));
    assert.deepEqual(chartedSeries(counts('day', ['billed'], { a: [1], [REST]: [1] })), ['a']);
  });

  it('chartedSeries names the heaviest when a large credit comes last', () => {
    const costing = (...last: readonly bigint[]) => {
      const amounts = [90n, 80n, 70n, 60n, 50n, 40n, 30n, 20n, 10n, ...last].map((amount, at) => [`s${at}`, [amount]]);
      return costs('day', ['billed'], Object.fromEntries(amounts));
    };
    assert.deepEqual(chartedSeries(costing(-1n, -45n)), ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's10']);
    assert.deepEqual(chartedSeries(costing(-1n)), ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7']);
  });
});
