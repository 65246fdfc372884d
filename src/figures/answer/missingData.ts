import { type Choice, uses } from '../../shared/choice.ts';
import { createFormat } from '../../shared/format.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { onFirstDay } from '../../time/daysOfSpan.ts';
import { HOUR, type Span } from '../../time/utc.ts';
import { hasMinutes } from '../scan/availability.ts';
import type { QueryContext } from '../scan/queryContext.ts';
import type { Rollup } from '../sums/rollup.ts';

/** Names the missing data of a choice and of its previous period that the API still has: `minutes of Nov 20`; `''` where there are none. */
export function missingData(
  choice: Choice,
  spans: readonly Span[],
  context: QueryContext,
  keys: readonly DimensionKey[],
  rollups: readonly Rollup[],
  locale: string,
): string {
  const minutes = choice.unit === 'minute' ? missingMinutes(spans, context, locale) : '';
  const isWithoutGeography = uses(choice, 'inferenceGeo') && isMissingGeography(keys, rollups);
  const geography = isWithoutGeography ? 'usage by inference geography' : '';
  return [minutes, geography].filter((words) => words !== '').join(' and ');
}

/**
 * Names the days with missing minutes, of closed hours that the API still knows: `minutes of Nov 20`; `''` when none.
 */
function missingMinutes(spans: readonly Span[], { pricedDays, calendar, now }: QueryContext, locale: string): string {
  const days = new Set<number>();
  for (const { start, end } of spans) {
    for (let hour = Math.floor(start / HOUR) * HOUR; hour < end && hour + HOUR <= now; hour += HOUR) {
      if (!hasMinutes(hour, pricedDays)) days.add(calendar.dayOf(Math.max(hour, start)));
    }
  }
  if (days.size === 0) return '';
  const format = createFormat(locale, calendar.zone);
  return `minutes of ${[...days].map((day) => format.day(onFirstDay({ start: calendar.startOf(day), end: calendar.startOf(day + 1) }))).join(' and ')}`;
}

/** True where some usage was read without its geography: nobody asks for that unless a bill names one. */
function isMissingGeography(keys: readonly DimensionKey[], rollups: readonly Rollup[]): boolean {
  return keys.some(
    ({ apiKeyId, inferenceGeo }, at) =>
      apiKeyId !== null && inferenceGeo === '' && rollups.some(({ counts }) => (counts[at] ?? 0) > 0),
  );
}
