import type { CostBucket, CostQuery, Page } from '../../source/source.ts';
import { DAY } from '../../time/utc.ts';
import { rfc3339 } from '../../time/zone.ts';
import { createBucketReader } from '../buckets.ts';
import { AdminApiError } from '../errors.ts';
import { pages } from '../pages.ts';
import type { ApiRequest, GetJson, JsonResponse } from '../request.ts';
import { COST_FORMAT } from '../schemas/cost.ts';
import { bucketPage, parseResponse } from '../schemas/wire.ts';
import { type SetApartLog, SetApartNotes } from '../setApart.ts';

const MAX_LIMIT = 31;
const SPEED_BETA = 'fast-mode-2026-02-01';

/**
 * `GET …/cost_report`, by workspace and description. The bill has no today and answers a range without a whole past day
 * with a 400: such a query throws a RangeError instead of being sent.
 */
export function createCostReport(getJson: GetJson, now: () => number, log: SetApartLog) {
  const { warn } = log;
  const notes = new SetApartNotes('the bill', log);
  let withSpeed = true;

  const askWithSpeed = async (request: ApiRequest, signal: AbortSignal): Promise<JsonResponse> => {
    if (!withSpeed) return getJson(request, signal);
    try {
      return await getJson({ ...request, beta: SPEED_BETA }, signal);
    } catch (error) {
      if (!(error instanceof AdminApiError && error.kind === 'badRequest')) throw error;
      const response = await getJson(request, signal);
      withSpeed = false;
      warn('the API refuses the fast-mode beta for the cost report: bills are read without speed from now on');
      return response;
    }
  };

  return (query: CostQuery, signal: AbortSignal): AsyncIterable<Page<CostBucket>> => {
    check(query, now());
    const read = createBucketReader({ width: DAY, format: COST_FORMAT, notes, warn });
    return pages(
      async (cursor) => {
        const response = await askWithSpeed(requestOf(query, cursor), signal);
        const wire = parseResponse(bucketPage, response);
        return {
          page: { items: read(wire.data), bytes: response.bytes },
          hasMore: wire.has_more,
          cursor: wire.next_page ?? null,
        };
      },
      { signal, cursorField: 'next_page' },
    );
  };
}

function requestOf(query: CostQuery, cursor: string | undefined): ApiRequest {
  return {
    path: 'cost_report',
    query: [
      ['starting_at', rfc3339(query.from)],
      ['ending_at', rfc3339(query.to)],
      ['bucket_width', '1d'],
      ['limit', String(query.limit)],
      ['group_by[]', 'workspace_id'],
      ['group_by[]', 'description'],
      ...(cursor === undefined ? [] : [['page', cursor] as const]),
    ],
  };
}

function check({ from, to, limit }: CostQuery, now: number): void {
  if (from % DAY !== 0 || to % DAY !== 0) throw new RangeError('the cost report takes full UTC days');
  if (!(from < to && to <= now)) throw new RangeError('the cost report needs a range of past days and has no today');
  if (!(limit >= 1 && limit <= MAX_LIMIT)) throw new RangeError(`the cost report gives 1 to ${MAX_LIMIT} days a page`);
}
