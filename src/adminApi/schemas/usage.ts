import * as z from 'zod';
import type { UsageBucket, UsageDimension, UsageRow } from '../../source.ts';
import { count, instant, reportPage, text } from './wire.ts';

/** What was not asked for is not read, whatever stands there. */
const unread = z
  .unknown()
  .optional()
  .transform(() => null);

/**
 * The usage report grouped by some dimensions; those are wanted in every row. Flat and cut to what is used, because a page
 * can have 70,000 rows.
 */
export function usagePage(groupBy: readonly UsageDimension[]) {
  const dimension = (name: UsageDimension) => (groupBy.includes(name) ? text : unread);
  const row = z.object({
    workspace_id: dimension('workspace_id'),
    api_key_id: dimension('api_key_id'),
    model: dimension('model'),
    service_tier: dimension('service_tier'),
    context_window: dimension('context_window'),
    inference_geo: dimension('inference_geo'),
    speed: dimension('speed'),
    uncached_input_tokens: count,
    cache_creation: z.object({ ephemeral_5m_input_tokens: count, ephemeral_1h_input_tokens: count }),
    cache_read_input_tokens: count,
    output_tokens: count,
    server_tool_use: z.object({ web_search_requests: count }),
  });
  return reportPage(z.object({ starting_at: instant, ending_at: instant, results: z.array(row) }));
}

type WireBucket = z.output<ReturnType<typeof usagePage>>['data'][number];

export function toUsageBucket(wire: WireBucket): UsageBucket {
  return { start: wire.starting_at, end: wire.ending_at, rows: wire.results.map(toRow) };
}

function toRow(wire: WireBucket['results'][number]): UsageRow {
  return {
    workspaceId: wire.workspace_id ?? '',
    apiKeyId: wire.api_key_id ?? '',
    model: wire.model ?? '',
    serviceTier: wire.service_tier ?? '',
    contextWindow: wire.context_window ?? '',
    inferenceGeo: wire.inference_geo ?? '',
    speed: wire.speed ?? '',
    uncachedInput: wire.uncached_input_tokens,
    cacheWrite5m: wire.cache_creation.ephemeral_5m_input_tokens,
    cacheWrite1h: wire.cache_creation.ephemeral_1h_input_tokens,
    cacheRead: wire.cache_read_input_tokens,
    output: wire.output_tokens,
    webSearches: wire.server_tool_use.web_search_requests,
  };
}

/** Tells rows apart well enough to know a bucket again. */
export function weighUsage(row: UsageRow): number {
  return (
    row.uncachedInput +
    3 * row.cacheWrite5m +
    5 * row.cacheWrite1h +
    7 * row.cacheRead +
    11 * row.output +
    13 * row.webSearches
  );
}
