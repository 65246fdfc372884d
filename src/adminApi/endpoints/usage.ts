import type { BucketWidth, Page, UsageBucket, UsageQuery } from '../../source/source.ts';
import { DAY, HOUR, MINUTE } from '../../time/utc.ts';
import { rfc3339 } from '../../time/zone.ts';
import { createBucketReader } from '../buckets.ts';
import { AdminApiError } from '../errors.ts';
import { pages } from '../pages.ts';
import type { ApiRequest, GetJson } from '../request.ts';
import { usageFormat } from '../schemas/usage.ts';
import { bucketPage, parseResponse } from '../schemas/wire.ts';
import { type SetApartLog, SetApartNotes } from '../setApart.ts';

/** Buckets a page, as the API documents them. */
const MAX_LIMIT = { '1m': 1440, '1h': 168, '1d': 31 } as const satisfies Record<BucketWidth, number>;
const WIDTH_MS = { '1m': MINUTE, '1h': HOUR, '1d': DAY } as const satisfies Record<BucketWidth, number>;
const MAX_DIMENSIONS = 5;
const SPEED_BETA = 'fast-mode-2026-02-01';

/** `GET …/usage_report/messages`. Throws a RangeError for a query that the API is known to refuse. */
export function createUsageReport(getJson: GetJson, log: SetApartLog) {
  const { warn } = log;
  const notes = new SetApartNotes('usage', log);
  const formats = new Map<string, ReturnType<typeof usageFormat>>();
  const formatOf = (groupBy: UsageQuery['groupBy']) => {
    const name = groupBy.join();
    const format = formats.get(name) ?? usageFormat(groupBy);
    formats.set(name, format);
    return format;
  };

  return (query: UsageQuery, signal: AbortSignal): AsyncIterable<Page<UsageBucket>> => {
    check(query);
    const width = WIDTH_MS[query.width];
    const read = createBucketReader({ width, format: formatOf(query.groupBy), notes, warn });
    const answer = pages(
      async (cursor) => {
        const response = await getJson(requestOf(query, cursor), signal);
        const wire = parseResponse(bucketPage, response);
        return {
          page: { items: read(wire.data), bytes: response.bytes },
          hasMore: wire.has_more,
          cursor: wire.next_page ?? null,
        };
      },
      { signal, cursorField: 'next_page' },
    );
    return query.speed === undefined ? answer : nothingIfRefused(answer, warn);
  };
}

/** An API that refuses the fast-mode beta has no fast usage. */
async function* nothingIfRefused(
  answer: AsyncIterable<Page<UsageBucket>>,
  warn: (line: string) => void,
): AsyncGenerator<Page<UsageBucket>> {
  try {
    yield* answer;
  } catch (error) {
    if (!(error instanceof AdminApiError && error.kind === 'badRequest')) throw error;
    warn('the API does not report usage by speed: speeds are not distinguished');
  }
}

function requestOf(query: UsageQuery, cursor: string | undefined): ApiRequest {
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
