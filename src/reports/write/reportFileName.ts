import { onFirstDay, onLastDay } from '../../time/daysOfSpan.ts';
import { dayIn } from '../../time/zone.ts';
import type { Report } from '../report.ts';
import type { ReportFormat } from './formats.ts';

/**
 * `claude-cost-by-workspace-2026-11-01-to-2026-11-22.md`; a narrowed report's name says so, lest it be taken for
 * one of everything.
 */
export function reportFileName(
  { request, period, fileName }: Pick<Report, 'request' | 'period' | 'fileName'>,
  extension: ReportFormat,
): string {
  const first = dayIn(onFirstDay(period), period.zone);
  const last = dayIn(onLastDay(period), period.zone);
  const words = ['claude', fileName];
  words.push(first);
  if (last !== first) words.push('to', last);
  if (request.filters.length > 0) words.push('filtered');
  return `${words.join('-')}.${extension}`;
}
