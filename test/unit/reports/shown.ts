import assert from 'node:assert/strict';
import type { Section } from '../../../src/reports/report.ts';
import type { Money } from '../../../src/shared/money.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import type { Cell, Column, Table } from '../../../src/shared/tables/table.ts';

type Shown = string | number | null;

/** The cells of a table as they are worth: dollars, counts, fractions, words. */
export function shown(table: Table | null | undefined): Shown[][] {
  return tableOf(table).rows.map((row) => row.map(value));
}

export function shownTotal(table: Table | null | undefined): Shown[] {
  return tableOf(table).total?.map(value) ?? assert.fail('no total');
}

export function keysOf(table: Table | null | undefined): string[] {
  return tableOf(table).columns.map(({ key }) => key);
}

/** Exact amounts of a column, and that of its total. */
export function amountsOf(table: Table | null | undefined, key: string): { rows: Money[]; total: Money } {
  const { columns, rows, total } = tableOf(table);
  const at = columns.findIndex((column) => column.key === key);
  const amount = (cells: readonly Cell[] | null) => {
    const cell = cells?.[at];
    return cell?.kind === 'money' ? (cell.amount ?? 0n) : assert.fail(`no amount in ${key}`);
  };
  return { rows: rows.map(amount), total: amount(total) };
}

/** The table of the section whose table has a key; checked to be as wide as its columns, in kinds, too. */
export function tableNamed(sections: readonly Section[], key: string): Table {
  const table = sections.find((section) => section.table?.key === key)?.table ?? assert.fail(`no table ${key}`);
  for (const cells of [...table.rows, table.total ?? []]) {
    if (cells.length > 0)
      assert.deepEqual(
        cells.map(({ kind }) => kind),
        table.columns.map(kindOf),
      );
  }
  return table;
}

function tableOf(table: Table | null | undefined): Table {
  return table ?? assert.fail('no table');
}

function kindOf({ kind }: Column): Cell['kind'] {
  return kind;
}

function value(cell: Cell): Shown {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'money':
      return cell.amount === null ? null : `${cell.basis} ${Number(cell.amount) / Number(DOLLAR)}`;
    case 'rate':
      return cell.perMillion === null ? null : Number(cell.perMillion) / Number(DOLLAR);
    case 'share':
    case 'change':
    case 'points':
      return typeof cell.fraction === 'number' ? Math.round(cell.fraction * 1000) / 1000 : cell.fraction;
    case 'count':
    case 'ratio':
      return cell.value;
  }
}
