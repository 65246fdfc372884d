/** The cells that a sheet is made of, each in the words that the whole page has for such a figure. */

import { BASIS_WORDS } from '../../src/shared/basis.ts';
import { costText, isUnknown, type RoundedCost, UNKNOWN, unpricedText } from '../../src/shared/cost.ts';
import { exactDollars } from '../../src/shared/exactDollars.ts';
import { type Format, MINUS } from '../../src/shared/format.ts';
import type { Money } from '../../src/shared/money.ts';
import type { Cell } from './sheet.ts';

/** Nothing is known, or there is nothing that it could be of. */
export const NO_CELL: Cell = { order: null, text: () => UNKNOWN, title: () => '', copied: () => '' };

/** An amount with how it came about. */
export function moneyCell(format: Format, printed: RoundedCost): Cell {
  const { amount, basis, unpricedTokens = 0 } = printed;
  const notes = () => (unpricedTokens > 0 ? [unpricedText(format, unpricedTokens)] : []);
  if (isUnknown(printed)) return { ...NO_CELL, title: () => notes().join('; ') };
  const how = basis === 'billed' || amount === 0n ? '' : ` ${BASIS_WORDS[basis]}`;
  return {
    order: amount,
    text: () => costText(format, printed, { tellsTinyCredits: true }),
    title: () => [`${usd(amount)}${how}`, ...notes()].join('; '),
    copied: () => exactDollars(amount),
  };
}

/** A part of an amount; a part that is not there is a dash, and zero where it is copied of what is known as a whole. */
export function partCell(format: Format, part: RoundedCost, whole: RoundedCost): Cell {
  if (part.amount !== 0n) return moneyCell(format, part);
  return isUnknown(whole) ? NO_CELL : { ...NO_CELL, order: 0n, copied: () => exactDollars(0n) };
}

/** Units as they are. */
export function countCell(format: Format, units: number): Cell {
  return { order: units, text: () => format.count(units), title: () => '', copied: () => `${units}` };
}

/** Units in short: `412.0M`. */
export function compactCell(format: Format, units: number): Cell {
  return {
    order: units,
    text: () => format.compactInColumn(units),
    title: () => (units < 1000 ? '' : format.count(units)),
    copied: () => `${units}`,
  };
}

/** Thousandths of a total that were given out together with its neighbours'. */
export function shareCell(format: Format, share: number | null): Cell {
  if (share === null) return NO_CELL;
  return { order: share, text: () => format.share(share / 1000), title: () => '', copied: () => `${share / 1000}` };
}

/** A part of a whole, as a percentage. */
export function rateCell(format: Format, part: number, whole: number): Cell {
  if (whole === 0) return NO_CELL;
  return {
    order: part / whole,
    text: () => format.share(part / whole),
    title: () => `${format.count(part)} of ${format.count(whole)}`,
    copied: () => (part / whole).toFixed(6),
  };
}

/**
 * How much more there is than before, or `new`; `was` words what there was. Nothing is told of less than nothing, as a
 * credit leaves it: its percentage would be negative for a rise.
 */
export function changeCell(format: Format, now: bigint | number, before: bigint | number, was: () => string): Cell {
  if (Number(before) < 0) return { ...NO_CELL, title: was };
  if (Number(before) === 0) {
    if (Number(now) <= 0) return NO_CELL;
    return { order: Number.POSITIVE_INFINITY, text: () => 'new', title: was, copied: () => 'new' };
  }
  const change = (Number(now) - Number(before)) / Number(before);
  return { order: change, text: () => changeText(format, change), title: was, copied: () => change.toFixed(6) };
}

/** Points of a percentage that one rate is above another. */
export function pointsCell(format: Format, now: number, before: number): Cell {
  if (!Number.isFinite(now) || !Number.isFinite(before)) return NO_CELL;
  const points = now - before;
  return {
    order: points,
    text: () => `${signOf(points, 0.0005)}${format.tenths(Math.abs(points) * 100)} pts`,
    title: () => `${format.share(before)} before`,
    copied: () => points.toFixed(6),
  };
}

export const usd = (amount: Money): string =>
  `${amount < 0n ? MINUS : ''}$${exactDollars(amount < 0n ? -amount : amount)}`;

function changeText(format: Format, change: number): string {
  // Beyond tenfold the decimals say nothing.
  if (change >= 10) return format.change(change);
  return `${signOf(change, 0.0005)}${format.share(Math.abs(change))}`;
}

const signOf = (value: number, least: number) => (Math.abs(value) < least ? '' : value > 0 ? '+' : MINUS);
