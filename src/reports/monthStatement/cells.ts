import { type Basis, combine } from '../../shared/basis.ts';
import { type Money, mulDiv } from '../../shared/money.ts';
import type { Cell } from '../../shared/tables/table.ts';
import { count, money } from '../table/cells.ts';
import type { Compared, Rated, StatementLine } from './lines.ts';

const WEB_SEARCH = 'web_search';
const PER_MILLION = 1_000_000n;

/** Days measured, their bill, their estimate, and the difference in dollars and per cent of the bill. */
export function comparedCells(compared: Compared | null): Cell[] {
  if (!compared) return [count(null), ...differenceCells(null, null)];
  return [count(compared.days), ...differenceCells(compared.billed, compared.estimated)];
}

export function differenceCells(billed: Money | null, estimated: Money | null): readonly [Cell, Cell, Cell, Cell] {
  const difference = billed === null || estimated === null ? null : billed - estimated;
  return [
    money(billed, 'billed'),
    money(estimated, 'estimated'),
    money(difference, combine('billed', 'estimated')),
    percent(difference, billed),
  ];
}

/** Units, what a million of them cost, its list price, and the discount; searches are priced by the thousand. */
export function ratedCells(rated: Rated | null, costType: string): Cell[] {
  const { units, billed, list } = rated ?? { units: null, billed: 0n, list: null };
  const rate = (amount: Money | null, basis: Basis): Cell => ({
    kind: 'rate',
    perMillion: units === null || amount === null ? null : perMillion(amount, units),
    basis,
    ...(costType === WEB_SEARCH && { perThousand: 'searches' }),
  });
  return [count(units), rate(billed, 'billed'), rate(list, 'none'), ...discountCells(list, billed)];
}

/** The same of all lines: units of different items are not added up, and lines without a list price are left out. */
export function ratedTotal(lines: readonly StatementLine[]): Cell[] {
  const listed = lines.flatMap(({ rated }) => (rated && rated.list !== null ? [{ ...rated, list: rated.list }] : []));
  const list = listed.length === 0 ? null : listed.reduce((sum, rated) => sum + rated.list, 0n);
  const billed = listed.reduce((sum, rated) => sum + rated.billed, 0n);
  const noRate: Cell = { kind: 'rate', perMillion: null, basis: 'none' };
  return [count(null), noRate, noRate, ...discountCells(list, billed)];
}

function discountCells(list: Money | null, billed: Money): Cell[] {
  const discount = list === null ? null : list - billed;
  return [money(discount, 'billed'), percent(discount, list)];
}

function perMillion(amount: Money, units: number): Money {
  return mulDiv(amount, PER_MILLION, BigInt(units));
}

/** 1.5 is 1.5 %. Null of nothing, and of less, as of a line of credits. */
function percent(part: Money | null, whole: Money | null): Cell {
  return {
    kind: 'ratio',
    value: part === null || whole === null || whole <= 0n ? null : (Number(part) / Number(whole)) * 100,
  };
}
