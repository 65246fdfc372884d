import { createSampleSource } from '../../../src/sample/source.ts';
import type { CostRow, Page, Source, UsageQuery } from '../../../src/source/source.ts';
import { DAY } from '../../../src/time/utc.ts';
import { COUNTS, type NamedRow, namesOf } from '../../support/usageRow.ts';

/** A Sunday. */
export const NOW = Date.parse('2026-11-22T14:07:12Z');
export const TODAY = Date.parse('2026-11-22T00:00:00Z');
export const NEVER = new AbortController().signal;

export const BY_KEY = ['workspace_id', 'api_key_id', 'model', 'service_tier', 'context_window'] as const;

export interface Bucket {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly NamedRow[];
}

export function sourceAt(now: number): Source {
  return createSampleSource({ now: () => now });
}

export async function allOf<Item>(pages: AsyncIterable<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page.items);
  return items;
}

export async function usageAt(
  now: number,
  query: Pick<UsageQuery, 'width' | 'from' | 'to'> & Partial<UsageQuery>,
): Promise<Bucket[]> {
  const buckets = await allOf(sourceAt(now).usage({ groupBy: BY_KEY, limit: 1000, ...query }, NEVER));
  return buckets.map(({ start, end, rows }) => ({ start, end, rows: rows.map(namesOf) }));
}

/** The bill of the UTC day that starts at `day`, as it can be read at `now`. */
export async function billAt(now: number, day: number): Promise<readonly CostRow[]> {
  const buckets = await allOf(sourceAt(now).cost({ from: day, to: day + DAY, limit: 1 }, NEVER));
  return buckets.flatMap(({ rows }) => rows);
}

export function amountOf(rows: readonly CostRow[]): bigint {
  return rows.reduce((sum, { amount }) => sum + amount, 0n);
}

/** Sums by all dimensions, in an order of their own. */
export function totals(buckets: readonly Bucket[]): Record<string, readonly number[]> {
  const sums = new Map<string, number[]>();
  for (const row of buckets.flatMap(({ rows }) => rows)) {
    const identity = identityOf(row);
    const sum = sums.get(identity) ?? COUNTS.map(() => 0);
    sums.set(
      identity,
      COUNTS.map((count, item) => (sum[item] ?? 0) + row[count]),
    );
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function identityOf(row: NamedRow): string {
  const { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed } = row;
  return [workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed].join(' ');
}
