/** What a budget would have meant for the periods that are over, so that its amount can be chosen by them. */
import { DAY } from '../time/utc.ts';
import type { BudgetPeriod } from './budget.ts';
import { hasReached, usedFraction } from './budgetText.ts';
import type { Format } from './format.ts';
import { medianAmount } from './median.ts';
import { CENT, type Money, sumOfAmounts } from './money.ts';

/** A whole period of the past, all days of which are known. */
export interface PastPeriod {
  /** ms */
  readonly start: number;
  /** Amount of each UTC day, oldest first, millionths of a cent. */
  readonly days: readonly Money[];
}

const PERIOD_NAMES: Readonly<Record<BudgetPeriod, string>> = {
  day: 'Yesterday',
  week: 'Last week',
  month: 'Last month',
};

/** The place of the day on which each threshold, in percent of the amount, would have been reached; null where none was. */
export function budgetPreview(days: readonly Money[], amount: Money, thresholds: readonly number[]): (number | null)[] {
  const sums: Money[] = [];
  for (const day of days) sums.push((sums.at(-1) ?? 0n) + day);
  return thresholds.map((threshold) => {
    const at = sums.findIndex((sum) => hasReached(sum, amount, threshold));
    return at < 0 ? null : at;
  });
}

/** A tenth above the median of the past periods, rounded up to two figures; null where nothing was spent in them. */
export function suggestedAmount(periods: readonly PastPeriod[]): Money | null {
  const median = medianAmount(periods.map(({ days }) => sumOfAmounts(days)));
  if (median <= 0n) return null;
  const above = median + median / 10n;
  let unit = CENT;
  while (above / unit >= 100n) unit *= 10n;
  return ((above + unit - 1n) / unit) * unit;
}

/**
 * `Last month (≈$2,310) you would have passed 80% on the 19th and 100% on the 27th.` `periods` are the newest first;
 * `''` without any. The zone of `format` is UTC.
 */
export function previewText(
  periods: readonly PastPeriod[],
  { period, amount, thresholds }: { period: BudgetPeriod; amount: Money; thresholds: readonly number[] },
  format: Format,
): string {
  const [last] = periods;
  if (!last) return '';
  if (period === 'day') return dayPreviewText(periods, amount, format);
  const spent = sumOfAmounts(last.days);
  const when = `${PERIOD_NAMES[period]} (${format.money(spent)})`;
  const shown = shownThresholds(thresholds);
  const passed = budgetPreview(last.days, amount, shown).flatMap((at, index) =>
    at === null ? [] : [`${format.percent((shown[index] ?? 0) / 100)} ${dayName(last, at, period, format)}`],
  );
  if (passed.length === 0) return `${when} you would have used ${format.percent(usedFraction(spent, amount))}.`;
  return `${when} you would have passed ${passed.join(' and ')}.`;
}

/** `Yesterday ($31.20) you would have used 62%. 3 of the last 28 days would have passed 100%.` */
function dayPreviewText(periods: readonly PastPeriod[], amount: Money, format: Format): string {
  const sums = periods.map(({ days }) => sumOfAmounts(days));
  const [last = 0n] = sums;
  const passed = sums.filter((sum) => hasReached(sum, amount, 100)).length;
  const used = `Yesterday (${format.money(last)}) you would have used ${format.percent(usedFraction(last, amount))}.`;
  if (sums.length === 1) return used;
  return `${used} ${format.count(passed)} of the last ${format.count(sums.length)} days would have passed ${format.percent(1)}.`;
}

/** The last threshold that warns, and the amount itself. */
function shownThresholds(thresholds: readonly number[]): number[] {
  const warning = thresholds.findLast((threshold) => threshold < 100);
  return warning === undefined ? [100] : [warning, 100];
}

function dayName({ start }: PastPeriod, at: number, period: BudgetPeriod, format: Format): string {
  if (period === 'month') return `on the ${ordinal(at + 1)}`;
  return `on ${format.weekday(start + at * DAY)}`;
}

/** `19th` */
function ordinal(day: number): string {
  const ending = day >= 11 && day <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}
