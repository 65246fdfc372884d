import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { bucketsTable } from '../../../../src/shared/tables/buckets.ts';
import { withOutlook } from '../../../../src/shared/tables/withOutlook.ts';
import { costs, explorerOf } from '../../webview/charts/chartFixtures.ts';
import { shownTable } from './shown.ts';

const format = createFormat('en-US', 'UTC');
const explorer = explorerOf(
  costs('day', ['billed', 'ESTIMATED', 'none', 'none'], {
    opus: [DOLLAR, 2n * DOLLAR, 0n, 0n],
    haiku: [DOLLAR, 0n, 0n, 0n],
  }),
);
const outlook = {
  period: 'week',
  budget: { name: 'Team', amount: 8n * DOLLAR },
  forecast: { middle: 6n * DOLLAR, range: { low: 5n * DOLLAR, high: 9n * DOLLAR } },
  from: 1,
} as const;

const rowsOf = (own: Parameters<typeof withOutlook>[1]) =>
  shownTable(withOutlook(bucketsTable(explorer, [], format), own, explorer, format), format);

describe('withOutlook', () => {
  it('withOutlook adds the running total, its share of the budget, and the end of the forecast', () => {
    const { heads, rows, total } = rowsOf(outlook);
    assert.deepEqual(heads, ['Day', 'Cost', 'Running total', 'Of budget']);
    assert.deepEqual(
      rows.map(({ name, note, marks, cells }) => [name, note, marks.join(), ...cells.map(({ text }) => text)]),
      [
        ['Thu, Nov 19, 2026 (forecast)', '', '≈$5.00 – $9.00', '—', '≈$6.00', '75%'],
        ['Tue, Nov 17, 2026', 'so far', '', '≈$2.00', '≈$4.00', '50%'],
        ['Mon, Nov 16, 2026', '', '', '$2.00', '$2.00', '25%'],
      ],
    );
    assert.deepEqual(
      total?.cells.map(({ text }) => text),
      ['≈$4.00', '—', '—'],
    );
  });

  it('withOutlook reads 100% of the budget only where the sum has reached it', () => {
    const shares = (amount: bigint) =>
      rowsOf({ ...outlook, forecast: null, budget: { name: 'Team', amount } }).rows.map(
        ({ cells }) => cells.at(-1)?.text,
      );
    assert.deepEqual(shares(4n * DOLLAR), ['100%', '50%']);
    assert.deepEqual(shares(4n * DOLLAR + 1n), ['99%', '49%']);
  });

  it('withOutlook has no share without a budget, no row without a forecast, and names a run rate so', () => {
    assert.deepEqual(rowsOf({ ...outlook, budget: null }).heads, ['Day', 'Cost', 'Running total']);
    assert.equal(rowsOf({ ...outlook, forecast: null }).rows.length, 2);
    const runRate = rowsOf({ ...outlook, forecast: { middle: 6n * DOLLAR, range: null } }).rows[0];
    assert.deepEqual([runRate?.name, runRate?.marks], ['Thu, Nov 19, 2026 (run rate)', []]);
  });
});
