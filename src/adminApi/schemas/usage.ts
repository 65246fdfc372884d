import * as z from 'zod/mini';
import { seriesReader, type UsageDimension } from '../../source/series.ts';
import type { Counts, UsageRow } from '../../source/source.ts';
import type { RowFormat } from '../buckets.ts';
import { valueText } from '../setApart.ts';
import { wireCount, wireText } from './wire.ts';

const counts = z.object({
  uncached_input_tokens: wireCount,
  cache_creation: z.nullish(z.object({ ephemeral_5m_input_tokens: wireCount, ephemeral_1h_input_tokens: wireCount })),
  cache_read_input_tokens: wireCount,
  output_tokens: wireCount,
  server_tool_use: z.nullish(z.object({ web_search_requests: wireCount })),
});
const NAMES = new Set(Object.keys(counts.shape));
const WRITES = new Set(['ephemeral_5m_input_tokens', 'ephemeral_1h_input_tokens']);
/** Sums of what is read: nothing that is new. */
const SUMS = new Set(['total_tokens', 'input_tokens', 'cache_creation_input_tokens']);

/** Tokens are always of one: an answer that leaves it out is not what it was asked for. */
const model = z.nullable(z.string());

type WireRow = z.output<typeof counts> & { readonly [Name in UsageDimension]?: unknown };

/**
 * Rows of the usage report grouped by some dimensions; what was not asked for is not read. Cut to what is used, because a
 * page can have 70,000 of them.
 */
export function usageFormat(groupBy: readonly UsageDimension[]): RowFormat<WireRow, UsageRow> {
  const dimensions: { [Name in UsageDimension]?: typeof wireText | typeof model } = Object.fromEntries(
    groupBy.map((name) => [name, name === 'model' ? model : wireText]),
  );
  const seriesOf = seriesReader(groupBy);
  const toRow = (wire: WireRow): UsageRow => ({ series: seriesOf(wire), counts: countsOf(wire) });
  return { schema: z.extend(counts, dimensions), toRow, groupOf, weigh, words, rowWords, addUnknown };
}

/** In the order of `ITEMS`. */
function countsOf(wire: z.output<typeof counts>): Counts {
  return [
    wire.uncached_input_tokens ?? 0,
    wire.cache_creation?.ephemeral_5m_input_tokens ?? 0,
    wire.cache_creation?.ephemeral_1h_input_tokens ?? 0,
    wire.cache_read_input_tokens ?? 0,
    wire.output_tokens ?? 0,
    wire.server_tool_use?.web_search_requests ?? 0,
  ];
}

function groupOf({ series }: UsageRow): unknown {
  return series;
}

function weigh({ counts }: UsageRow): number {
  return counts.reduce((sum, count, item) => sum + (2 * item + 1) * count, 0);
}

function words(raw: unknown, path: readonly PropertyKey[]): string {
  if (typeof raw !== 'object' || raw === null) return valueText(raw);
  const row: Readonly<Record<string, unknown>> = { ...raw };
  const odd = path.reduce<unknown>((found, step) => (isObject(found) ? found[String(step)] : undefined), row);
  const named = typeof row['model'] === 'string' ? [row['model']] : [];
  return [`${path.at(-1)?.toString() ?? ''} ${valueText(odd)}`, ...named].join(', ');
}

function rowWords({ series, counts }: UsageRow): string {
  return [`${counts.reduce((sum, count) => sum + count, 0)} tokens`, series.model].filter(Boolean).join(', ');
}

/** Types of tokens that are not known yet. */
function addUnknown(raw: unknown, sums: Map<string, number>): void {
  if (!isObject(raw)) return;
  for (const name in raw) {
    if (name.endsWith('_tokens') && !NAMES.has(name) && !SUMS.has(name)) add(name, raw[name], sums);
  }
  const writes = raw['cache_creation'];
  if (!isObject(writes)) return;
  for (const name in writes) if (!WRITES.has(name)) add(`cache_creation.${name}`, writes[name], sums);
}

function add(name: string, counted: unknown, sums: Map<string, number>): void {
  if (typeof counted === 'number' && counted > 0) sums.set(name, (sums.get(name) ?? 0) + counted);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
