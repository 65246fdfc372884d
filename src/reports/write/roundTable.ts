import { EFFECTS } from '../../shared/change.ts';
import { CENT, rowsToCents, sumOfAmounts, toCents } from '../../shared/money.ts';
import { partsToCents } from '../../shared/rounding/partsToCents.ts';
import { roundGrid } from '../../shared/rounding/roundGrid.ts';
import { standingBuckets } from '../../shared/rounding/standingFigures.ts';
import type { Cell, Column, Row, Table } from '../../shared/tables/table.ts';

const EFFECT_COLUMNS = EFFECTS.map((effect) => `${effect}_usd`);

/**
 * Columns that are the sum of others in the same row, the likeliest first; null stands for all other money. Where that
 * is true of the exact amounts, a table adds up along its rows, too.
 */
const SUMS: readonly Sum[] = [
  { whole: 'cost_usd', parts: ['billed_usd', 'mixed_usd', 'estimated_usd'] },
  { whole: 'measured_usd', parts: ['estimated_usd', 'difference_usd'] },
  {
    whole: 'cost_usd',
    parts: ['before_usd', ...EFFECT_COLUMNS],
    within: { whole: 'change_usd', parts: EFFECT_COLUMNS },
  },
  { whole: 'cost_usd', parts: null },
];

interface Sum {
  readonly whole: string;
  readonly parts: readonly string[] | null;
  /** Another column that is the sum of some of the parts. */
  readonly within?: { readonly whole: string; readonly parts: readonly string[] };
}

/**
 * Rounds the money and shares of a table so that they add up as printed: down to the total wherever the exact amounts
 * do, and along the rows where `SUMS` says so. A total that is no sum of its rows is rounded alone, and so are amounts
 * that stand elsewhere too: the total of an estimate, and the cost of the newest two days of a table by day. Cents that a
 * table comes with stay.
 */
export function roundTable(table: Table): Table {
  const { columns, rows, total } = table;
  const exact = rows.map((row) => row.map(exactOf));
  const exactTotal = total?.map(exactOf) ?? [];
  const printed = exact.map((row) => row.map(alone));
  const printedTotal = exactTotal.map(alone);
  const column = (at: number) => exact.map((row) => row[at] ?? 0n);
  const write = (at: number, cents: readonly bigint[], sum: bigint) => {
    for (const [row, line] of printed.entries()) line[at] = cents[row] ?? 0n;
    printedTotal[at] = sum;
  };
  const isByDay = columns[0]?.key === 'day';
  const standing = (amounts: readonly bigint[]) => (isByDay ? standingBuckets('day', amounts) : undefined);
  const addsUp = (at: number) => {
    const wanted = exactTotal[at] ?? null;
    // Shares are no exact numbers: each may be off by one of its last digits.
    const tolerance = columns[at]?.kind === 'share' ? BigInt(rows.length) : 0n;
    return wanted !== null && size(sumOfAmounts(column(at)) - wanted) <= tolerance;
  };

  for (const at of columns.keys()) {
    if (!addsUp(at)) continue;
    if (columns[at]?.kind === 'money') {
      const grid = roundGrid(
        column(at).map((amount) => [amount]),
        { rows: columns[at]?.key === 'cost_usd' ? standing(column(at)) : undefined },
      );
      write(at, grid.rows, grid.total);
    } else {
      const cents = rowsToCents(column(at));
      write(at, cents, sumOfAmounts(cents));
    }
  }
  for (const { whole, parts, within } of SUMS) {
    const at = columns.findIndex(({ key }) => key === whole);
    const isPart = ({ key, kind }: Column) => kind === 'money' && (parts ? parts.includes(key) : key !== whole);
    const own = columns.flatMap((each, index) => (isPart(each) ? [index] : []));
    if (own.length < 2 || ![at, ...own].every(addsUp)) continue;
    const amounts = exact.map((row) => own.map((index) => row[index] ?? 0n));
    if (!amounts.every((line, row) => sumOfAmounts(line) === (exact[row]?.[at] ?? 0n))) continue;
    const totals = own.map((index) => exactTotal[index] ?? 0n);
    const grid = roundGrid(amounts, {
      columns: parts ? partsToCents(totals) : undefined,
      rows: whole === 'cost_usd' ? standing(column(at)) : undefined,
    });
    write(at, grid.rows, grid.total);
    for (const [part, index] of own.entries()) {
      write(
        index,
        grid.cells.map((line) => line[part] ?? 0n),
        grid.columns[part] ?? 0n,
      );
    }
    const sumWithin = (cents: readonly bigint[]) =>
      sumOfAmounts(cents.filter((_, part) => within?.parts.includes(columns[own[part] ?? -1]?.key ?? '')));
    const other = columns.findIndex(({ key }) => key === within?.whole);
    if (other >= 0) write(other, grid.cells.map(sumWithin), sumWithin(grid.columns));
    // Another grid over the same columns could undo this one.
    break;
  }
  const round = (row: Row, own: readonly (bigint | null)[] = []) =>
    row.map((cell, at) => rounded(cell, own[at] ?? null));
  return {
    ...table,
    columns: columns.map((each, at) => withDigits(each, total ? [...rows, total] : rows, at)),
    rows: rows.map((row, at) => round(row, printed[at])),
    total: total && round(total, printedTotal),
  };
}

/** Integers a million times finer than printed ones. An unknown value adds nothing. */
function exactOf(cell: Cell): bigint | null {
  if (cell.kind === 'money') return cell.amount ?? 0n;
  if (cell.kind !== 'share') return null;
  const { fraction } = cell;
  return fraction !== null && Number.isFinite(fraction) ? BigInt(Math.round(fraction * 1e9)) : 0n;
}

function rounded(cell: Cell, printed: bigint | null): Cell {
  if (printed === null) return cell;
  if (cell.kind === 'money') return { ...cell, cents: cell.cents ?? printed };
  return cell.kind === 'share' && cell.fraction !== null ? { ...cell, thousandths: Number(printed) } : cell;
}

/** Decimal points of rates stand below each other: four decimals where some rate has a fraction of a cent. */
function withDigits(column: Column, rows: readonly Row[], at: number): Column {
  if (column.kind !== 'rate') return column;
  const isFine = rows.some(
    ({ [at]: cell }) =>
      cell?.kind === 'rate' && cell.perThousand === undefined && (cell.perMillion ?? 0n) % CENT !== 0n,
  );
  return { ...column, digits: isFine ? 4 : 2 };
}

function alone(exact: bigint | null): bigint | null {
  return exact === null ? null : toCents(exact);
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}
