import assert from 'node:assert/strict';

import { foldRows } from '../../../src/export/foldRows.ts';
import { change, count, money, share, text } from '../../../src/reports/table/cells.ts';
import { createFormat } from '../../../src/shared/format.ts';
import type { Cell, Table } from '../../../src/shared/tables/table.ts';

const FORMAT = createFormat('en-US', 'UTC');

function tableOf(size: number, row: (at: number) => Cell[], total: Cell[] | null): Table {
  const columns = row(0).map(({ kind }, at) => ({ key: `c${at}`, title: '', kind }));
  return { key: 'one', columns, rows: Array.from({ length: size }, (_, at) => row(at)), total };
}

describe('foldRows', () => {
  it('foldRows keeps a table whole that has one row more than shown', () => {
    const table = tableOf(400, () => [text('A'), count(1)], [text('Total'), count(400)]);
    assert.equal(foldRows(table, 399, FORMAT), table);
  });

  it('foldRows sums the rows beyond those shown in one, so that the table still adds up', () => {
    const row = (at: number) => [
      text('Key', `key_${at}`),
      text('active'),
      money(3n, at === 1000 ? 'estimated' : 'billed', at === 1001 ? 7 : 0),
      count(2),
      share(1, 2000),
      change(1, 2),
    ];
    const total = [text('Total'), text(''), money(6000n, 'mixed', 7), count(4000), share(1, 1), change(1, 2)];
    const { rows } = foldRows(tableOf(2000, row, total), 399, FORMAT);
    assert.equal(rows.length, 400);
    assert.deepEqual(rows.at(-1)?.slice(0, 4), [text('1,601 others'), text(''), money(4803n, 'mixed', 7), count(3202)]);
    const [fraction, changed] = rows.at(-1)?.slice(4) ?? [];
    assert.ok(fraction?.kind === 'share' && Math.abs((fraction.fraction ?? 0) - 1601 / 2000) < 1e-9);
    assert.deepEqual(changed, { kind: 'change', fraction: -0.5, now: 1601, before: 3202 });
  });

  it('foldRows sums rounded shares where they are parts of the total, and leaves rates unknown', () => {
    const rounded = (thousandths: number): Cell => ({ kind: 'share', fraction: thousandths / 1000, thousandths });
    const table = tableOf(500, () => [text('A'), rounded(2), rounded(870)], [
      text('Total'),
      rounded(1000),
      rounded(870),
    ]);
    const [, part, rate] = foldRows(table, 399, FORMAT).rows.at(-1) ?? [];
    assert.deepEqual(part, rounded(202));
    assert.deepEqual(rate, { kind: 'share', fraction: null });
  });

  it('foldRows leaves the row of others unknown where the total is not the sum of its rows', () => {
    const row = () => [text('A'), count(1), money(1n, 'billed'), share(1, 2)];
    const total = [text('Total'), count(1), money(null, 'none'), share(1, 2)];
    assert.deepEqual(foldRows(tableOf(500, row, total), 399, FORMAT).rows.at(-1), [
      text('101 others'),
      count(null),
      money(null, 'billed'),
      { kind: 'share', fraction: null },
    ]);
  });

  it('foldRows keeps the words for tokens without a price in the row of others', () => {
    const supposed: Cell = { ...money(null, 'estimated', 2), unpricedAs: 'in batch' };
    const total = [text('Total'), { ...supposed, unpricedTokens: 1000 }];
    assert.deepEqual(
      foldRows(
        tableOf(500, () => [text('A'), supposed], total),
        399,
        FORMAT,
      ).rows.at(-1)?.[1],
      {
        ...supposed,
        unpricedTokens: 202,
      },
    );
  });

  it('foldRows keeps a table whole that has no total to add up to', () => {
    const table = tableOf(500, () => [text('A'), count(1)], null);
    assert.equal(foldRows(table, 399, FORMAT), table);
  });
});
