/** Sums of rows, so that a table of which only a part is shown still adds up. */
import { basisOf, COST_PARTS, type CostPart } from '../basis.ts';
import type { Format } from '../format.ts';
import { sumOfAmounts } from '../money.ts';
import { changeCell, EMPTY, figureOf, pointsCell, rateCell, ratioCell, shareCell, TOTAL_CELL } from './cells.ts';
import { COST_COLUMN } from './columns.ts';
import type { Cell, Column, CostSplitByBasis, MoneyCell, Row } from './table.ts';

/** The one row that stands for those folded away. */
export function othersRow(columns: readonly Column[], others: readonly Row[], format: Format): Row {
  const text = `${format.count(others.length)} others`;
  return sumOfRows(columns, others).map((sum, at) => (at === 0 ? { kind: 'text', text } : sum));
}

/** The sum of all rows. Parts of a cost stay empty where the cost itself is not known. */
export function totalRow(columns: readonly Column[], rows: readonly Row[]): Row {
  const sums = sumOfRows(columns, rows);
  const isUnpaid = sums.some((sum, at) => columns[at]?.key === COST_COLUMN.key && figureOf(sum) === null);
  const isPart = (at: number) => COST_PARTS.some((part) => part === columns[at]?.key);
  return sums.map((sum, at) => (at === 0 ? TOTAL_CELL : isUnpaid && isPart(at) ? EMPTY.money : sum));
}

/** The sum of rows, without a name. */
export function sumOfRows(columns: readonly Column[], rows: readonly Row[]): Row {
  return columns.map(({ kind }, at) =>
    sumOfCells(
      kind,
      rows.flatMap((row) => row[at] ?? []),
    ),
  );
}

/** A cell by its fields that can be added up. */
type Summand = Partial<Record<string, bigint | number | null>>;

function sumOfCells(kind: Column['kind'], cells: readonly Cell[]): Cell {
  const sum = sumOfKind(kind, cells);
  const unknown = cells.filter((cell) => 'known' in cell).length;
  // A sum is known where some part of it is; a change to zero only where all of it is.
  const isTold = unknown === 0 || (sum.kind === 'change' ? Number(sum.now) !== 0 : unknown < cells.length);
  return isTold ? sum : ({ ...sum, known: false } as Cell);
}

function sumOfKind(kind: Column['kind'], cells: readonly Cell[]): Cell {
  const sum = (field: string) => add(cells as unknown as readonly Summand[], field);
  const units = (field: string) => Number(sum(field) ?? 0);
  const has = (field: string) => cells.length > 0 && cells.every((cell) => field in cell);
  switch (kind) {
    case 'money':
      return sumOfMoney(cells as readonly MoneyCell[]);
    case 'count':
      return { kind, value: cells.length === 0 ? 0 : (sum('value') as number | null) };
    case 'share':
      return has('whole') ? rateCell(units('part'), units('whole')) : shareCell(sum('thousandths') as number | null);
    case 'points':
      return has('whole')
        ? pointsCell(units('part'), units('whole'), units('partBefore'), units('wholeBefore'))
        : EMPTY[kind];
    case 'change':
      return has('now') ? changeCell(sum('now') ?? 0, sum('before') ?? 0) : EMPTY[kind];
    case 'ratio':
      return has('under') ? ratioCell(units('over'), units('under')) : EMPTY[kind];
    default:
      return EMPTY[kind];
  }
}

/**
 * Sums costs. A zero that is billed leaves the basis of the others as it is. The sum is zero only where all costs are known;
 * with an unknown one among zeros it is unknown.
 */
export function sumOfMoney(cells: readonly MoneyCell[]): MoneyCell {
  const told = cells.filter(({ amount, basis }) => amount !== 0n || basis !== 'billed');
  const isUnknown = cells.some(({ amount }) => amount === null) && cells.every(({ amount }) => !amount);
  const sum = (field: string) => add(cells as unknown as readonly Summand[], field);
  const { unpricedAs, signed } = cells[0] ?? {};
  return {
    kind: 'money',
    amount: isUnknown ? null : BigInt(sum('amount') ?? 0),
    basis: basisOf(
      told.map(({ basis }) => basis),
      told.length < cells.length ? 'billed' : 'none',
    ),
    ...(cells.every(({ cents }) => cents !== undefined) && { cents: BigInt(sum('cents') ?? 0) }),
    unpricedTokens: Number(sum('unpricedTokens') ?? 0),
    ...(signed && { signed }),
    ...(unpricedAs !== undefined && { unpricedAs }),
    ...(cells.length > 0 && cells.every(hasParts) && { parts: sumOfParts(cells) }),
  };
}

function hasParts(cell: MoneyCell): cell is MoneyCell & { readonly parts: CostSplitByBasis } {
  return cell.parts !== undefined;
}

function sumOfParts(cells: readonly { readonly parts: CostSplitByBasis }[]): CostSplitByBasis {
  const sum = (part: CostPart) => ({
    amount: sumOfAmounts(cells.map(({ parts }) => parts[part].amount)),
    cents: sumOfAmounts(cells.map(({ parts }) => parts[part].cents)),
  });
  return { billed: sum('billed'), mixed: sum('mixed'), estimated: sum('estimated') };
}

/** The sum of the known values of a field, all of one type; null where none is known. */
function add(cells: readonly Summand[], field: string): bigint | number | null {
  let sum: bigint | number | null = null;
  for (const { [field]: value } of cells) {
    if (value != null) sum = sum === null ? value : (sum as number) + (value as number);
  }
  return sum;
}
