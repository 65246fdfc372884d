import { FIRST_CHOICE } from '../../shared/choice.ts';
import { DIMENSION_IDS, type Dimension } from '../../shared/dimensions.ts';
import { Calendar } from '../../time/calendar.ts';
import { DAY, startOfUtcDay } from '../../time/utc.ts';
import { daysIn } from '../scan/pricedDays.ts';
import { QueryContext, type QuerySources } from '../scan/queryContext.ts';
import { type DayBatch, scanDays } from '../scan/scanDays.ts';
import type { Steps } from '../scan/steps.ts';
import { valueIdOf } from '../sums/dimensions.ts';
import { Rollup } from '../sums/rollup.ts';
import { keptValues } from '../sums/totals.ts';
import { OWNED_DAYS, type ValueUse } from './claimColors.ts';

export type ValueUses = Readonly<Record<Dimension, readonly ValueUse[]>>;

/**
 * Ranks the values of each dimension by their cost over the days that colours are owned for, dearest first, with the UTC
 * day of their newest use. In steps, as it reads the days of a long range.
 */
export function* valueUses(sources: QuerySources, zone: string): Steps<ValueUses> {
  const { now, pricedDays, dayCache } = sources;
  const end = startOfUtcDay(now) + DAY;
  const span = { start: end - OWNED_DAYS * DAY, end };
  const context = new QueryContext(sources, new Calendar(zone, now, pricedDays), FIRST_CHOICE);
  yield* context.load(span);

  const keys = dayCache.keys.all.slice();
  const rollup = new Rollup(keys.length);
  const usedAt = new Float64Array(keys.length);
  const boundaries = [...daysIn(span), end];
  const available = boundaries.slice(1).map(() => true);
  for (const batch of scanDays({ boundaries, available, dayAt: context.dayAt, minutes: context.minutes })) {
    rollup.add(batch);
    for (const [key, bucket] of usedKeys(batch)) usedAt[key] = Math.min(boundaries[bucket + 1] ?? end, now);
    yield batch.usage.keys.length;
  }
  yield keys.length * DIMENSION_IDS.length;
  return keptValues(rollup, keys, 'cost', (dimension) => {
    const newest = new Map<string, number>();
    for (const [number, key] of keys.entries()) {
      const id = valueIdOf(key, dimension, 'cost');
      newest.set(id, Math.max(newest.get(id) ?? 0, usedAt[number] ?? 0));
    }
    return (id) => ({ id, usedAt: newest.get(id) ?? 0 });
  });
}

/** Keys that a UTC day has anything of, with the day's bucket. */
function* usedKeys({ usage, buckets, whole, unallocated }: DayBatch): Generator<[key: number, bucket: number]> {
  const day = buckets[0] ?? 0;
  for (let row = 0; row < usage.keys.length; row++) {
    if (whole && (whole.counts[row] !== 0 || whole.amounts[row] !== 0)) yield [usage.keys[row] ?? 0, day];
  }
  for (const { line, bucket } of unallocated) yield [line.key, bucket];
}
