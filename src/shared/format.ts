/**
 * Money, counts and times as the user reads them. Locale and zone come from the host once, so that the status bar and the
 * page write the same figure the same way.
 */

import { knownZone } from '../time/dayZone.ts';
import { DAY } from '../time/utc.ts';
import { exactDollars } from './exactDollars.ts';
import { CENT, centsToDecimal, DOLLAR, type Money, toCents, toDollars } from './money.ts';

/** Formatted from its middle, a month has the same name in whatever zone it was cut. Milliseconds. */
export const HALF_A_MONTH = 15 * DAY;

export interface Format {
  /** `$12.40`; above zero and below a cent `<$0.01`. */
  money(amount: Money): string;
  /** Dollars without cents, rounded half up: `$812`; above zero and below half a dollar `<$1`. */
  wholeDollars(amount: Money): string;
  /** Whole cents, such as the rows of a table rounded together by `rowsToCents`. */
  cents(cents: bigint): string;
  count(value: number): string;
  /** 412 M, for tokens. */
  compact(value: number): string;
  /** 412.0 M: the same for a column, where decimals stand below each other. */
  compactInColumn(value: number): string;
  /** Dollars for a million tokens, given in millionths of a cent, to so many decimals. */
  rate(perMillion: Money, digits: 2 | 4): string;
  /** With one decimal, for a column: `10.0`. */
  tenths(value: number): string;
  /** A round number of dollars, for an axis: `$1,200`, `$0.50`, `$0.002`. */
  dollars(value: number): string;
  /** An error that was at most so large, as a percentage: rounded up, so that next to nothing is `0.01%` and not `0%`. */
  atMost(fraction: number): string;
  /** A fraction as a percentage. */
  percent(fraction: number): string;
  /** A fraction as a percentage with one decimal, for a column. */
  share(fraction: number): string;
  /** A change as a signed percentage: `+12.3%`; beyond tenfold, where decimals say nothing, `+1,234%`. */
  change(fraction: number): string;
  /** 14:05 */
  time(instant: number): string;
  /** Nov 22 */
  day(instant: number): string;
  /** Sun, Nov 22 */
  weekdayDay(instant: number): string;
  /** Sunday, Nov 22 */
  fullWeekdayDay(instant: number): string;
  /** Sun, Nov 22, 2026 */
  longDay(instant: number): string;
  /** Days from one to another: `Sep 26 – Oct 25`, `Nov 22 – 24`, `Nov 22`. */
  days(first: number, last: number): string;
  /** Sat, Nov 7 – Thu, Nov 12, 2026 */
  longDays(first: number, last: number): string;
  /** Sun */
  weekday(instant: number): string;
  /** November */
  month(instant: number): string;
  /** UTC, or the short name of the user's zone */
  zoneName(instant: number): string;
}

/** Sign of negative numbers on screen; files have the hyphen, which every spreadsheet reads. */
export const MINUS = '−';

const DATE = { month: 'short', day: 'numeric' } as const;
const LONG_DATE = { ...DATE, weekday: 'short', year: 'numeric' } as const;
const DOLLARS = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;

/** `locale` is BCP 47, `zone` an IANA name. An unknown locale falls back to `en-US`, an unknown zone to UTC. */
export function createFormat(locale: string, zone: string, minus = '-'): Format {
  const tag = supported(() => new Intl.Locale(locale).toString()) ?? 'en-US';
  const timeZone = knownZone(zone) ?? 'UTC';
  const dollars = new Intl.NumberFormat(tag, DOLLARS);
  const date = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (instant: number) => {
      made ??= new Intl.DateTimeFormat(tag, { ...options, timeZone });
      return made.format(instant);
    };
  };
  const dates = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (first: number, last: number) => {
      made ??= new Intl.DateTimeFormat(tag, { ...options, timeZone });
      // Thin spaces around the dash are not in every font.
      return made.formatRange(first, last).replace(/\u2009/g, ' ');
    };
  };
  const withMinus = (text: string) => text.replace(/[-−]/, minus);
  const number = (options: Intl.NumberFormatOptions) => {
    let made: Intl.NumberFormat | undefined;
    return (value: number | bigint) => {
      made ??= new Intl.NumberFormat(tag, options);
      return withMinus(made.format(value));
    };
  };
  const compact = number({ notation: 'compact', maximumFractionDigits: 1 });
  const compactTenths = number({ notation: 'compact', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  // Where a language has no short word, as German has none for a thousand, nothing is rounded.
  const isShortened = (value: number) => /\p{L}/u.test(compact(value));
  const cents = (value: bigint) => withMinus(dollars.format(centsToDecimal(value) as Intl.StringNumericLiteral));
  const money = (amount: Money) => (amount > 0n && amount < CENT ? `<${cents(1n)}` : cents(toCents(amount)));
  const whole = number({ ...DOLLARS, maximumFractionDigits: 0 });
  const percent = number({ style: 'percent', maximumFractionDigits: 2 });
  const signed = { style: 'percent', signDisplay: 'exceptZero' } as const;
  const change = number({ ...signed, minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const largeChange = number({ ...signed, maximumFractionDigits: 0 });
  return {
    money,
    wholeDollars: (amount) => (amount > 0n && amount < DOLLAR / 2n ? `<${whole(1n)}` : whole(toDollars(amount))),
    cents,
    count: number({}),
    compact,
    compactInColumn: (value) => (isShortened(value) ? compactTenths(value) : compact(value)),
    rate: (perMillion, digits) => {
      const rates = new Intl.NumberFormat(tag, {
        ...DOLLARS,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
      return withMinus(rates.format(exactDollars(perMillion) as Intl.StringNumericLiteral));
    },
    tenths: number({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'negative' }),
    dollars: number({
      ...DOLLARS,
      maximumFractionDigits: 8,
      trailingZeroDisplay: 'stripIfInteger',
    }),
    share: number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    percent,
    // To six digits first: 0.0007 × 10,000 is more than 7 in floats.
    atMost: (fraction) => percent(Math.max(1, Math.ceil(Number((fraction * 10_000).toFixed(6)))) / 10_000),
    change: (fraction) => (fraction >= 10 ? largeChange : change)(fraction),
    time: date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: date(DATE),
    weekdayDay: date({ ...DATE, weekday: 'short' }),
    fullWeekdayDay: date({ ...DATE, weekday: 'long' }),
    longDay: date(LONG_DATE),
    days: dates(DATE),
    longDays: dates(LONG_DATE),
    weekday: date({ weekday: 'short' }),
    month: date({ month: 'long' }),
    zoneName: (instant) =>
      timeZone === 'UTC'
        ? 'UTC'
        : (new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'short' })
            .formatToParts(instant)
            .find((part) => part.type === 'timeZoneName')?.value ?? timeZone),
  };
}

function supported<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
