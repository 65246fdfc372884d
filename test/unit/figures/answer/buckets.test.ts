import assert from 'node:assert/strict';
import { BASES } from '../../../../src/shared/basis.ts';
import type { Choice } from '../../../../src/shared/choice.ts';
import type { CostChart } from '../../../../src/shared/panelView.ts';
import { DAY, HOUR } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, cellsOf, chartTotal, costTotal, starts } from './asked.ts';
import { ask, BILL } from './office.ts';

describe('buckets of a choice', () => {
  it('buckets of days are billed, estimated and running, to the last unit', () => {
    const { chart } = ask({ range: { type: 'days', from: '2026-11-17', to: '2026-11-20' } });
    assert.deepEqual(
      chart.buckets.map(({ basis, running }) => [basis, running]),
      [
        ['billed', false],
        ['estimated', false],
        ['estimated', true],
        ['none', false],
      ],
    );
    assert.deepEqual(cellsOf(chart)['Nova 7'], [1200n, 1200n, 735n, 0n]);
    assert.deepEqual(cellsOf(chart)['Code execution'], [77n, 0n, 0n, 0n]);
    const { bases, series } = chart as CostChart;
    const nova = series.findIndex(({ name }) => name === 'Nova 7');
    assert.deepEqual(
      [...bases.slice(nova * 4, nova * 4 + 4)].map((basis) => BASES[basis]),
      ['billed', 'estimated', 'estimated', 'none'],
    );
  });

  it('buckets of today are hours, of which those to come are ahead', () => {
    const { chart } = ask({ range: { type: 'today' }, unit: 'hour', by: 'costType' });
    assert.equal(chart.buckets.length, 24);
    assert.deepEqual(
      chart.buckets.slice(13, 16).map(({ basis }) => basis),
      ['estimated', 'estimated', 'none'],
    );
    assert.deepEqual(
      chart.buckets.findIndex(({ running }) => running),
      14,
    );
    assert.deepEqual(cellsOf(chart)['Tokens']?.slice(12, 16), [460n, 460n, 35n, 0n]);
  });

  it('buckets of weeks begin on Monday, and buckets take the unit that suits the range', () => {
    const { chart, choice } = ask({ range: { type: 'last30' }, unit: 'week' });
    assert.deepEqual(starts(chart).slice(0, 4), ['10-21T00:00', '10-26T00:00', '11-02T00:00', '11-09T00:00']);
    assert.equal(chart.unit, 'week');
    // Ten days are held of thirty: weeks of which a day is not known are not known.
    assert.deepEqual(
      chart.buckets.map(({ basis }) => basis),
      ['none', 'none', 'none', 'none', 'billed', 'mixed'],
    );
    assert.equal(ask({ range: { type: 'today' }, unit: 'month' }).choice.unit, 'day');
    assert.equal(choice.unit, 'week');
  });

  it('a bucket says that it is partial where the range holds a part of it; a running one that begins in it does not', () => {
    const cut = (choice: Partial<Choice>) => ask(choice).chart.buckets.map((bucket) => bucket.cut === true);
    assert.deepEqual(cut({ range: { type: 'days', from: '2026-11-13', to: '2026-11-22' }, unit: 'week' }), [
      true,
      false,
    ]);
    const untilTuesday = { type: 'days', from: '2026-10-26', to: '2026-11-03' } as const;
    assert.deepEqual(cut({ range: untilTuesday, unit: 'week' }), [false, true]);
    assert.deepEqual(cut({ range: { type: 'days', from: '2026-08-25', to: '2026-10-31' }, unit: 'month' }), [
      true,
      false,
      false,
    ]);
    const sinceTheTenth = { type: 'days', from: '2026-11-10', to: '2026-12-31' } as const;
    assert.deepEqual(cut({ range: sinceTheTenth, unit: 'month' }), [true, false]);
    const noons = { type: 'instants', start: daysAgo(3) + 12 * HOUR, end: daysAgo(1) + 12 * HOUR } as const;
    assert.deepEqual(cut({ range: noons, unit: 'day' }), [true, false, true]);
  });

  it('a bucket that the kept history begins in has what is kept, and adds up to the sum of its days', () => {
    const days = ask({ range: { type: 'last30' } });
    const { chart, totals } = ask({ range: { type: 'last30' }, unit: 'month' });
    assert.deepEqual(starts(chart), ['10-21T00:00', '11-01T00:00', '11-10T00:00']);
    assert.deepEqual(
      chart.buckets.map(({ basis, cut = false, running }) => [basis, cut, running]),
      [
        ['none', true, false],
        ['none', true, false],
        ['mixed', true, true],
      ],
    );
    assert.ok(costTotal(totals) > 8n * BILL);
    assert.equal(costTotal(totals), costTotal(days.totals));
    assert.equal(costTotal(ask({ range: { type: 'last30' }, unit: 'week' }).totals), costTotal(days.totals));
  });

  it('a chart that would be too large has the rest of its series in one', () => {
    using made = new HandMade();
    const keys = Array.from({ length: 100 }, (_, index) => `key-${String(index).padStart(3, '0')}`);
    made.read('1h', daysAgo(31), TODAY, () => keys.map((apiKeyId, index) => usageRow(1000 - index, { apiKeyId })));
    for (let ago = 1; ago <= 31; ago++) made.bill(daysAgo(ago), [costRow(1_000_003n)]);
    const range = { type: 'days', from: '2026-10-19', to: '2026-11-18' } as const;
    const { chart, totals } = new Asker(made.ledger).ask(
      { by: 'apiKey', unit: 'hour', range },
      { now: TODAY, days: 40 },
    );
    assert.deepEqual([chart.buckets.length, chart.series.length, totals.values.length], [744, 80, 100]);
    assert.deepEqual(chart.series.at(-1), { id: '\u0000rest', name: 'Other' });
    assert.ok(chart.series.length * chart.buckets.length <= 60_000);
    assert.equal(chartTotal(chart), 31n * 1_000_003n);
    assert.equal(costTotal(totals), 31n * 1_000_003n);
    assert.deepEqual(
      chart.series.slice(0, -1).map(({ id }) => id),
      keys.slice(0, 79),
    );
  });

  it('a bucket with a bill and without usage is unknown when usage is asked for', () => {
    using made = new HandMade();
    made
      .read('1h', daysAgo(3), TODAY, () => [usageRow(10)])
      .read('1h', daysAgo(5), daysAgo(5) + 6 * HOUR, () => [usageRow(10)]);
    for (let ago = 1; ago <= 6; ago++) made.bill(daysAgo(ago), [costRow(2400n)]);
    const asker = new Asker(made.ledger);
    const bases = (choice: Partial<Choice>) =>
      asker
        .ask({ range: { type: 'days', from: '2026-11-13', to: '2026-11-16' }, ...choice }, { now: TODAY })
        .chart.buckets.map(({ basis }) => basis);
    assert.deepEqual(bases({}), ['billed', 'billed', 'billed', 'billed']);
    assert.deepEqual(bases({ by: 'apiKey' }), ['none', 'none', 'none', 'billed']);
    assert.deepEqual(bases({ measure: 'tokens' }), ['none', 'none', 'none', 'billed']);
    assert.deepEqual([...new Set(bases({ unit: 'hour' }).slice(0, 72))], ['none']);
  });
});

describe('hours of a span of instants', () => {
  it('a click on a day or an hour leads to the hours of that span', () => {
    const range = { type: 'instants', start: daysAgo(2) + 3 * HOUR, end: daysAgo(2) + 5 * HOUR } as const;
    const { chart, span } = ask({ range, unit: 'hour', by: 'costType' });
    assert.deepEqual(span, { start: daysAgo(2) + 3 * HOUR, end: daysAgo(2) + 5 * HOUR });
    assert.deepEqual(cellsOf(chart), { Tokens: [460n, 460n], 'Web search': [10n, 10n] });
    assert.equal(
      ask({ range: { type: 'instants', start: TODAY + 2 * DAY, end: TODAY + 3 * DAY } }).chart.series.length,
      0,
    );
  });
});
