import {
  haveMoved,
  type MonthEdition,
  type MonthlyReportTable,
  type ReportInFormat,
} from '../../ledger/monthlyReportTable.ts';
import { periodAt } from '../../shared/budgetPeriod.ts';
import type { Span } from '../../time/utc.ts';
import type { FinalMonth } from '../queries/finalMonths.ts';

/** An edition of a month's reports, and the files to write of it. */
export interface PlannedEdition {
  readonly edition: MonthEdition;
  readonly files: readonly ReportInFormat[];
}

type KnownMonths = Pick<MonthlyReportTable, 'months' | 'newestEdition' | 'files'>;

/** The UTC month before the one that an instant (ms) is in. */
export function lastMonth(now: number): Span {
  return periodAt('month', periodAt('month', now).start - 1);
}

/**
 * Months that there may be something to write of, oldest first: those that were begun, last month, and any in between, as
 * nobody may have been at work then. A month before all that were begun is not: the clock has been set back.
 */
export function monthsToLookAt(table: Pick<MonthlyReportTable, 'months'>, now: number): Span[] {
  const begun = table.months().map((start) => periodAt('month', start));
  const last = lastMonth(now);
  const newest = begun.at(-1);
  if (!newest) return [last];
  const since: Span[] = [];
  for (let { end } = newest; end < last.end; ) {
    const month = periodAt('month', end);
    since.push(month);
    end = month.end;
  }
  return [...begun, ...since];
}

/**
 * What is to be written of a month whose bills are final, null for nothing: all that is wanted where it is new; the same
 * again where amounts have been restated; what last month lacks of what is wanted. Of older months nothing but what they
 * had is written again.
 */
export function planMonth(
  month: Span,
  { amounts, changedAt }: FinalMonth,
  wanted: readonly ReportInFormat[],
  table: KnownMonths,
  now: number,
): PlannedEdition | null {
  const newest = table.newestEdition(month.start);
  if (!newest) return { edition: { edition: 0, restatedAt: null, amounts }, files: wanted };
  const files = table.files(month.start);
  const isLast = month.start === lastMonth(now).start;
  const has = (one: ReportInFormat, edition?: number) =>
    files.some((file) => isSame(file, one) && (edition === undefined || file.edition === edition));
  if (haveMoved(newest.amounts, amounts)) {
    const edition = { edition: newest.edition + 1, restatedAt: changedAt, amounts };
    return { edition, files: wanted.filter((one) => isLast || has(one)) };
  }
  const lacking = isLast ? wanted.filter((one) => !has(one, newest.edition)) : [];
  return lacking.length === 0 ? null : { edition: newest, files: lacking };
}

export function isSame(a: ReportInFormat, b: ReportInFormat): boolean {
  return a.report === b.report && a.format === b.format;
}
