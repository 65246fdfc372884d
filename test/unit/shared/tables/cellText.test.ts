import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../../src/shared/money.ts';
import { changeCell, EMPTY, pointsCell, rateCell, shareCell } from '../../../../src/shared/tables/cells.ts';
import { cellText, cellTitle, plainCellText } from '../../../../src/shared/tables/cellText.ts';
import type { Cell, Column, MoneyCell } from '../../../../src/shared/tables/table.ts';

const format = createFormat('en-US', 'UTC');
const compared = { words: 'the 7 days before', basis: 'billed' } as const;
const columnOf = (kind: Cell['kind'], more: Partial<Column> = {}): Column => ({ key: 'x', title: 'X', kind, ...more });
const textOf = (cell: Cell, more: Partial<Column> = {}) => cellText(cell, columnOf(cell.kind, more), format, 'screen');
/** Text, tooltip and plain number of a cell. */
const told = (cell: Cell, more: Partial<Column> = {}) => [
  textOf(cell, more),
  cellTitle(cell, columnOf(cell.kind, more), format),
  plainCellText(cell),
];
const money = (cell: Omit<MoneyCell, 'kind'>): MoneyCell => ({ kind: 'money', ...cell });
const count = (value: number): Cell => ({ kind: 'count', value });
const points = (now: number, before: number) => pointsCell(now, 1000, before, before === 0 ? 0 : 1000);

describe('a cell', () => {
  it('prints cents and tells the exact amount', () => {
    const cell = money({ amount: 12n * DOLLAR + 34_567_890n, cents: 1235n, basis: 'billed' });
    assert.deepEqual(told(cell), ['$12.35', '$12.34567890', '12.34567890']);
  });

  it('marks an estimate and says so', () => {
    const cell = money({ amount: DOLLAR, cents: 100n, basis: 'estimated' });
    assert.deepEqual(told(cell), ['≈$1.00', '$1.00000000 estimated', '1.00000000']);
  });

  it('shows a loss as one, and on screen also one below a cent', () => {
    assert.deepEqual(told(money({ amount: -5n * DOLLAR, cents: -500n, basis: 'billed' })), [
      '-$5.00',
      '−$5.00000000',
      '-5.00000000',
    ]);
    const tiny = money({ amount: -CENT / 3n, cents: 0n, basis: 'billed' });
    assert.equal(textOf(tiny), '>-$0.01');
    assert.equal(cellText(tiny, columnOf('money'), format, 'files'), '$0.00');
  });

  it('is a dash where nothing has a price, with the tokens', () => {
    const cell = money({ amount: 0n, cents: 0n, basis: 'billed', unpricedTokens: 1_200_000 });
    assert.deepEqual(told(cell), ['—', '1.2M tokens without a price', '']);
  });

  it('counts the tokens that an amount leaves out', () => {
    const cell = money({ amount: DOLLAR, cents: 100n, basis: 'billed', unpricedTokens: 7 });
    assert.equal(told(cell)[1], '$1.00000000; 7 tokens without a price');
  });

  it('is what its column says for a part that is not there, and zero for a spreadsheet', () => {
    const nothing = money({ amount: 0n, cents: 0n, basis: 'mixed' });
    assert.deepEqual(told(nothing, { zero: '—' }), ['—', '', '0.00000000']);
    assert.deepEqual(told(count(0), { zero: '' }), ['', '', '0']);
  });

  it('is nothing at all for a part of what is not known', () => {
    assert.deepEqual(told(money({ amount: 0n, cents: 0n, basis: 'none' }), { zero: '' }), ['—', '', '']);
    const { text: _, ...unknown } = EMPTY;
    for (const cell of Object.values(unknown)) assert.deepEqual(told(cell), ['—', '', ''], cell.kind);
  });

  it('counts, in short on screen alone', () => {
    assert.deepEqual(told(count(1_234_567)), ['1,234,567', '', '1234567']);
    assert.deepEqual(told(count(412_345_678), { short: true }), ['412.3M', '412,345,678', '412345678']);
    assert.deepEqual(told(count(412), { short: true }), ['412', '', '412']);
    assert.deepEqual(told(count(1 / 3), { short: true }), ['0.3', '', '0.333333']);
    assert.equal(cellText(count(412_345_678), columnOf('count', { short: true }), format, 'files'), '412,345,678');
  });

  it('shares', () => {
    assert.deepEqual(told(shareCell(333)), ['33.3%', '', '0.333']);
    assert.equal(textOf(shareCell(null)), '—');
  });

  it('has no rate of nothing', () => {
    assert.deepEqual(told(rateCell(1, 3)), ['33.3%', '1 of 3', '0.333333']);
    assert.deepEqual(told(rateCell(0, 0)), ['—', '', '']);
  });

  it('compares with before, without decimals in files', () => {
    assert.deepEqual(told(changeCell(108n, 100n), { compared }), [
      '+8.0%',
      '$0.00000100 the 7 days before',
      '0.080000',
    ]);
    assert.equal(textOf(changeCell(89, 100)), '−11.0%');
    assert.equal(textOf(changeCell(100_001n, 100_000n)), '0.0%');
    assert.equal(textOf(changeCell(5000, 100)), '+4,900%');
    assert.equal(textOf(changeCell(0, 100)), '−100.0%');
    assert.equal(cellText(changeCell(1084, 1000), columnOf('change'), format, 'files'), '+8%');
  });

  it('tells an estimate of what was before as such', () => {
    const cell = changeCell(DOLLAR, 2n * DOLLAR);
    assert.equal(told(cell, { compared: { ...compared, basis: 'mixed' } })[1], '≈$2.00000000 the 7 days before');
    assert.equal(told(changeCell(3, 1200), { compared })[1], '1,200 the 7 days before');
  });

  it('calls new what was not there, and says nothing of what was neither', () => {
    assert.deepEqual(told(changeCell(1n, 0n), { compared }), ['new', '$0.00000000 the 7 days before', 'new']);
    assert.deepEqual(told(changeCell(0n, 0n), { compared }), ['—', '', '']);
  });

  it('tells no change since less than nothing, of which a rise would be a negative percentage', () => {
    assert.deepEqual(told(changeCell(2400n, -1000n), { compared }), ['—', '−$0.00001000 the 7 days before', '']);
    assert.equal(textOf(changeCell(-1300n, 2400n)), '−154.2%');
  });

  it('compares rates in points', () => {
    assert.deepEqual(told(points(874, 853)), ['+2.1 pts', '85.3% before', '0.021000']);
    assert.equal(textOf(points(500, 610)), '−11.0 pts');
    assert.equal(textOf(points(500, 0)), '—');
  });

  it('is not told by itself where it only counts in sums', () => {
    assert.deepEqual(told({ ...rateCell(1, 3), known: false }), ['—', '', '']);
    assert.deepEqual(told({ kind: 'count', value: 3, known: false }), ['—', '', '']);
  });
});
