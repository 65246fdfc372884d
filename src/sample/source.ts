import { setImmediate } from 'node:timers/promises';
import type { BucketWidth, Page, Source } from '../source/source.ts';
import type { Clock } from '../time/utc.ts';
import { billBuckets } from './bill.ts';
import { claudeCodeRecords } from './claudeCode.ts';
import { apiKeysOn, SAMPLE_ORGANIZATION, workspacesOn } from './organization.ts';
import { dayNumber } from './schedule.ts';
import { usageBuckets } from './usage.ts';

/** Limits of the API. */
const MOST_BUCKETS: Record<BucketWidth, number> = { '1m': 1440, '1h': 168, '1d': 31 };
const MOST_DAYS = 31;
const MOST_DIMENSIONS = 5;
/** A made-up organization must not hold the extension host either. */
const STRETCH_MS = 10;

/**
 * A made-up organization that answers like the Admin API, quirks included, without a network: the same question at the
 * same instant of the clock has the same answer everywhere. What the API answers with a 400 is a RangeError.
 */
export function createSampleSource(clock: Clock): Source {
  return {
    async organization(signal) {
      signal.throwIfAborted();
      return SAMPLE_ORGANIZATION;
    },
    async *usage(query, signal) {
      if (query.groupBy.length > MOST_DIMENSIONS)
        throw new RangeError('Cannot specify more than 5 group_by[] dimensions.');
      const limit = Math.min(query.limit, MOST_BUCKETS[query.width]);
      yield* inPages(usageBuckets(query, clock.now()), limit, signal);
    },
    async *cost(query, signal) {
      const now = clock.now();
      if (Math.min(dayNumber(query.to), dayNumber(now)) <= dayNumber(query.from))
        throw new RangeError('Invalid date range: ending date must be after starting date');
      yield* inPages(billBuckets(query, now), Math.min(query.limit, MOST_DAYS), signal);
    },
    apiKeys: (signal) => inPages(apiKeysOn(dayNumber(clock.now())), Number.POSITIVE_INFINITY, signal),
    workspaces: (signal) => inPages(workspacesOn(dayNumber(clock.now())), Number.POSITIVE_INFINITY, signal),
    // Of people who have none.
    spendLimits: (signal) => inPages([], Number.POSITIVE_INFINITY, signal),
    claudeCode: (day, signal) => inPages(claudeCodeRecords(day, clock.now()), Number.POSITIVE_INFINITY, signal),
  };
}

/** Makes the items of a page as it is asked for, with a pause for others now and then; there is always one page. */
async function* inPages<Item>(
  items: Iterable<Item>,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<Page<Item>, void, undefined> {
  signal.throwIfAborted();
  let page: Item[] = [];
  let since = performance.now();
  for (const item of items) {
    if (page.length >= limit) {
      yield { items: page, bytes: 0 };
      page = [];
    }
    page.push(item);
    if (performance.now() - since > STRETCH_MS) {
      await setImmediate();
      since = performance.now();
    }
    signal.throwIfAborted();
  }
  yield { items: page, bytes: 0 };
}
