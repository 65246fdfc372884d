import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../../src/shared/money.ts';
import {
  changeCell,
  compactCell,
  countCell,
  moneyCell,
  partCell,
  pointsCell,
  rateCell,
  shareCell,
} from '../../../../webview/tables/cells.ts';
import type { Cell } from '../../../../webview/tables/sheet.ts';

const format = createFormat('en-US', 'UTC');
const told = (cell: Cell) => [cell.text(), cell.title(), cell.copied()];
const was = () => 'was';

describe('a cell', () => {
  it('prints cents and tells the exact amount', () => {
    const amount = 12n * DOLLAR + 34_567_890n;
    const cell = moneyCell(format, { amount, cents: 1235n, basis: 'billed' });
    assert.deepEqual(told(cell), ['$12.35', '$12.34567890', '12.34567890']);
  });

  it('marks an estimate and says so', () => {
    const cell = moneyCell(format, { amount: DOLLAR, cents: 100n, basis: 'estimated' });
    assert.deepEqual(told(cell), ['≈$1.00', '$1.00000000 estimated', '1.00000000']);
  });

  it('shows a loss as one, also below a cent', () => {
    assert.deepEqual(told(moneyCell(format, { amount: -5n * DOLLAR, cents: -500n, basis: 'billed' })), [
      '-$5.00',
      '−$5.00000000',
      '-5.00000000',
    ]);
    assert.equal(moneyCell(format, { amount: -CENT / 3n, cents: 0n, basis: 'billed' }).text(), '>-$0.01');
  });

  it('is a dash where nothing has a price, with the tokens', () => {
    const cell = moneyCell(format, { amount: 0n, cents: 0n, basis: 'billed', unpricedTokens: 1_200_000 });
    assert.deepEqual(told(cell), ['—', '1.2M tokens without a price', '']);
    assert.equal(cell.order, null);
  });

  it('counts the tokens that an amount leaves out', () => {
    const cell = moneyCell(format, { amount: DOLLAR, cents: 100n, basis: 'billed', unpricedTokens: 7 });
    assert.equal(cell.title(), '$1.00000000; 7 tokens without a price');
  });

  it('is a dash for a part that is not there, and zero for a spreadsheet', () => {
    const part = { amount: 0n, cents: 0n, basis: 'mixed' } as const;
    const cell = partCell(format, part, { amount: DOLLAR, cents: 100n, basis: 'billed' });
    assert.deepEqual([...told(cell), cell.order], ['—', '', '0.00000000', 0n]);
  });

  it('is nothing at all for a part of what is not known', () => {
    const part = { amount: 0n, cents: 0n, basis: 'billed' } as const;
    const cell = partCell(format, part, { amount: 0n, cents: 0n, basis: 'none' });
    assert.deepEqual([...told(cell), cell.order], ['—', '', '', null]);
  });

  it('counts', () => {
    assert.deepEqual(told(countCell(format, 1234567)), ['1,234,567', '', '1234567']);
    assert.deepEqual(told(compactCell(format, 412_345_678)), ['412.3M', '412,345,678', '412345678']);
    assert.deepEqual(told(compactCell(format, 412)), ['412', '', '412']);
  });

  it('shares', () => {
    assert.deepEqual(told(shareCell(format, 333)), ['33.3%', '', '0.333']);
    assert.equal(shareCell(format, null).text(), '—');
  });

  it('has no rate of nothing', () => {
    assert.deepEqual(told(rateCell(format, 1, 3)), ['33.3%', '1 of 3', '0.333333']);
    assert.deepEqual(told(rateCell(format, 0, 0)), ['—', '', '']);
  });

  it('compares with before', () => {
    assert.deepEqual(told(changeCell(format, 108n, 100n, was)), ['+8.0%', 'was', '0.080000']);
    assert.equal(changeCell(format, 89, 100, was).text(), '−11.0%');
    assert.equal(changeCell(format, 100_001n, 100_000n, was).text(), '0.0%');
    assert.equal(changeCell(format, 5000, 100, was).text(), '+4,900%');
    assert.equal(changeCell(format, 0, 100, was).text(), '−100.0%');
  });

  it('calls new what was not there, and says nothing of what was neither', () => {
    assert.deepEqual(told(changeCell(format, 1n, 0n, was)), ['new', 'was', 'new']);
    assert.equal(changeCell(format, 0n, 0n, was).text(), '—');
  });

  it('tells no change since less than nothing, of which a rise would be a negative percentage', () => {
    assert.deepEqual(told(changeCell(format, 2400n, -1000n, was)), ['—', 'was', '']);
    assert.equal(changeCell(format, -1300n, 2400n, was).text(), '−154.2%');
  });

  it('compares rates in points', () => {
    assert.equal(pointsCell(format, 0.874, 0.853).text(), '+2.1 pts');
    assert.equal(pointsCell(format, 0.5, 0.61).text(), '−11.0 pts');
    assert.equal(pointsCell(format, Number.NaN, 0.5).text(), '—');
  });
});
