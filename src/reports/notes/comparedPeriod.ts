import { momentText } from '../../export/momentText.ts';
import { createFormat } from '../../shared/format.ts';
import type { Span } from '../../time/utc.ts';
import { zoneDay } from '../../time/zone.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import type { Comparison } from '../table/comparison.ts';

/** `Sun, Nov 1, 2026 to Mon, Nov 30, 2026`; with times where a span does not begin or end with a day. */
function spanWords({ start, end }: Span, { locale, period }: Pick<ReportData, 'locale' | 'period'>): string {
  const format = createFormat(locale, period.zone);
  const isMidnight = (at: number) => zoneDay(at, period.zone).start === at;
  if (!isMidnight(start) || !isMidnight(end)) return `${momentText(format, start)} to ${momentText(format, end)}`;
  const [first, last] = [format.longDay(start), format.longDay(end - 1)];
  return first === last ? first : `${first} to ${last}`;
}

/** Names the period that a report's changes are against, or says why they are left out. */
export function comparedPeriod(data: ReportData, { lines, before: isComparable }: Comparison): string {
  const before = spanWords(data.before, data);
  if (isComparable) return [`Change is relative to the previous period, ${before}.`, ...unbilledDays(lines)].join(' ');
  return `No change shown: history for this period or the previous one (${before}) is incomplete.`;
}

/** Says which cost of estimated days is not compared, if there are any: see `unmatchedBillLines`. */
export function unbilledDays(lines: readonly UsageLine[]): string[] {
  const isEstimated = lines.some(({ estimated }) => estimated !== 0n);
  return isEstimated ? ['Days without a bill yet are compared without code execution and session usage.'] : [];
}
