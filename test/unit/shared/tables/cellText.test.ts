import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../../src/shared/money.ts';
import { changeCell, EMPTY, pointsCell, rateCell, shareCell } from '../../../../src/shared/tables/cells.ts';
import { cellText, cellTitle, plainCellText } from '../../../../src/shared/tables/cellText.ts';
import type { Cell, Column, MoneyCell } from '../../../../src/shared/tables/table.ts';

const format = createFormat('en-US', 'UTC');
const compared = { words: 'Sep 26 – 30', basis: 'billed' } as const;
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

describe('the text of a cell', () => {
  it('a money cell shows cents, and the exact amount in its tooltip', () => {
    const cell = money({ amount: 12n * DOLLAR + 34_567_890n, cents: 1235n, basis: 'billed' });
    assert.deepEqual(told(cell), ['$12.35', '$12.34567890', '12.34567890']);
  });

  it('a money cell marks an estimate with ≈, and names it in its tooltip', () => {
    const cell = money({ amount: DOLLAR, cents: 100n, basis: 'estimated' });
    assert.deepEqual(told(cell), ['≈$1.00', '$1.00000000 estimated', '1.00000000']);
  });

  it('a money cell shows a loss with its sign, on screen also one below a cent', () => {
    assert.deepEqual(told(money({ amount: -5n * DOLLAR, cents: -500n, basis: 'billed' })), [
      '-$5.00',
      '−$5.00000000',
      '-5.00000000',
    ]);
    const tiny = money({ amount: -CENT / 3n, cents: 0n, basis: 'billed' });
    assert.equal(textOf(tiny), '>-$0.01');
    assert.equal(cellText(tiny, columnOf('money'), format, 'files'), '$0.00');
  });

  it('a money cell is a dash where no token has a price, with the tokens in its tooltip', () => {
    const cell = money({ amount: 0n, cents: 0n, basis: 'billed', unpricedTokens: 1_200_000 });
    assert.deepEqual(told(cell), ['—', '1.2M unpriced tokens', '']);
  });

  it('a money cell counts unpriced tokens beside its amount in its tooltip', () => {
    const cell = money({ amount: DOLLAR, cents: 100n, basis: 'billed', unpricedTokens: 7 });
    assert.equal(told(cell)[1], '$1.00000000; 7 unpriced tokens');
  });

  it('a cell of zero shows the text that its column has for zero, and copies zero', () => {
    const nothing = money({ amount: 0n, cents: 0n, basis: 'mixed' });
    assert.deepEqual(told(nothing, { zero: '—' }), ['—', '', '0.00000000']);
    assert.deepEqual(told(count(0), { zero: '' }), ['', '', '0']);
  });

  it('a cell without a known figure is a dash, and copies nothing', () => {
    assert.deepEqual(told(money({ amount: 0n, cents: 0n, basis: 'none' }), { zero: '' }), ['—', '', '']);
    const { text: _, ...unknown } = EMPTY;
    for (const cell of Object.values(unknown)) assert.deepEqual(told(cell), ['—', '', ''], cell.kind);
  });

  it('a count cell is short on screen alone', () => {
    assert.deepEqual(told(count(1_234_567)), ['1,234,567', '', '1234567']);
    assert.deepEqual(told(count(412_345_678), { short: true }), ['412.3M', '412,345,678', '412345678']);
    assert.deepEqual(told(count(412), { short: true }), ['412', '', '412']);
    assert.deepEqual(told(count(1 / 3), { short: true }), ['0.3', '', '0.333333']);
    assert.equal(cellText(count(412_345_678), columnOf('count', { short: true }), format, 'files'), '412,345,678');
  });

  it('a share cell shows a percentage, and a dash where there is none', () => {
    assert.deepEqual(told(shareCell(333)), ['33.3%', '', '0.333']);
    assert.equal(textOf(shareCell(null)), '—');
  });

  it('a rate cell is a dash where its whole is zero', () => {
    assert.deepEqual(told(rateCell(1, 3)), ['33.3%', '1 of 3', '0.333333']);
    assert.deepEqual(told(rateCell(0, 0)), ['—', '', '']);
  });

  it('a change cell shows a signed percentage, alike on screen and in files', () => {
    assert.deepEqual(told(changeCell(108n, 100n), { compared }), ['+8.0%', 'Sep 26 – 30: $0.00000100', '0.080000']);
    assert.equal(textOf(changeCell(127, 80)), '+58.8%');
    assert.equal(textOf(changeCell(2001, 2000)), '+0.1%');
    assert.equal(textOf(changeCell(89, 100)), '-11.0%');
    assert.equal(textOf(changeCell(100_001n, 100_000n)), '0.0%');
    assert.equal(textOf(changeCell(5000, 100)), '+4,900%');
    assert.equal(textOf(changeCell(0, 100)), '-100.0%');
    assert.equal(cellText(changeCell(1084, 1000), columnOf('change'), format, 'files'), '+8.4%');
  });

  it('a change cell marks an estimate of the previous period in its tooltip', () => {
    const cell = changeCell(DOLLAR, 2n * DOLLAR);
    assert.equal(told(cell, { compared: { ...compared, basis: 'mixed' } })[1], 'Sep 26 – 30: ≈$2.00000000');
    assert.equal(told(changeCell(3, 1200), { compared })[1], 'Sep 26 – 30: 1,200');
  });

  it('a change cell is new where there was nothing before, and a dash where there is nothing now either', () => {
    assert.deepEqual(told(changeCell(1n, 0n), { compared }), ['new', 'Sep 26 – 30: $0.00000000', 'new']);
    assert.deepEqual(told(changeCell(0n, 0n), { compared }), ['—', '', '']);
  });

  it('a change cell is a dash where the previous amount is below zero', () => {
    assert.deepEqual(told(changeCell(2400n, -1000n), { compared }), ['—', 'Sep 26 – 30: −$0.00001000', '']);
    assert.equal(textOf(changeCell(-1300n, 2400n)), '-154.2%');
  });

  it('a points cell shows the difference of two rates', () => {
    assert.deepEqual(told(points(874, 853)), ['+2.1 pts', '85.3% before', '0.021000']);
    assert.equal(textOf(points(500, 610)), '−11.0 pts');
    assert.equal(textOf(points(500, 0)), '—');
  });

  it('a cell that counts only in sums is a dash by itself', () => {
    assert.deepEqual(told({ ...rateCell(1, 3), known: false }), ['—', '', '']);
    assert.deepEqual(told({ kind: 'count', value: 3, known: false }), ['—', '', '']);
  });
});
