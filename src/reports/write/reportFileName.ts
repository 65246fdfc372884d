import { dayIn } from '../../out/zonedTime.ts';
import { onFirstDay, onLastDay } from '../../shared/daysOfSpan.ts';
import type { Report, ReportId } from '../report.ts';

const WORDS: Readonly<Record<ReportId, string>> = {
  dailyUsage: 'daily-usage',
  workspaceCost: 'cost-by-workspace',
  keyCost: 'cost-by-api-key',
  cacheEfficiency: 'cache-efficiency',
  tiersAndTools: 'tiers-and-tools',
  claudeCode: 'code-by-user',
  monthStatement: 'month-statement',
  savings: 'savings',
};

/**
 * `claude-cost-by-workspace-2026-11-01-to-2026-11-22.md`; a narrowed report says so, so that it is not taken
 * for the whole.
 */
export function reportFileName(
  { request, period }: Pick<Report, 'request' | 'period'>,
  extension: 'md' | 'csv' | 'json',
): string {
  const first = dayIn(onFirstDay(period), period.zone);
  const last = dayIn(onLastDay(period), period.zone);
  const words = ['claude', WORDS[request.report]];
  words.push(first);
  if (last !== first) words.push('to', last);
  if (request.filters.length > 0) words.push('filtered');
  return `${words.join('-')}.${extension}`;
}
