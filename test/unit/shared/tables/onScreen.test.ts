import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { COST_COLUMN, nameColumn, UNPRICED_COLUMN } from '../../../../src/shared/tables/columns.ts';
import { inOrderOfScreen, tableOnScreen } from '../../../../src/shared/tables/onScreen.ts';
import type { Cell, Column, Row, Sort, Table } from '../../../../src/shared/tables/table.ts';
import { shownTable } from './shown.ts';

const format = createFormat('en-US', 'UTC');
const SHARE: Column = { key: 'share', title: 'share', kind: 'share' };
const PART: Column = { ...COST_COLUMN, key: 'billed', title: 'billed', place: 'files' };
const MODEL: Column = { ...COST_COLUMN, key: 'of a', title: 'A', zero: '—' };

const money = (amount: bigint | null, unpricedTokens = 0): Cell => ({
  kind: 'money',
  amount,
  basis: amount === null ? 'none' : 'billed',
  unpricedTokens,
});
const share = (fraction: number | null): Cell => ({ kind: 'share', fraction });
const key = (text: string, id: string): Cell => ({ kind: 'text', text, id, detail: `detail of ${id}` });
const table = (figures: readonly Column[], rows: readonly Row[]): Table => ({
  key: 'keys',
  columns: [nameColumn('API key'), ...figures],
  rows,
  total: null,
});
const heads = (figures: readonly Column[], rows: readonly Row[]) =>
  tableOnScreen(table(figures, rows)).columns.map(({ title }) => title);

describe('tableOnScreen', () => {
  it('tableOnScreen leaves out the columns of files', () => {
    assert.deepEqual(heads([COST_COLUMN, PART, SHARE], [[key('ci', 'k1'), money(DOLLAR), money(DOLLAR), share(1)]]), [
      'API key',
      'Cost',
      'share',
    ]);
  });

  it('tableOnScreen leaves out a column of dashes, and keeps one with a single figure', () => {
    const one: Row = [key('ci', 'k1'), money(DOLLAR), share(1)];
    const none: Row = [key('web', 'k2'), money(DOLLAR), share(null)];
    assert.deepEqual(heads([COST_COLUMN, SHARE], [none, none]), ['API key', 'Cost']);
    assert.deepEqual(heads([COST_COLUMN, SHARE], [one, none]), ['API key', 'Cost', 'share']);
  });

  it('tableOnScreen leaves out a column that shows dashes for zero, and keeps one that shows zeros', () => {
    const row: Row = [key('ci', 'k1'), money(DOLLAR), money(0n)];
    assert.deepEqual(heads([COST_COLUMN, MODEL], [row]), ['API key', 'Cost']);
    const { zero: _, ...zeros } = MODEL;
    assert.deepEqual(heads([COST_COLUMN, zeros], [row]), ['API key', 'Cost', 'A']);
  });

  it('tableOnScreen keeps a column of dashes whose tooltips count tokens', () => {
    const row: Row = [key('ci', 'k1'), money(DOLLAR), money(0n, 7)];
    assert.deepEqual(heads([COST_COLUMN, MODEL], [row]), ['API key', 'Cost', 'A']);
    const counted: Row = [key('ci', 'k1'), money(DOLLAR), { kind: 'count', value: 0 }];
    assert.deepEqual(heads([COST_COLUMN, UNPRICED_COLUMN], [counted]).at(-1), 'unpriced tokens');
  });

  it('tableOnScreen keeps the figure that the table is about, also where none is known', () => {
    assert.deepEqual(heads([COST_COLUMN, SHARE], [[key('ci', 'k1'), money(null), share(null)]]), ['API key', 'Cost']);
    assert.deepEqual(heads([COST_COLUMN, SHARE], []), ['API key', 'Cost']);
  });

  it('tableOnScreen shows a name alone, with its detail as a tooltip, and namesakes with theirs', () => {
    const rows = [key('ci', 'k1'), key('web', 'k2'), key('ci', 'k3')].map((name): Row => [name, money(DOLLAR)]);
    assert.deepEqual(
      tableOnScreen(table([COST_COLUMN], rows)).rows.map(([name]) => name),
      [
        { kind: 'text', text: 'ci', id: 'k1', detail: 'detail of k1' },
        { kind: 'text', text: 'web', id: 'k2', hint: 'detail of k2' },
        { kind: 'text', text: 'ci', id: 'k3', detail: 'detail of k3' },
      ],
    );
    assert.deepEqual(
      shownTable(table([COST_COLUMN], rows), format).made.map(({ note }) => note),
      ['detail of k1', '', 'detail of k3'],
    );
  });
});

describe('inOrderOfScreen', () => {
  it('inOrderOfScreen orders rows as the page does, also where the column to sort by has left it', () => {
    const rows: Row[] = [
      [key('ci', 'k1'), money(DOLLAR), share(null)],
      [key('web', 'k2'), money(2n * DOLLAR), share(null)],
    ];
    const sorted = { by: 'cost', descending: true };
    const order = (wished: Sort) => {
      const ordered = inOrderOfScreen({ ...table([COST_COLUMN, SHARE], rows), sorted }, wished);
      return ordered.rows.map(([name]) => name?.kind === 'text' && name.text);
    };
    assert.deepEqual(order({ by: 'share', descending: true }), ['web', 'ci']);
    assert.deepEqual(order({ by: 'cost', descending: false }), ['ci', 'web']);
  });
});
