import type { BucketWidth, Page, UsageBucket, UsageQuery } from '../../source.ts';
import type { Ask, Question } from '../ask.ts';
import { createBucketFilter } from '../buckets.ts';
import { AdminApiError } from '../errors.ts';
import { pages } from '../pages.ts';
import { toUsageBucket, usagePage, weighUsage } from '../schemas/usage.ts';
import { parseReply } from '../schemas/wire.ts';
import { rfc3339 } from './instants.ts';

/** Buckets a page, as the API documents them. */
const MAX_LIMIT = { '1m': 1440, '1h': 168, '1d': 31 } as const satisfies Record<BucketWidth, number>;
const MAX_DIMENSIONS = 5;
const SPEED_BETA = 'fast-mode-2026-02-01';

/** `GET …/usage_report/messages`. Throws a RangeError for a query that the API is known to refuse. */
export function createUsageReport(ask: Ask, warn: (line: string) => void) {
  const schemas = new Map<string, ReturnType<typeof usagePage>>();
  const schemaOf = (groupBy: UsageQuery['groupBy']) => {
    const name = groupBy.join();
    const schema = schemas.get(name) ?? usagePage(groupBy);
    schemas.set(name, schema);
    return schema;
  };

  return (query: UsageQuery, signal: AbortSignal): AsyncIterable<Page<UsageBucket>> => {
    check(query);
    const schema = schemaOf(query.groupBy);
    const withoutRepeats = createBucketFilter(weighUsage, warn);
    const answer = pages(
      async (cursor) => {
        const reply = await ask(questionOf(query, cursor), signal);
        const wire = parseReply(schema, reply);
        return {
          page: { items: withoutRepeats(wire.data.map(toUsageBucket)), bytes: reply.bytes },
          hasMore: wire.has_more,
          cursor: wire.next_page ?? null,
        };
      },
      { signal, cursorField: 'next_page' },
    );
    return query.speed === undefined ? answer : nothingIfRefused(answer, warn);
  };
}

/** An API that refuses the fast-mode beta has no fast usage to tell apart. */
async function* nothingIfRefused(
  answer: AsyncIterable<Page<UsageBucket>>,
  warn: (line: string) => void,
): AsyncGenerator<Page<UsageBucket>> {
  try {
    yield* answer;
  } catch (error) {
    if (!(error instanceof AdminApiError && error.kind === 'badRequest')) throw error;
    warn('the API refuses usage by speed: it is not told apart by it');
  }
}

function questionOf(query: UsageQuery, cursor: string | undefined): Question {
  const parameters: (readonly [string, string])[] = [
    ['starting_at', rfc3339(query.from)],
    ['ending_at', rfc3339(query.to)],
    ['bucket_width', query.width],
    ['limit', String(query.limit)],
    ...query.groupBy.map((dimension) => ['group_by[]', dimension] as const),
  ];
  if (query.inferenceGeo !== undefined) parameters.push(['inference_geos[]', query.inferenceGeo]);
  if (query.speed !== undefined) parameters.push(['speeds[]', query.speed]);
  if (cursor !== undefined) parameters.push(['page', cursor]);
  const bySpeed = query.speed !== undefined || query.groupBy.includes('speed');
  return { path: 'usage_report/messages', query: parameters, ...(bySpeed ? { beta: SPEED_BETA } : {}) };
}

function check(query: UsageQuery): void {
  if (!(query.from < query.to)) throw new RangeError('the usage report needs a range that ends after it starts');
  if (query.groupBy.length > MAX_DIMENSIONS) throw new RangeError('the usage report groups by five dimensions at most');
  if (!(query.limit >= 1 && query.limit <= MAX_LIMIT[query.width])) {
    throw new RangeError(`the usage report gives 1 to ${MAX_LIMIT[query.width]} buckets of ${query.width} a page`);
  }
}
