import * as z from 'zod';
import type { UsageBucket, UsageDimension, UsageRow } from '../../source.ts';
import { seriesOf } from '../../spend/series.ts';
import { count, instant, reportPage, text } from './wire.ts';

const counts = z.object({
  uncached_input_tokens: count,
  cache_creation: z.object({ ephemeral_5m_input_tokens: count, ephemeral_1h_input_tokens: count }),
  cache_read_input_tokens: count,
  output_tokens: count,
  server_tool_use: z.object({ web_search_requests: count }),
});

/** Tokens are always of one: an answer that leaves it out is not what it was asked for. */
const model = z.string().nullable();

/**
 * The usage report grouped by some dimensions; what was not asked for is not read. Cut to what is used, because a page can
 * have 70,000 rows.
 */
export function usagePage(groupBy: readonly UsageDimension[]) {
  const dimensions: { [Name in UsageDimension]?: typeof text | typeof model } = Object.fromEntries(
    groupBy.map((name) => [name, name === 'model' ? model : text]),
  );
  const row = counts.extend(dimensions);
  return reportPage(z.object({ starting_at: instant, ending_at: instant, results: z.array(row) }));
}

type WireBucket = z.output<ReturnType<typeof usagePage>>['data'][number];
type WireRow = z.output<typeof counts> & { readonly [Name in UsageDimension]?: unknown };

export function toUsageBucket(wire: WireBucket): UsageBucket {
  return { start: wire.starting_at, end: wire.ending_at, rows: wire.results.map(toRow) };
}

function toRow(wire: WireRow): UsageRow {
  return {
    series: seriesOf({
      workspaceId: nameIn(wire.workspace_id),
      apiKeyId: nameIn(wire.api_key_id),
      model: nameIn(wire.model),
      serviceTier: nameIn(wire.service_tier),
      contextWindow: nameIn(wire.context_window),
      inferenceGeo: nameIn(wire.inference_geo),
      speed: nameIn(wire.speed),
    }),
    // In the order of `ITEMS`.
    counts: [
      wire.uncached_input_tokens,
      wire.cache_creation.ephemeral_5m_input_tokens,
      wire.cache_creation.ephemeral_1h_input_tokens,
      wire.cache_read_input_tokens,
      wire.output_tokens,
      wire.server_tool_use.web_search_requests,
    ],
  };
}

/** `null`, and a dimension that was not asked for, are `''`. */
function nameIn(dimension: unknown): string {
  return typeof dimension === 'string' ? dimension : '';
}

/** Tells rows apart well enough to know a bucket again. */
export function weighUsage({ counts }: UsageRow): number {
  return counts.reduce((sum, count, item) => sum + (2 * item + 1) * count, 0);
}
