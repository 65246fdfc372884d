import type { OrganizationLedger } from '../ledger/ledger.ts';
import type { BucketReading } from '../ledger/usageTable.ts';
import { includes, type UsageDetail } from '../spend/kind.ts';
import { startOfHour, startOfUtcDay } from '../time/utc.ts';
import { PROBED_GEO } from './coverage.ts';
import { hoursAPage } from './history.ts';
import { minutesAPage } from './minutes.ts';
import { type FetchSpan, type HistoryState, hourSpans } from './plan.ts';
import { minuteSpans, readPages, type UsagePage, type WantedParts } from './usagePages.ts';

/** Detail of usage whose geography is asked for. */
export const BY_GEOGRAPHY: UsageDetail = { geo: PROBED_GEO, fast: false };

/**
 * Reads usage of some spans again by inference geography, newest first: where no bill names one, nobody has asked for
 * it. With `byMinute` that of their minutes too, else only where minutes stand for an hour. Polls go on with today's.
 * Throws what the source or the ledger throws.
 */
export async function fetchGeography(
  spans: readonly FetchSpan[],
  byMinute: boolean,
  parts: WantedParts,
): Promise<void> {
  const { coverage, sizes } = parts;
  if (coverage.canSplitBy(PROBED_GEO)) coverage.addProbed(BY_GEOGRAPHY);
  const state = coverage.state(BY_GEOGRAPHY);
  const pages = spans.flatMap(({ from, to }): UsagePage[] => {
    const within = { from: startOfHour(from), to: Math.min(to, state.now) };
    const minutes = minuteSpans(coarseMinutes(within, byMinute, state, parts.ledger), minutesAPage(sizes));
    return [
      ...minutes.map((span) => ({ ...span, width: '1m' as const, detail: state.detailOf(startOfUtcDay(span.from)) })),
      ...hourSpans(coarseHours(within, state), hoursAPage(sizes), state.detailOf).map(
        (span) => ({ ...span, width: '1h' }) as const,
      ),
    ];
  });
  await readPages(pages, parts);
}

/** Starts of the hours that were read without their geography, newest first; hours that were not read at all are the history's. */
function coarseHours({ from, to }: FetchSpan, { hours, detailOf }: HistoryState): number[] {
  const isDetailed = ({ start, detail }: BucketReading) => includes(detail, detailOf(startOfUtcDay(start)));
  const within = hours.filter(({ start }) => start >= from && start < to);
  return stretch(within, (reading) => reading.shown && reading.tokens > 0 && !isDetailed(reading))
    .filter((reading) => reading.tokens === 0 || !isDetailed(reading))
    .map(({ start }) => start)
    .reverse();
}

/** From the first to the last of them. Quiet ones between come along: one question rather than many. */
function stretch(all: readonly BucketReading[], isOne: (reading: BucketReading) => boolean): readonly BucketReading[] {
  return all.slice(Math.max(all.findIndex(isOne), 0), all.findLastIndex(isOne) + 1);
}

/**
 * Starts of the minutes that have usage and were read in less detail than is needed, newest first: all of them, or
 * with `byMinute` false those that stand for an hour.
 */
export function coarseMinutes(
  { from, to }: FetchSpan,
  byMinute: boolean,
  { hours, detailOf }: HistoryState,
  ledger: OrganizationLedger,
): number[] {
  const hoursKnown = new Set(byMinute ? [] : hours.filter(({ shown }) => shown).map(({ start }) => start));
  const isOpen = ({ start }: BucketReading) => !hoursKnown.has(startOfHour(start));
  // One that the API has left out stays as it is, however often it is read.
  const isCoarse = ({ start, shown, tokens, detail }: BucketReading) =>
    shown && tokens > 0 && !includes(detail, detailOf(startOfUtcDay(start)));
  const open = ledger.usage.readings('1m', from, to).filter(isOpen);
  return stretch(open, isCoarse)
    .map(({ start }) => start)
    .reverse();
}
