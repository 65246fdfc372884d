import type { UsageBucket, UsageDimension, UsageQuery, UsageRow } from '../source.ts';
import { PRIORITY, type Splits, seriesKey } from '../spend/kind.ts';

/**
 * A report groups by five dimensions at once. The sixth, inference geography, and the seventh, speed, are each bought with
 * one filtered request, and what is left is a subtraction.
 */
const BASE: readonly UsageDimension[] = ['api_key_id', 'workspace_id', 'model', 'service_tier', 'context_window'];
/** Fast mode is of no service tier but standard, so its request can tell the geography instead. */
const FAST: readonly UsageDimension[] = ['api_key_id', 'workspace_id', 'model', 'context_window', 'inference_geo'];

type Span = Pick<UsageQuery, 'width' | 'from' | 'to' | 'limit'>;

export interface SplitQueries {
  readonly base: UsageQuery;
  readonly geo: UsageQuery | null;
  readonly fast: UsageQuery | null;
}

export function splitQueries(span: Span, splits: Splits): SplitQueries {
  return {
    base: { ...span, groupBy: BASE },
    geo: splits.geo === '' ? null : { ...span, groupBy: BASE, inferenceGeo: splits.geo },
    fast: splits.fast ? { ...span, groupBy: FAST, speed: 'fast' } : null,
  };
}

export function requestsOf(splits: Splits): number {
  return 1 + (splits.geo === '' ? 0 : 1) + (splits.fast ? 1 : 0);
}

type Counted = Pick<
  UsageRow,
  'uncachedInput' | 'cacheWrite5m' | 'cacheWrite1h' | 'cacheRead' | 'output' | 'webSearches'
>;
const COUNTED = ['uncachedInput', 'cacheWrite5m', 'cacheWrite1h', 'cacheRead', 'output', 'webSearches'] as const;
type MutableRow = Omit<UsageRow, keyof Counted> & { -readonly [Field in keyof Counted]: number };

/**
 * Tells usage apart by what the filtered answers hold of it. The answers are read at slightly different times: a filtered
 * one that holds more than the base is believed, and nothing becomes negative.
 */
export function splitUsage(
  base: readonly UsageBucket[],
  geo: readonly UsageBucket[] | null,
  fast: readonly UsageBucket[] | null,
  splits: Splits,
): readonly UsageBucket[] {
  if (!geo && !fast) return base;
  const geoByStart = new Map(geo?.map((bucket) => [bucket.start, bucket]));
  const fastByStart = new Map(fast?.map((bucket) => [bucket.start, bucket]));
  return base.map((bucket) => {
    const cells = new Cells(bucket.rows);
    for (const row of geoByStart.get(bucket.start)?.rows ?? []) {
      cells.move(row, [row.serviceTier], '', { inferenceGeo: splits.geo, speed: '' });
    }
    for (const row of fastByStart.get(bucket.start)?.rows ?? []) {
      const inferenceGeo = splits.geo !== '' && row.inferenceGeo === splits.geo ? splits.geo : '';
      cells.move(row, cells.tiersLike(row), inferenceGeo, { inferenceGeo, speed: 'fast' });
    }
    return { ...bucket, rows: cells.rows() };
  });
}

class Cells {
  readonly #rows = new Map<string, MutableRow>();
  readonly #tiers: readonly string[];

  constructor(rows: readonly UsageRow[]) {
    for (const row of rows) this.#cell({ ...row, inferenceGeo: '', speed: '' }, row);
    const tiers = new Set(rows.map((row) => row.serviceTier));
    const order = (tier: string) => (tier === 'standard' || tier === '' ? 0 : tier === PRIORITY ? 2 : 1);
    this.#tiers = [...tiers].sort((a, b) => order(a) - order(b));
  }

  tiersLike(row: UsageRow): string[] {
    const held = this.#tiers.filter((serviceTier) =>
      this.#rows.has(seriesKey({ ...row, serviceTier, speed: '', inferenceGeo: '' })),
    );
    return held.length > 0 ? held : ['standard'];
  }

  /** Takes counts out of the cells of these tiers, in their order, and puts them under the new dimensions. */
  move(
    row: UsageRow,
    tiers: readonly string[],
    fromGeo: string,
    to: { readonly inferenceGeo: string; readonly speed: string },
  ): void {
    const left: MutableRow = { ...row };
    for (const [index, serviceTier] of tiers.entries()) {
      const from = this.#rows.get(seriesKey({ ...row, serviceTier, inferenceGeo: fromGeo, speed: '' }));
      const last = index === tiers.length - 1;
      const taken: MutableRow = { ...left };
      for (const field of COUNTED) {
        const there = from?.[field] ?? 0;
        taken[field] = last ? left[field] : Math.min(left[field], there);
        if (from) from[field] = Math.max(0, there - taken[field]);
        left[field] -= taken[field];
      }
      if (COUNTED.some((field) => taken[field] > 0)) this.#cell({ ...row, serviceTier, ...to }, taken);
    }
  }

  rows(): UsageRow[] {
    return [...this.#rows.values()].filter((row) => COUNTED.some((field) => row[field] > 0));
  }

  #cell(dimensions: UsageRow, counts: Counted): void {
    const key = seriesKey(dimensions);
    const held = this.#rows.get(key);
    if (!held) {
      this.#rows.set(key, { ...dimensions, ...pick(counts) });
      return;
    }
    for (const field of COUNTED) held[field] += counts[field];
  }
}

function pick(counts: Counted): Counted {
  const { uncachedInput, cacheWrite5m, cacheWrite1h, cacheRead, output, webSearches } = counts;
  return { uncachedInput, cacheWrite5m, cacheWrite1h, cacheRead, output, webSearches };
}
