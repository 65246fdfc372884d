import assert from 'node:assert/strict';
import { HOUR } from '../../../../src/time/utc.ts';
import { caveatTexts } from '../../../support/caveatTexts.ts';
import { daysAgo } from '../../spend/made.ts';
import { usageRow } from '../made.ts';
import { cellsOf, costs, costTotal } from './asked.ts';
import { ask, BILL, BOTH, LAST_BILL, office } from './office.ts';

describe('counts', () => {
  it('counts are tokens of all kinds or of one, largest first', () => {
    const { chart, totals } = ask({ measure: 'tokens', by: 'model', range: LAST_BILL, unit: 'day' });
    assert.equal(chart.kind, 'count');
    assert.deepEqual(cellsOf(chart), { 'Opus 5.5': [3720], 'Nova 7': [1200] });
    assert.deepEqual(
      totals.values.map(({ name }) => name),
      ['Opus 5.5', 'Nova 7', 'Code execution', 'Web search'],
    );
    const reads = ask({ measure: 'cacheRead', by: 'apiKey', range: { type: 'today' }, unit: 'hour' }).chart;
    assert.deepEqual(cellsOf(reads), { web: [...new Array<number>(14).fill(100), ...new Array<number>(10).fill(0)] });
  });

  it('counts of searches are under the model that searched', () => {
    const { chart } = ask({ measure: 'webSearches', by: 'model', range: LAST_BILL });
    assert.deepEqual(cellsOf(chart), { 'Nova 7': [24] });
  });

  it('counts of Priority Tier are there, though no dollars are', () => {
    using at = office();
    const hour = daysAgo(2) + HOUR;
    at.made.read('1h', hour, hour + HOUR, () => [usageRow(9, { serviceTier: 'priority' })]);
    const choice = { by: 'serviceTier', range: LAST_BILL } as const;
    const { chart } = at.asker.ask({ ...choice, measure: 'uncachedInput' }, BOTH);
    assert.deepEqual(cellsOf(chart)['Priority Tier'], [9]);
    const cost = at.asker.ask(choice, BOTH);
    assert.equal(cellsOf(cost.chart)['Priority Tier'], undefined);
    assert.equal(costs(cost.totals)['Priority Tier'], 0n);
    assert.equal(costTotal(cost.totals), BILL);
    assert.ok(
      caveatTexts(cost).includes('9 Priority Tier tokens are billed separately and not included in these amounts.'),
    );
  });

  it('a hit rate is reads over all input', () => {
    const { chart, totals } = ask({ measure: 'cacheHitRate', by: 'apiKey', range: LAST_BILL });
    assert.equal(chart.kind, 'share');
    assert.deepEqual(cellsOf(chart), {
      'web (sk-…AA · <img src=x>)': ['2400/3600'],
      'web (key-b · archived · Default workspace)': ['0/1200'],
    });
    assert.deepEqual(chart.kind === 'share' && [[...chart.parts], [...chart.wholes]], [
      [2400, 0],
      [3600, 1200],
    ]);
    assert.deepEqual(
      totals.values.map(({ id }) => id),
      ['key-a', 'key-b', '-'],
    );
  });
});
