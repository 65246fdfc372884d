import type { OrganizationLedger } from '../ledger/ledger.ts';
import { DAY, MINUTE, startOfUtcDay } from '../spend/time.ts';
import type { Coverage } from './coverage.ts';
import { PAGE_BYTES } from './history.ts';
import { inParallel } from './inParallel.ts';
import { MOST_MINUTES, type Span } from './plan.ts';
import type { Reader } from './reader.ts';
import type { Sizes } from './sizes.ts';

/** Minutes a page, while nothing is known of their size. */
const FIRST_MINUTES = 60;
/** As far as minutes are fetched in one go: a day of a zone, whose clocks may be set back in it. */
export const MOST_FETCHED = DAY + 60 * MINUTE;

export interface MinutesParts {
  readonly reader: Reader;
  readonly ledger: OrganizationLedger;
  readonly coverage: Coverage;
  readonly sizes: Sizes;
  /** Share that is there, 0 to 1. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Fetches the minutes of a span that the ledger lacks, newest first: those of a past day, which nobody keeps unless they
 * are asked for. Throws a RangeError for more than a day, or what the source or the ledger throws.
 */
export async function fetchMinutes(span: Span, parts: MinutesParts): Promise<void> {
  if (span.to - span.from > MOST_FETCHED) throw new RangeError('minutes are fetched of one day at a time');
  const { reader, ledger, coverage, sizes, onProgress, signal } = parts;
  const { now, splitsOf } = coverage.state();
  const whole = { from: span.from, to: Math.min(span.to, Math.floor(now / MINUTE) * MINUTE) };
  const known = new Set(ledger.usage.readings('1m', whole.from, whole.to).map(({ start }) => start));
  const pages = lackingMinutes(whole, known, Math.min(MOST_MINUTES, sizes.fit('1m', PAGE_BYTES, FIRST_MINUTES)));
  const minutes = pages.reduce((sum, { from, to }) => sum + (to - from), 0);
  let done = 0;
  const tasks = pages.map((page) => async () => {
    await reader.usage('1m', page, splitsOf(startOfUtcDay(page.from)), signal);
    done += page.to - page.from;
    onProgress(done / minutes);
  });
  await inParallel(tasks, signal);
}

/** Minutes of a span that are not known, as spans of at most `most` minutes inside one UTC day each, newest first. */
export function lackingMinutes({ from, to }: Span, known: ReadonlySet<number>, most: number): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (let start = to - MINUTE; start >= from; start -= MINUTE) {
    if (known.has(start)) continue;
    const last = spans.at(-1);
    const joins = last && last.from === start + MINUTE && last.from % DAY !== 0 && last.to - start <= most * MINUTE;
    if (joins) last.from = start;
    else spans.push({ from: start, to: start + MINUTE });
  }
  return spans;
}
