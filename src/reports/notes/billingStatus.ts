import { createFormat } from '../../shared/format.ts';
import { DAY, startOfUtcDay } from '../../time/utc.ts';
import type { ReportRequest } from '../report.ts';
import type { DayBill, ReportData } from '../reportData.ts';
import type { Sums } from '../table/sums.ts';

/** Says which share of a cost is billed, how many bills are open, and whether it sums to the bills: a sentence each. */
export function billingStatus(data: ReportData, request: ReportRequest, total: Sums): string[] {
  const whole = data.bills(data.period).filter((bill) => bill.whole);
  return [...billedWords(data, total), ...openWords(data, whole), sumWords(data, request, total, whole)].filter(
    (sentence) => sentence !== '',
  );
}

function billedWords({ locale, period }: ReportData, { cost, billed, unpricedTokens }: Sums): string[] {
  if (cost <= 0n) return [];
  if (billed === cost) return [`All of the ${unpricedTokens > 0 ? 'cost that has a price' : 'cost'} is billed.`];
  if (billed === 0n) return ['None of the cost is billed yet.'];
  const fraction = Number(billed) / Number(cost);
  if (fraction < 0 || fraction > 1) return [];
  // Rounded down: 100 % would say that all of it is.
  const share = createFormat(locale, period.zone).share(Math.floor(fraction * 1000) / 1000);
  return [`${share} of the cost is billed, the rest not yet or not wholly.`];
}

/** Bills are by UTC day. A day of the past without a bill and without usage will have none. */
function openWords(data: ReportData, whole: readonly DayBill[]): string[] {
  const closed = new Set(whole.map(({ start }) => start));
  const end = Math.min(data.period.end, data.now);
  let [days, open] = [0, 0];
  for (let start = startOfUtcDay(data.period.start); start < end; start += DAY) {
    days += 1;
    const span = { start: Math.max(start, data.period.start), end: Math.min(start + DAY, data.period.end) };
    const isRunning = start + DAY > data.now;
    if (!closed.has(start) && (isRunning || !data.isKnown(span) || data.lines(span, []).length > 0)) open += 1;
  }
  if (open === 0) return [];
  const final = days - open;
  if (final === 0) return ['No bill of these days is final: amounts can still change.'];
  return [`The bill is final for ${final} of ${days} UTC days; the others can still change.`];
}

function sumWords(data: ReportData, { filters }: ReportRequest, { billed }: Sums, whole: readonly DayBill[]): string {
  if (filters.length > 0) return 'This report is narrowed, so it does not sum to the bill.';
  const { zone } = data.period;
  if (zone !== 'UTC')
    return `Bills are made by UTC day; these days are of ${zone}, so they do not sum to the same bills.`;
  const bills = whole.flatMap(({ rows }) => rows).reduce((sum, { amount }) => sum + amount, 0n);
  if (bills === billed) return bills === 0n ? '' : 'What is billed sums to the final bills exactly.';
  const { money } = createFormat(data.locale, zone);
  return `What is billed does not sum to the final bills of these days: they come to ${money(bills)}, this to ${money(billed)}.`;
}
