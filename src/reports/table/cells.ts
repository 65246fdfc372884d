/** Cells of a report's tables, made of its sums; the cells themselves are those of all tables. */
import type { Basis } from '../../shared/basis.ts';
import { NO_USAGE } from '../../shared/explorer.ts';
import type { Money } from '../../shared/money.ts';
import { changeCell, countCell, EMPTY, moneyCell } from '../../shared/tables/cells.ts';
import type { Cell, MoneyCell } from '../../shared/tables/table.ts';
import type { Sums } from './sums.ts';

export function text(words: string, id?: string): Cell {
  return id === undefined ? { kind: 'text', text: words } : { kind: 'text', text: words, id };
}

/** A name beside its id; what belongs to no usage has none. */
export function named(name: string, id: string): Cell {
  return id === NO_USAGE ? text(name) : text(name, id);
}

export function money(amount: Money | null, basis: Basis, unpricedTokens = 0): MoneyCell {
  return amount === null ? { ...EMPTY.money, basis, unpricedTokens } : moneyCell({ amount, basis, unpricedTokens });
}

/** Cost of some lines. It is empty, not $0, where there are only tokens without a price. */
export function cost({ cost: amount, basis, unpricedTokens }: Sums): Cell {
  return money(amount === 0n && unpricedTokens > 0 ? null : amount, basis, unpricedTokens);
}

export function count(value: number | null): Cell {
  return value === null ? EMPTY.count : countCell(value);
}

/** A share of a total; empty where the total is not above zero, as where credits outweigh charges. */
export function share(part: number | bigint, whole: number | bigint): Cell {
  return { kind: 'share', fraction: Number(whole) <= 0 ? null : Number(part) / Number(whole) };
}

/** `before` is null where it is not known. */
export function change(value: number | bigint, before: number | bigint | null): Cell {
  return before === null ? EMPTY.change : changeCell(value, before);
}
