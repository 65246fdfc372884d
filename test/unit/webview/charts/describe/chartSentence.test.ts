import assert from 'node:assert/strict';
import type { Chart } from '../../../../../src/shared/explorer.ts';
import type { Forecast } from '../../../../../src/shared/forecast.ts';
import { createFormat } from '../../../../../src/shared/format.ts';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import { explorerSentence, nowSentence } from '../../../../../webview/charts/describe/chartSentence.ts';
import { layersOf } from '../../../../../webview/charts/model/layers.ts';
import { costs, counts, explorerOf, modelOf, NO_WEEK, shares } from '../chartFixtures.ts';

const chart = costs('day', ['billed', 'none', 'ESTIMATED'], {
  opus: [30n * DOLLAR, 0n, 20n * DOLLAR],
  haiku: [40n * DOLLAR, 0n, 10n * DOLLAR],
});

describe('explorerSentence', () => {
  it('explorerSentence states measure, range, total, basis, the largest series and unknown buckets', () => {
    assert.equal(
      explorerSentence(modelOf(explorerOf(chart))),
      'Cost by model, bars per day, Mon, Nov 16, 2026 to Wed, Nov 18, 2026, UTC. ' +
        'Total ≈$100.00, $70.00 billed, ≈$30.00 estimated. ' +
        'Largest by model: OPUS with 50.0%, HAIKU with 50.0%. 1 day is not known yet.',
    );
  });

  it('explorerSentence splits a mixed total into billed and estimated cents as the table does', () => {
    const week = costs('week', ['MIXED'], { opus: [50n * DOLLAR], haiku: [50n * DOLLAR] });
    const split = {
      cells: Uint32Array.of(1),
      billed: BigInt64Array.of(20n * DOLLAR),
      estimated: BigInt64Array.of(25n * DOLLAR),
    };
    assert.match(
      explorerSentence(modelOf(explorerOf({ ...week, split } as Chart))),
      /Total ≈\$100\.00, \$20\.00 billed, ≈\$25\.00 estimated, ≈\$55\.00 partly estimated\./,
    );
  });

  it('explorerSentence names the shape of the chart', () => {
    const say = (shape: 'lines' | 'cumulative') => explorerSentence(modelOf(explorerOf(chart), { shape }));
    assert.match(say('lines'), /^Cost by model, lines per day,/);
    assert.match(say('cumulative'), /^Cost by model, running total per day,/);
  });

  it('explorerSentence describes the heat map of all series and its dearest hour', () => {
    const hours = new Uint16Array(168).fill(1);
    const week = { ...NO_WEEK, amounts: new BigInt64Array(168), hours };
    week.amounts[24 + 14] = 12n * DOLLAR;
    for (const isolated of [null, 'haiku']) {
      assert.equal(
        explorerSentence(modelOf(explorerOf(chart, { week }), { shape: 'heat', isolated })),
        'Cost by hour of the week, hourly averages by weekday, Mon, Nov 16, 2026 to Wed, Nov 18, 2026, UTC. ' +
          'Total ≈$100.00, $70.00 billed, ≈$30.00 estimated. ' +
          'Highest: Tue, 14:00–15:00, ≈$12.00 per hour. 1 day is not known yet.',
      );
    }
  });

  it('explorerSentence names no hour for a week without usage', () => {
    const none = modelOf(explorerOf(counts('hour', ['billed'], { a: [0] }), { week: NO_WEEK }), { shape: 'heat' });
    assert.match(explorerSentence(none), /^Tokens by hour of the week, .* Total 0\.$/);
  });

  it('explorerSentence names an isolated series and gives its total', () => {
    const sentence = explorerSentence(modelOf(explorerOf(chart), { isolated: 'haiku' }));
    assert.match(sentence, /UTC\. Only HAIKU\. Total ≈\$50\.00, \$40\.00 billed, ≈\$10\.00 estimated\. 1 day/);
  });

  it('explorerSentence counts unpriced tokens', () => {
    assert.ok(chart.kind === 'cost');
    const unpriced = { ...chart, unpricedTokens: Float64Array.of(1_200_000, 0, 0, 0, 0, 0) };
    assert.match(explorerSentence(modelOf(explorerOf(unpriced))), /1\.2M unpriced tokens, not in the total\./);
  });

  it('explorerSentence counts only its own unpriced tokens for an isolated series', () => {
    assert.ok(chart.kind === 'cost');
    const unpriced = { ...chart, unpricedTokens: Float64Array.of(1_200_000, 0, 0, 0, 0, 500) };
    const say = (isolated: string) => explorerSentence(modelOf(explorerOf(unpriced), { isolated }));
    assert.match(say('opus'), /1\.2M unpriced tokens/);
    assert.match(say('haiku'), /500 unpriced tokens/);
  });

  it('explorerSentence names an isolated series when no other has a figure', () => {
    const free = costs('day', ['billed'], { opus: [DOLLAR], haiku: [0n] });
    const sentence = explorerSentence(modelOf(explorerOf(free), { isolated: 'haiku' }));
    assert.match(sentence, /Only HAIKU\. Total \$0\.00\.$/);
  });

  it('explorerSentence gives a dash for an unknown total and zero for a known one', () => {
    const say = (bases: 'none' | 'billed') => explorerSentence(modelOf(explorerOf(costs('day', [bases], { a: [0n] }))));
    assert.match(say('none'), /Total —: nothing is known yet\.$/);
    assert.match(say('billed'), /Total \$0\.00\.$/);
    assert.match(explorerSentence(modelOf(explorerOf(costs('day', [], {})))), /an empty range/);
  });

  it('explorerSentence gives a count for tokens and an overall rate for shares', () => {
    const tokens = explorerSentence(modelOf(explorerOf(counts('hour', ['billed'], { a: [1500], b: [500] }))));
    assert.match(tokens, /^Tokens by model, bars per hour, .* Total 2,000\. Largest by model: A with 75\.0%/);
    const rate = explorerSentence(modelOf(explorerOf(shares('day', ['billed'], { a: [[9, 10]], b: [[0, 90]] }))));
    assert.match(rate, /^Cache hit rate by model, .* Overall 9\.0%\.$/);
  });
});

describe('nowSentence', () => {
  it('nowSentence states the hour’s total and what the day is forecast to cost, or would at its rate', () => {
    const minutes = costs('minute', ['estimated', 'estimated'], { opus: [DOLLAR, DOLLAR] });
    assert.ok(minutes.kind === 'cost');
    const now = {
      chart: minutes,
      perHour: { amount: 41n * DOLLAR, basis: 'estimated', unpricedTokens: 0 },
      day: { amount: 900n * DOLLAR, basis: 'mixed', unpricedTokens: 0 },
    } as const;
    const sentence = (forecast: Forecast | null) =>
      nowSentence(now, forecast, layersOf(minutes, ['opus'], {}), createFormat('en-US', 'UTC'));
    assert.equal(
      sentence(null),
      'Cost by minute, stacked by model, 00:00 to 00:02, UTC. ' +
        'Total for the hour ≈$41.00; at this rate, today will cost ≈$900.00. Largest: OPUS.',
    );
    assert.match(
      sentence({ middle: 800n * DOLLAR, range: { low: 750n * DOLLAR, high: 850n * DOLLAR } }),
      /≈\$41\.00; today is forecast to cost ≈\$750 – \$850\./,
    );
  });
});
