import { basisOf } from '../../shared/basis.ts';
import type { Format } from '../../shared/format.ts';
import type { Cell, Table } from '../report.ts';

/** A year of days stays whole. */
const MOST_ROWS = 400;

/** The first rows of a table that is to be read, and all the others in one, so that it still adds up. */
export function cutTable(table: Table, format: Format): Table {
  const { columns, rows, total } = table;
  if (rows.length <= MOST_ROWS || total === null) return table;
  const shown = MOST_ROWS - 1;
  const words = `${format.count(rows.length - shown)} others`;
  const rest = columns.map(({ kind }, at): Cell => {
    if (kind === 'text') return { kind, text: at === 0 ? words : '' };
    const cells = rows.map((row) => row[at]).filter((cell) => cell !== undefined);
    return together(cells, cells.slice(shown), total[at]);
  });
  return { ...table, rows: [...rows.slice(0, shown), rest] };
}

/** The sum of some cells of a column; nothing where the column's total is no sum of all of them. */
function together(all: readonly Cell[], some: readonly Cell[], total: Cell | undefined): Cell {
  switch (total?.kind) {
    case 'money': {
      const isSum = moneyOf(all) === moneyOf([total]);
      return {
        kind: 'money',
        amount: isSum ? moneyOf(some) : null,
        basis: basisOf(some.map((cell) => (cell.kind === 'money' ? cell.basis : 'none'))),
        unpricedTokens: addUp(some.map((cell) => (cell.kind === 'money' ? (cell.unpricedTokens ?? 0) : 0))),
        ...(total.unpricedAs !== undefined && { unpricedAs: total.unpricedAs }),
      };
    }
    case 'count':
      return { kind: 'count', value: isClose(numberOf(all), total.value) ? numberOf(some) : null };
    case 'share':
      return { kind: 'share', fraction: isClose(numberOf(all), total.fraction) ? numberOf(some) : null };
    default:
      return { kind: 'ratio', value: null };
  }
}

function moneyOf(cells: readonly Cell[]): bigint {
  return cells.reduce((sum, cell) => sum + (cell.kind === 'money' ? (cell.amount ?? 0n) : 0n), 0n);
}

function numberOf(cells: readonly Cell[]): number {
  return addUp(
    cells.map((cell) => (cell.kind === 'count' ? cell.value : cell.kind === 'share' ? cell.fraction : null) ?? 0),
  );
}

/** Fractions are no exact numbers. */
function isClose(sum: number, total: number | null): boolean {
  return total !== null && Math.abs(sum - total) <= 1e-9 * Math.max(1, Math.abs(total));
}

function addUp(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
