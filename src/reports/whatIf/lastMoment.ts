import type { ReportData } from '../reportData.ts';

/** The last instant of a period that has happened, ms. */
export function lastMoment({ period, now }: Pick<ReportData, 'period' | 'now'>): number {
  return Math.max(period.start, Math.min(period.end, now) - 1);
}
