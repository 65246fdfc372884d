import { dollarsText, isUnknown } from '../../shared/cost.ts';
import { createFormat, type Format, HALF_A_MONTH } from '../../shared/format.ts';
import type { Money } from '../../shared/money.ts';
import { onFirstDay, onLastDay } from '../../time/daysOfSpan.ts';
import { DAY, startOfUtcDay, startOfUtcMonth } from '../../time/utc.ts';
import type { Period, ReportRequest, ReportSum } from '../report.ts';
import type { DayBill, ReportData } from '../reportData.ts';
import { type Sums, sumOfLines } from '../table/sums.ts';

/** Lead of a sum that would be zero, of tokens that are unpriced. */
export const NO_PRICE = 'These tokens have no known price yet.';

/** What a report's costs sum to: the bill, where they are all of it, else why not. */
export function billSum(
  data: ReportData,
  { filters }: ReportRequest,
  { cost, basis, billed, unpricedTokens }: Sums,
): ReportSum {
  const { period, locale } = data;
  const format = createFormat(locale, period.zone);
  const amount = dollarsText(format, { amount: cost, basis });
  const sum = { amount: cost, basis };
  if (isUnknown({ ...sum, unpricedTokens })) return { ...sum, lead: NO_PRICE, words: '' };
  const lead = period.running ? `${amount} so far.` : `${amount} in total.`;
  if (filters.length > 0)
    return { ...sum, lead, words: 'This report is filtered, so it doesn’t add up to the full bill.' };
  if (period.zone !== 'UTC') {
    const words = `It doesn’t add up to a bill: bills cover UTC days, and these are days in ${period.zone}.`;
    return { ...sum, lead, words };
  }
  const final = data.bills(period).filter((bill) => bill.whole);
  const bills = sumOfBills(final);
  const { days, open, billed: onOpen } = openDays(data, final);
  const onFinal = billed - onOpen;
  if (bills !== onFinal) {
    const words = `It doesn’t add up to the final bills of these days: they come to ${format.money(bills)}, and the billed part of this report to ${format.money(onFinal)}.`;
    return { ...sum, lead, words };
  }
  if (open > 0 || cost !== billed) return { ...sum, lead, words: openWords(format, onFinal, days, open) };
  if (hasUnreadLines(final)) {
    return { ...sum, lead, words: 'It doesn’t add up to the full bill, because parts of the bill could not be read.' };
  }
  return { ...sum, lead: `Sums to ${amount}, the bill for ${periodName(period, format)}.`, words: '' };
}

/** `October 2026` for all of a month; for other days `Sun, Nov 1, 2026 to Tue, Nov 17, 2026`. */
function periodName(period: Period, format: Format): string {
  const [first, last] = [onFirstDay(period), onLastDay(period)];
  const month = startOfUtcMonth(period.start);
  const isMonth = month === period.start && startOfUtcMonth(last) === month && startOfUtcMonth(period.end) > month;
  if (period.zone === 'UTC' && isMonth) return monthName(period, format);
  if (first === last || format.longDay(first) === format.longDay(last)) return format.longDay(first);
  return `${format.longDay(first)} to ${format.longDay(last)}`;
}

/** `October 2026`: the UTC month that a period begins in. */
export function monthName({ start }: Period, format: Format): string {
  return `${format.month(start + HALF_A_MONTH)} ${new Date(start).getUTCFullYear()}`;
}

export function sumOfBills(bills: readonly DayBill[]): Money {
  return bills.flatMap(({ rows }) => rows).reduce((sum, { amount }) => sum + amount, 0n);
}

export function hasUnreadLines(bills: readonly DayBill[]): boolean {
  return bills.some(({ unreadLines }) => unreadLines > 0);
}

function openWords(format: Format, billed: Money, days: number, open: number): string {
  const final = days - open;
  if (final === 0) return 'No bill for these days is final yet, so amounts can still change.';
  return `${format.money(billed)} of it is on final bills, for ${final} of ${days} UTC days; the rest can still change.`;
}

/**
 * Counts the UTC days of a period that have begun, and those without a final bill, with what is billed of these already:
 * parts of a bill stop growing before all of it is final. A day of the past without a bill and without usage will have none.
 */
export function openDays(
  data: ReportData,
  final: readonly DayBill[],
): { readonly days: number; readonly open: number; readonly billed: Money } {
  const closed = new Set(final.map(({ start }) => start));
  const end = Math.min(data.period.end, data.now);
  let [days, open, billed] = [0, 0, 0n];
  for (let start = startOfUtcDay(data.period.start); start < end; start += DAY) {
    days += 1;
    if (closed.has(start)) continue;
    const span = { start: Math.max(start, data.period.start), end: Math.min(start + DAY, data.period.end) };
    const lines = data.lines(span, []);
    if (start + DAY > data.now || lines.length > 0 || !data.isKnown(span)) open += 1;
    billed += sumOfLines(lines).billed;
  }
  return { days, open, billed };
}
