/** Texts of cells: as people read them, as tooltips have them, and as plain numbers. */
import { BASIS_WORDS, COST_PARTS, type CostPart, hasEstimate } from '../basis.ts';
import { costText, dollarsText, UNKNOWN, unpricedText, withBasis } from '../cost.ts';
import { exactDollars } from '../exactDollars.ts';
import { type Format, MINUS } from '../format.ts';
import type { Money } from '../money.ts';
import { averageUnits } from '../weekHours.ts';
import { figureOf } from './cells.ts';
import type { Cell, Column, CostSplitByBasis, MoneyCell, Place } from './table.ts';

/** Text of a cell for people: large counts may be short, as tooltips and CSV have the exact figure. */
export function cellText(
  cell: Cell | undefined,
  column: Column,
  format: Format,
  place: Place,
  isShort = place === 'screen',
): string {
  const figure = cell ? figureOf(cell) : null;
  if (!cell || figure === null) return UNKNOWN;
  if (column.zero !== undefined && Number(figure) === 0) return column.zero;
  const value = Number(figure);
  switch (cell.kind) {
    case 'money': {
      const said = { tellsTinyCredits: place === 'screen', isChange: cell.signed ?? false };
      return costText(format, { ...cell, amount: cell.amount ?? 0n }, said);
    }
    case 'rate':
      return withBasis(rateText(cell, column, format), cell.basis);
    case 'count':
      return isShort && column.short ? format.compactInColumn(averageUnits(value, 1)) : format.count(value);
    case 'ratio':
      return format.tenths(value);
    case 'share':
      if (column.isWhole) return format.percent(value);
      return format.share(cell.thousandths === undefined ? value : cell.thousandths / 1000);
    case 'change':
      return figure === 'new' ? figure : format.change(value);
    case 'points':
      return `${signOf(value)}${format.tenths(Math.abs(value) * 100)} pts`;
    case 'text':
      return cell.text;
  }
}

/** Tooltip of a cell: the figure that its text shortens; `''` where the text is exact. */
export function cellTitle(cell: Cell, column: Column, format: Format): string {
  const figure = figureOf(cell);
  if (column.zero !== undefined && figure !== null && Number(figure) === 0) return '';
  switch (cell.kind) {
    case 'money':
      return moneyTitle(cell, figure, format);
    case 'count':
      return column.short && Number(figure) >= 1000 ? format.count(Math.round(Number(figure))) : '';
    case 'share':
      return figure === null || cell.part === undefined || cell.whole === undefined
        ? ''
        : `${format.count(cell.part)} of ${format.count(cell.whole)}`;
    case 'change': {
      const { before = 0, known } = cell;
      if (known === false || (figure === null && before >= 0)) return '';
      const basis = before === 0n ? 'billed' : (column.compared?.basis ?? 'estimated');
      return `${column.compared?.words}: ${typeof before === 'bigint' ? withBasis(usd(before), basis) : format.count(before)}`;
    }
    case 'points':
      return figure === null ? '' : `${format.share((cell.partBefore ?? 0) / (cell.wholeBefore ?? 1))} before`;
    default:
      return '';
  }
}

/** A plain decimal number, whatever the locale, or a text as it is; `''` where nothing is known. */
export function plainCellText(cell: Cell): string {
  const figure = figureOf(cell);
  if (typeof figure === 'bigint') return exactDollars(figure);
  if (typeof figure !== 'number') return figure ?? '';
  if (cell.kind === 'share' && cell.thousandths !== undefined) return `${figure}`;
  return cell.kind === 'count' && Number.isInteger(figure) ? `${figure}` : figure.toFixed(6);
}

/** Dollars for a million, or `$10.00 per 1,000 searches`. */
function rateText(
  { perMillion, perThousand }: Extract<Cell, { kind: 'rate' }>,
  column: Column,
  format: Format,
): string {
  const amount = perMillion ?? 0n;
  if (perThousand === undefined) return format.rate(amount, column.digits ?? 2);
  return `${format.rate(amount / 1000n, 2)} per ${format.count(1000)} ${perThousand}`;
}

/** How sure a cell's amount is, for whoever hears it; `''` where it is billed. */
export function cellBasis(cell: Cell): string {
  const hasEstimates = (cell.kind === 'money' || cell.kind === 'rate') && hasEstimate(cell.basis);
  return hasEstimates && Number(figureOf(cell)) !== 0 ? BASIS_WORDS[cell.basis] : '';
}

/** `$1.00000000 estimated; 7 unpriced tokens`, `$9.00000000 partly estimated: $8.00 billed, ≈$1.00 estimated` */
function moneyTitle({ basis, unpricedTokens = 0, parts }: MoneyCell, amount: unknown, format: Format): string {
  const texts = parts ? COST_PARTS.flatMap((part) => partText(part, parts[part], format)) : [];
  const split = texts.length > 1 ? `: ${texts.join(', ')}` : '';
  const how = basis === 'billed' || amount === 0n ? '' : ` ${BASIS_WORDS[basis]}${split}`;
  return [
    ...(typeof amount === 'bigint' ? [`${usd(amount)}${how}`] : []),
    ...(unpricedTokens > 0 ? [unpricedText(format, unpricedTokens)] : []),
  ].join('; ');
}

/** `≈$1.00 estimated`; nothing for a part of zero. */
function partText(part: CostPart, cost: CostSplitByBasis[CostPart], format: Format): string[] {
  return cost.amount === 0n ? [] : [`${dollarsText(format, { ...cost, basis: part })} ${BASIS_WORDS[part]}`];
}

/** Sign of a fraction; `''` where it rounds to zero. */
function signOf(fraction: number): string {
  return Math.abs(fraction) < 0.0005 ? '' : fraction > 0 ? '+' : MINUS;
}

function usd(amount: Money): string {
  return `${amount < 0n ? MINUS : ''}$${exactDollars(amount < 0n ? -amount : amount)}`;
}
