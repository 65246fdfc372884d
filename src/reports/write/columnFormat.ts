import { exactDollars } from '../../shared/exactDollars.ts';
import { CENT, type Money } from '../../shared/money.ts';
import type { Cell } from '../report.ts';

/** Figures whose decimal points stand below each other. */
export interface ColumnFormat {
  /** Dollars with two decimals, or with four where some rate of the column is no whole number of cents. */
  rate(perMillion: Money): string;
  /** With one decimal. */
  ratio(value: number): string;
}

/** An unknown locale falls back to `en-US`, as in `createFormat`. */
export function createColumnFormat(locale: string, cells: readonly (Cell | undefined)[]): ColumnFormat {
  const tag = isLocale(locale) ? locale : 'en-US';
  const isFine = cells.some(
    (cell) => cell?.kind === 'rate' && cell.perMillion !== null && cell.perMillion % CENT !== 0n,
  );
  const digits = (count: number) => ({ minimumFractionDigits: count, maximumFractionDigits: count });
  const dollars = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  const rate = new Intl.NumberFormat(tag, { ...dollars, ...digits(isFine ? 4 : 2) });
  const ratio = new Intl.NumberFormat(tag, { ...digits(1), signDisplay: 'negative' });
  return {
    rate: (perMillion) => rate.format(exactDollars(perMillion) as Intl.StringNumericLiteral),
    ratio: (value) => ratio.format(value),
  };
}

function isLocale(locale: string): boolean {
  try {
    return new Intl.Locale(locale).toString() !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
