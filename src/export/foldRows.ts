import type { Format } from '../shared/format.ts';
import { EMPTY } from '../shared/tables/cells.ts';
import { othersRow, sumOfRows } from '../shared/tables/sumRows.ts';
import type { Cell, Row, Table } from '../shared/tables/table.ts';

/**
 * Keeps the first rows of a table and folds all others into one, so that it still adds up. Folds nothing where that would
 * hide a single row, or where the table has no total to add up to.
 */
export function foldRows(table: Table, shown: number, format: Format): Table {
  const { columns, rows, total } = table;
  if (rows.length <= shown + 1 || total === null) return table;
  const hidden = rows.slice(shown);
  const all = sumOfRows(columns, rows);
  const others = othersRow(columns, hidden, format).map((sum, at): Cell => {
    if (sum.kind === 'money') return isSame(all[at], total[at]) ? sum : { ...sum, amount: null };
    if (sum.kind === 'count') return isSame(all[at], total[at]) ? sum : EMPTY.count;
    if (sum.kind !== 'share' || sum.whole !== undefined) return sum;
    // A share may be a part of the total, or a rate, which cannot be added up.
    if (!isSame({ kind: 'share', fraction: fractionsOf(rows, at) }, total[at])) return EMPTY.share;
    return sum.fraction === null ? { kind: 'share', fraction: fractionsOf(hidden, at) } : sum;
  });
  return { ...table, rows: [...rows.slice(0, shown), others] };
}

function fractionsOf(rows: readonly Row[], at: number): number {
  return rows.reduce((sum, { [at]: cell }) => sum + ((cell?.kind === 'share' ? cell.fraction : null) ?? 0), 0);
}

/** Returns true where a total is the sum of its rows, but for the rounding of floating-point numbers. */
function isSame(sum: Cell | undefined, total: Cell | undefined): boolean {
  if (sum?.kind === 'money') return total?.kind === 'money' && (sum.amount ?? 0n) === (total.amount ?? 0n);
  const [is, should] = [numberOf(sum), numberOf(total)];
  return should !== null && Math.abs((is ?? 0) - should) <= 1e-9 * Math.max(1, Math.abs(should));
}

function numberOf(cell: Cell | undefined): number | null {
  if (cell?.kind === 'count') return cell.value;
  return cell?.kind === 'share' ? cell.fraction : null;
}
