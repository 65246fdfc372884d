import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { chartSentence } from '../../../../webview/charts/chartSentence.ts';
import { seriesTable } from '../../../../webview/tables/seriesTable.ts';
import { chartOf } from './chartOf.ts';

const format = createFormat('en-US', 'UTC');
const say = (title: string, chart: ReturnType<typeof chartOf>) =>
  chartSentence(title, chart, seriesTable(chart), format);

describe('the sentence of a chart', () => {
  it('states the total, how it came about, and the dearest', () => {
    const chart = chartOf(
      'day',
      ['billed', 'ESTIMATED'],
      [
        { id: 'opus', amounts: [30n * DOLLAR, 20n * DOLLAR] },
        { id: 'haiku', amounts: [40n * DOLLAR, 10n * DOLLAR] },
      ],
    );
    assert.equal(
      say('Cost by day', chart),
      'Cost by day, stacked by model, Mon, Nov 16, 2026 to Tue, Nov 17, 2026, UTC. ' +
        'Total ≈$100.00, $70.00 billed, ≈$30.00 estimated. Dearest is OPUS with 50%.',
    );
  });

  it('ends with the running hour and says what is missing', () => {
    const chart = chartOf(
      'hour',
      ['none', 'ESTIMATED', 'none'],
      [{ id: 'opus', amounts: [0n, DOLLAR, 0n], unpriced: [0, 1_200_000, 0] }],
    );
    assert.equal(
      say('Today by hour', chart),
      'Today by hour, stacked by model, 00:00 to 01:00, UTC. Total ≈$1.00, estimated. ' +
        '1.2M tokens without a price, not in the total. 1 hour is not known yet.',
    );
  });

  it('never calls the unknown zero', () => {
    const chart = chartOf('day', ['none', 'none'], []);
    assert.match(say('Cost by day', chart), /Total —: nothing is known yet\.$/);
    const unpriced = chartOf('day', ['ESTIMATED'], [{ id: 'new', amounts: [0n], unpriced: [7] }]);
    assert.match(say('Cost by day', unpriced), /Total —/);
  });

  it('says zero where it is known', () => {
    assert.match(say('Cost by day', chartOf('day', ['billed', 'billed'], [])), /Total \$0\.00\.$/);
  });
});
