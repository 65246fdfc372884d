import type { BillLine } from '../prices/bill.ts';
import { DAY, floorTo, rfc3339 } from '../world/time.ts';
import { centsOf } from './amount.ts';
import { type Answer, bucketPage, type Call, FAST_MODE_BETA } from './answer.ts';
import { badRequest } from './apiError.ts';
import { fingerprint, readTimeCursor, timeCursor } from './cursor.ts';
import { instant, integer, list, oneOf, readQuery, required, single } from './query.ts';

const ALLOWED = ['starting_at', 'ending_at', 'bucket_width', 'limit', 'page', 'group_by[]'];

interface Grouping {
  readonly byWorkspace: boolean;
  readonly byDescription: boolean;
  readonly withSpeed: boolean;
}

/**
 * `GET /v1/organizations/cost_report`. Completed UTC days alone: the end is clamped to today's midnight, and a range that
 * collapses is a 400. A day whose bill is not there yet is an empty bucket.
 */
export function costReport(call: Call): Answer {
  const query = readQuery(call.parameters, ALLOWED);
  oneOf(query, 'bucket_width', ['1d']);
  const groupBy = list(query, 'group_by', ['workspace_id', 'description']) ?? [];
  const limit = integer(query, 'limit', { fallback: 7, most: 31 });
  const from = floorTo(required(instant(query, 'starting_at'), 'starting_at'), DAY);
  const today = floorTo(call.now, DAY);
  const end = Math.min(floorTo(instant(query, 'ending_at') ?? today, DAY), today);
  if (end <= from) throw badRequest('Invalid date range: ending date must be after starting date');

  const print = fingerprint(call.path, query);
  const page = single(query, 'page');
  const first = page === undefined ? from : readTimeCursor(page, print);
  const stop = Math.min(end, first + limit * DAY);
  const grouping = {
    byWorkspace: groupBy.includes('workspace_id'),
    byDescription: groupBy.includes('description'),
    withSpeed: call.betas.includes(FAST_MODE_BETA),
  };
  const buckets: string[] = [];
  for (let day = first; day < stop; day += DAY) {
    const results = rowsOf(call.organization.truth.billAt(day, call.now)?.lines ?? [], grouping);
    buckets.push(JSON.stringify({ starting_at: rfc3339(day), ending_at: rfc3339(day + DAY), results }));
  }
  const json = () => bucketPage(buckets, stop < end ? timeCursor(stop, print) : null);
  return { json, again: timeCursor(first, print) };
}

/** Grouped by description, a line for every kind: the same words may come several times, and are to be summed. */
function rowsOf(lines: readonly BillLine[], grouping: Grouping): object[] {
  const sums = new Map<string, bigint>();
  for (const line of lines) {
    const id = JSON.stringify(identityOf(line, grouping));
    sums.set(id, (sums.get(id) ?? 0n) + line.amount);
  }
  return [...sums].map(([id, amount]) => ({ amount: centsOf(amount), currency: 'USD', ...JSON.parse(id) }));
}

function identityOf(line: BillLine, { byWorkspace, byDescription, withSpeed }: Grouping): object {
  const described = byDescription ? line : undefined;
  return {
    workspace_id: byWorkspace ? line.workspace : null,
    description: described?.description ?? null,
    cost_type: described?.costType ?? null,
    model: described?.model ?? null,
    token_type: described?.tokenType ?? null,
    service_tier: described?.serviceTier ?? null,
    context_window: described?.contextWindow ?? null,
    inference_geo: described?.inferenceGeo ?? null,
    ...(withSpeed ? { speed: described?.speed ?? null } : {}),
  };
}
