import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { UsageDetail } from '../spend/kind.ts';
import { DAY, MINUTE, startOfUtcDay } from '../time/utc.ts';
import { PAGE_BYTES } from './history.ts';
import { type FetchSpan, MOST_MINUTES } from './plan.ts';
import type { Sizes } from './sizes.ts';
import { minuteSpans, readPages, type WantedParts } from './usagePages.ts';

/** Minutes a page, while nothing is known of their size. */
const FIRST_MINUTES = 60;
/** Longest span whose minutes are fetched in one go, ms: a day of a zone, whose clocks may be set back in it. */
const MOST_FETCHED = DAY + 60 * MINUTE;

/**
 * Fetches the minutes of a span that are missing, newest first: those of a past day, which nobody keeps unless they are
 * asked for, with the detail `wanted` too. With `readSince` (ms) also those that were last read before. Throws a
 * RangeError for more than a day, or what the source or the ledger throws.
 */
export async function fetchMinutes(
  span: FetchSpan,
  wanted: UsageDetail,
  parts: WantedParts,
  readSince = Number.NEGATIVE_INFINITY,
): Promise<void> {
  if (span.to - span.from > MOST_FETCHED) throw new RangeError('minutes are fetched for one day at a time');
  const { now, detailOf } = parts.coverage.state(wanted);
  const closed = { from: span.from, to: Math.min(span.to, Math.floor(now / MINUTE) * MINUTE) };
  const known = minutesReadSince(readSince, closed, parts.ledger);
  const spans = missingMinuteSpans(closed, known, minutesAPage(parts.sizes));
  const pages = spans.map((page) => ({ ...page, width: '1m', detail: detailOf(startOfUtcDay(page.from)) }) as const);
  await readPages(pages, parts);
}

/** Starts of the minutes of a span that were read at an instant (ms) or later. */
export function minutesReadSince(
  instant: number,
  { from, to }: FetchSpan,
  { usage }: Pick<OrganizationLedger, 'usage'>,
): Set<number> {
  const readings = usage.readings('1m', from, to).filter(({ readAt }) => readAt >= instant);
  return new Set(readings.map(({ start }) => start));
}

export function minutesAPage(sizes: Sizes): number {
  return Math.min(MOST_MINUTES, sizes.fit('1m', PAGE_BYTES, FIRST_MINUTES));
}

/** Minutes of a span that are not known, as spans of at most `most` minutes inside one UTC day each, newest first. */
export function missingMinuteSpans({ from, to }: FetchSpan, known: ReadonlySet<number>, most: number): FetchSpan[] {
  const missing: number[] = [];
  for (let start = to - MINUTE; start >= from; start -= MINUTE) if (!known.has(start)) missing.push(start);
  return minuteSpans(missing, most);
}
