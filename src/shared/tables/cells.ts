/** Cells of tables, and the figures in them. */
import { isUnknown, type PrintedCost, type RoundedCost } from '../cost.ts';
import type { Value } from '../explorer.ts';
import type { Money } from '../money.ts';
import * as terms from '../terms.ts';
import type { Cell, ChangeCell, Column, MoneyCell, ShareCell, TextCell } from './table.ts';

export const TOTAL_CELL: TextCell = { kind: 'text', text: terms.TOTAL };

/** Cells without a known figure. */
export const EMPTY: { readonly [Kind in Column['kind']]: Extract<Cell, { kind: Kind }> } = {
  text: { kind: 'text', text: '' },
  money: { kind: 'money', amount: null, basis: 'none' },
  count: { kind: 'count', value: null },
  rate: { kind: 'rate', perMillion: null, basis: 'none' },
  share: { kind: 'share', fraction: null },
  change: { kind: 'change', fraction: null },
  points: { kind: 'points', fraction: null },
  ratio: { kind: 'ratio', value: null },
};

/** A value of a dimension. */
export function nameCell({ id, name, detail }: Value): TextCell {
  return { kind: 'text', text: name, id, ...(detail !== '' && { detail }) };
}

export const moneyCell = (cost: PrintedCost): MoneyCell => ({ kind: 'money', ...cost });

/** A bucket by its start, in ms. */
export function timeCell(start: number, text: string): TextCell {
  return { kind: 'text', text, id: new Date(start).toISOString(), order: start };
}

/** A part of a cost; a zero part of an unknown cost is unknown too. */
export function partCell({ amount, cents, basis }: RoundedCost, isUnknownCost: boolean): MoneyCell {
  return moneyCell({ amount, cents, basis: amount === 0n && isUnknownCost ? 'none' : basis });
}

export const countCell = (value: number): Extract<Cell, { kind: 'count' }> => ({ kind: 'count', value });

/** A part of a total, in thousandths that were rounded together with its neighbours'. */
export function shareCell(thousandths: number | null): ShareCell {
  return thousandths === null ? EMPTY.share : { kind: 'share', fraction: thousandths / 1000, thousandths };
}

/** A part of a whole in units, such as a cache hit rate; null where the whole is zero. */
export function rateCell(part: number, whole: number): ShareCell {
  return { kind: 'share', fraction: whole === 0 ? null : part / whole, part, whole };
}

/** Percentage points that a rate has risen, from the units of both rates; null where one of the wholes is zero. */
export function pointsCell(part: number, whole: number, partBefore: number, wholeBefore: number): Cell {
  const fraction = whole === 0 || wholeBefore === 0 ? null : part / whole - partBefore / wholeBefore;
  return { kind: 'points', fraction, part, whole, partBefore, wholeBefore };
}

/** Units over other units, such as reads per write. */
export function ratioCell(over: number, under: number): Cell {
  return { kind: 'ratio', value: under === 0 ? null : over / under, over, under };
}

/**
 * Change since before; `new` where there was nothing. Null where there was nothing and is nothing, and where a credit
 * left less than nothing: the percentage of a rise would be negative.
 */
export function changeCell(now: bigint | number, before: bigint | number): ChangeCell {
  const [value, was] = [Number(now), Number(before)];
  const fraction = was > 0 ? (value - was) / was : was === 0 && value > 0 ? 'new' : null;
  return { kind: 'change', fraction, now, before };
}

/** The figure of a cell; null where it is not known, or is a share of nothing. */
export function figureOf(cell: Cell): bigint | number | string | null {
  if ('known' in cell && cell.known === false) return null;
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'money':
      return hasAmount(cell) && !isUnknown(cell) ? cell.amount : null;
    case 'rate':
      return cell.perMillion;
    case 'count':
    case 'ratio':
      return finite(cell.value);
    default:
      return cell.fraction === 'new' ? 'new' : finite(cell.fraction);
  }
}

const hasAmount = (cell: MoneyCell): cell is MoneyCell & { readonly amount: Money } => cell.amount !== null;
const finite = (value: number | null) => (Number.isFinite(value) ? value : null);
