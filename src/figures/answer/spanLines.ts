import type { Filter } from '../../shared/choice.ts';
import type { Span } from '../../time/utc.ts';
import type { PricedDayCache } from '../scan/pricedDayCache.ts';
import type { QueryContext } from '../scan/queryContext.ts';
import { scanDays } from '../scan/scanDays.ts';
import type { Steps } from '../scan/steps.ts';
import { passesFilters } from '../sums/dimensions.ts';
import { Rollup } from '../sums/rollup.ts';
import { lineOf, type UsageLine } from '../sums/usageLine.ts';
import { previousDays, unmatchedBillLines } from './comparePrevious.ts';

export interface SpanLinesInput {
  readonly context: QueryContext;
  readonly dayCache: PricedDayCache;
  readonly filters: readonly Filter[];
  /** Span that it is compared with; days before unbilled ones are then without what bills have beside usage. */
  readonly later?: Span;
}

/** Usage and cost between boundaries (ms), as far as they are known and pass the filters, all of it together. */
export function* spanLines(
  boundaries: readonly number[],
  { context, dayCache, filters, later }: SpanLinesInput,
): Steps<UsageLine[]> {
  const span = { start: boundaries[0] ?? 0, end: boundaries.at(-1) ?? 0 };
  yield* context.load(span);
  const available = context.bucketsOf(boundaries).map(({ basis }) => basis !== 'none');
  const keys = dayCache.keys.all.slice();
  const isPassing = passesFilters(keys, filters, 'cost');
  const rollup = new Rollup(keys.length);
  const isLeftOut = later ? unmatchedBillLines(span, later, context, keys) : () => false;
  const dayAt = later ? previousDays(span, later, context, keys) : context.dayAt;
  for (const batch of scanDays({ boundaries, available, dayAt, minutes: context.minutes })) {
    rollup.add({ ...batch, unallocated: batch.unallocated.filter(({ line }) => !isLeftOut(line)) });
    yield batch.usage.keys.length;
  }
  return keys.flatMap((key, number) => (isPassing[number] ? (lineOf(key, number, rollup) ?? []) : []));
}
