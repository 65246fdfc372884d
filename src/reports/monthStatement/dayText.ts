import { DAY, utcDay } from '../../spend/time.ts';

export function daysText(count: number): string {
  return count === 1 ? 'one day' : `${count} days`;
}

/** UTC days (starts in ms, ascending) as `2026-11-01 to 2026-11-08, 2026-11-12`. */
export function dayRanges(starts: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const start of starts) {
    const range = ranges.at(-1);
    if (range && range.last + DAY === start) range.last = start;
    else ranges.push({ first: start, last: start });
  }
  return ranges
    .map(({ first, last }) => (first === last ? utcDay(first) : `${utcDay(first)} to ${utcDay(last)}`))
    .join(', ');
}
