import { type Series, seriesOf, type UsageDimension } from '../source/series.ts';
import type { Counts, UsageBucket, UsageQuery, UsageRow } from '../source/source.ts';
import { PRIORITY, type UsageDetail } from '../spend/kind.ts';

/**
 * A report groups by five dimensions at once. The sixth, inference geography, and the seventh, speed, are each bought
 * with one filtered request, and what is left is a subtraction.
 */
const BASE: readonly UsageDimension[] = ['api_key_id', 'workspace_id', 'model', 'service_tier', 'context_window'];
/** Fast mode is of no service tier but standard, so its request can group by geography instead. */
const FAST: readonly UsageDimension[] = ['api_key_id', 'workspace_id', 'model', 'context_window', 'inference_geo'];

type Span = Pick<UsageQuery, 'width' | 'from' | 'to' | 'limit'>;

export interface SplitQueries {
  readonly base: UsageQuery;
  readonly geo: UsageQuery | null;
  readonly fast: UsageQuery | null;
}

export function splitQueries(span: Span, detail: UsageDetail): SplitQueries {
  return {
    base: { ...span, groupBy: BASE },
    geo: detail.geo === '' ? null : { ...span, groupBy: BASE, inferenceGeo: detail.geo },
    fast: detail.fast ? { ...span, groupBy: FAST, speed: 'fast' } : null,
  };
}

export function requestsOf(detail: UsageDetail): number {
  return 1 + (detail.geo === '' ? 0 : 1) + (detail.fast ? 1 : 0);
}

/**
 * Tells usage apart by what the filtered answers hold of it. The answers are read at slightly different times: a
 * filtered one that holds more than the base is believed, and nothing becomes negative.
 */
export function splitUsage(
  base: readonly UsageBucket[],
  geo: readonly UsageBucket[] | null,
  fast: readonly UsageBucket[] | null,
  detail: UsageDetail,
): readonly UsageBucket[] {
  if (!geo && !fast) return base;
  const geoByStart = new Map(geo?.map((bucket) => [bucket.start, bucket]));
  const fastByStart = new Map(fast?.map((bucket) => [bucket.start, bucket]));
  const inGeo = remembering((series) => ({ ...series, inferenceGeo: detail.geo }));
  const slowOf = remembering((series) => {
    const inferenceGeo = detail.geo !== '' && series.inferenceGeo === detail.geo ? detail.geo : '';
    return { ...series, inferenceGeo, speed: '' };
  });
  const fastOf = remembering((slow) => ({ ...slow, speed: 'fast' }));
  return base.map((bucket) => {
    const cells = new Cells(bucket.rows);
    for (const { series, counts } of geoByStart.get(bucket.start)?.rows ?? []) cells.move(counts, [series], inGeo);
    for (const { series, counts } of fastByStart.get(bucket.start)?.rows ?? []) {
      cells.move(counts, cells.ofAnyTier(slowOf(series)), fastOf);
    }
    return { ...bucket, rows: cells.rows() };
  });
}

/** One answer asks for the same few hundred series in every bucket. */
function remembering(make: (series: Series) => Series): (series: Series) => Series {
  const made = new Map<Series, Series>();
  return (series) => {
    let other = made.get(series);
    if (!other) {
      other = seriesOf(make(series));
      made.set(series, other);
    }
    return other;
  };
}

/** Standard first: usage that is not known to be of another tier is of this one. */
const STANDARD = 'standard';
const order = (tier: string) => (tier === STANDARD || tier === '' ? 0 : tier === PRIORITY ? 2 : 1);

/** The rows of one bucket. */
class Cells {
  readonly #counts = new Map<Series, Counts>();
  #tiers: readonly string[] | null = null;

  constructor(rows: readonly UsageRow[]) {
    for (const { series, counts } of rows) this.#add(series, counts);
  }

  /** Series that differ from this one in tier alone and have usage, Priority Tier last. */
  ofAnyTier(series: Series): Series[] {
    this.#tiers ??= [...new Set([...this.#counts.keys()].map(({ serviceTier }) => serviceTier))].sort(
      (a, b) => order(a) - order(b),
    );
    const held = this.#tiers
      .map((serviceTier) => seriesOf({ ...series, inferenceGeo: '', serviceTier }))
      .filter((ofTier) => this.#counts.has(ofTier));
    const tiers = held.length > 0 ? held.map(({ serviceTier }) => serviceTier) : [STANDARD];
    return tiers.map((serviceTier) => seriesOf({ ...series, serviceTier }));
  }

  /** Takes counts out of these series in their order, the rest out of the last, and puts each share where `to` says. */
  move(counts: Counts, from: readonly Series[], to: (series: Series) => Series): void {
    const last = from.at(-1);
    let left = counts;
    for (const series of from) {
      const there = this.#counts.get(series);
      const taken = series === last ? left : left.map((count, item) => Math.min(count, there?.[item] ?? 0));
      if (series !== last) left = subtract(left, taken);
      if (there) this.#counts.set(series, subtract(there, taken));
      if (isAny(taken)) this.#add(to(series), taken);
    }
  }

  rows(): UsageRow[] {
    const rows: UsageRow[] = [];
    this.#counts.forEach((counts, series) => {
      if (isAny(counts)) rows.push({ series, counts });
    });
    return rows;
  }

  #add(series: Series, counts: Counts): void {
    const held = this.#counts.get(series);
    this.#counts.set(series, held ? held.map((count, item) => count + (counts[item] ?? 0)) : counts);
  }
}

function subtract(counts: Counts, taken: Counts): Counts {
  return counts.map((count, item) => Math.max(0, count - (taken[item] ?? 0)));
}

function isAny(counts: Counts): boolean {
  return counts.some((count) => count > 0);
}
