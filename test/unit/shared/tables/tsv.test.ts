import assert from 'node:assert/strict';
import { NO_USAGE } from '../../../../src/shared/explorer.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { changeCell, EMPTY } from '../../../../src/shared/tables/cells.ts';
import type { Cell, Column, Table } from '../../../../src/shared/tables/table.ts';
import { tsv } from '../../../../src/shared/tables/tsv.ts';

const money = (amount: bigint): Cell => ({ kind: 'money', amount, cents: amount / 1_000_000n, basis: 'estimated' });
const NAME: Column = { key: 'name', title: 'API key', kind: 'text', idTitle: 'Id' };
const COLUMNS: readonly Column[] = [
  { key: 'cost', title: 'Cost', kind: 'money', unit: 'USD' },
  { key: 'change', title: 'against before', longTitle: 'Against the 7 days before', kind: 'change' },
];
const table: Table = {
  key: 'keys',
  columns: [NAME, ...COLUMNS],
  rows: [
    [{ kind: 'text', text: 'No\tAPI\r\nkey', id: '' }, money(1_234_567_890n), EMPTY.change],
    [{ kind: 'text', text: '=cmd()', id: 'k1' }, money(-DOLLAR / 2n), changeCell(1, 2)],
  ],
  total: [{ kind: 'text', text: 'Total' }, money(1_184_567_890n), EMPTY.change],
};

describe('tsv', () => {
  it('tsv writes headings, names with their ids, and every digit', () => {
    assert.deepEqual(tsv(table).split('\n'), [
      'API key\tId\tCost (USD)\tAgainst the 7 days before',
      'No API key\t\t12.34567890\t',
      "'=cmd()\tk1\t-0.50000000\t-0.500000",
      'Total\t\t11.84567890\t',
      '',
    ]);
  });

  it('tsv writes no id for unallocated cost', () => {
    const row: readonly Cell[] = [
      { kind: 'text', text: 'Non-token charges', id: NO_USAGE },
      money(DOLLAR),
      EMPTY.change,
    ];
    const [, first] = tsv({ ...table, rows: [row] }).split('\n');
    assert.equal(first, 'Non-token charges\t\t1.00000000\t');
  });

  it('tsv leaves out the ids of a column without a heading for them', () => {
    const { idTitle: _, ...name } = NAME;
    const [head, first] = tsv({ ...table, columns: [name, ...COLUMNS] }).split('\n');
    assert.equal(head, 'API key\tCost (USD)\tAgainst the 7 days before');
    assert.equal(first, 'No API key\t12.34567890\t');
  });

  it('tsv writes the columns of files, too, such as the parts of a cost by their basis', () => {
    const columns = [NAME, ...COLUMNS.map((column): Column => ({ ...column, place: 'files' }))];
    assert.equal(tsv({ ...table, columns }), tsv(table));
  });
});
