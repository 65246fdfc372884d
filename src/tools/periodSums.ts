import {
  comparePrevious,
  type PreviousPeriod,
  type PreviousSums,
  previousPeriod,
} from '../figures/answer/comparePrevious.ts';
import { bucketBoundaries } from '../figures/period/buckets.ts';
import { type ResolvedRange, resolveRange, snapToBuckets } from '../figures/period/resolveRange.ts';
import { QueryContext } from '../figures/scan/queryContext.ts';
import { scanDays } from '../figures/scan/scanDays.ts';
import type { Steps } from '../figures/scan/steps.ts';
import { passesFilters } from '../figures/sums/dimensions.ts';
import { Grid } from '../figures/sums/grid.ts';
import { Rollup } from '../figures/sums/rollup.ts';
import type { DimensionGroups } from '../figures/sums/totals.ts';
import { type Choice, FIRST_CHOICE, type Filter, type Range } from '../shared/choice.ts';
import type { Measure } from '../shared/measures.ts';
import type { ChartBucket } from '../shared/panelView.ts';
import type { DimensionKey } from '../spend/day/dimensionKeys.ts';
import { ITEMS, WEB_SEARCHES } from '../spend/kind.ts';
import { Calendar } from '../time/calendar.ts';
import { DAY, HOUR, type Span } from '../time/utc.ts';
import { BadInput } from './toolInput.ts';
import type { ToolSources } from './toolSources.ts';
import type { GroupBy } from './tools.ts';

/** As far as hours are shown, ms. */
const LONGEST_BY_HOUR = 62 * DAY;
/** No day is shorter, whatever clocks do. */
const SHORTEST_DAY = 22 * HOUR;

/** A period that was asked for, and what its sums are read with. */
export interface AskedPeriod {
  readonly groupBy: GroupBy;
  readonly choice: Choice;
  readonly context: QueryContext;
  readonly span: Span;
  readonly resolved: ResolvedRange;
  /** Of its days or hours. */
  readonly boundaries: readonly number[];
}

/** What is asked of a period. */
export interface PeriodQuestion {
  readonly range: Range;
  readonly groupBy: GroupBy;
  readonly measure: Measure & ('cost' | 'tokens');
  /** Dimensions that are filtered by, before their values are found. */
  readonly filtered: readonly Filter['dimension'][];
  readonly compare: boolean;
}

/** Turns a question into instants. Throws BadInput where it is of too many hours. */
export function askedPeriod(question: PeriodQuestion, sources: ToolSources): AskedPeriod {
  const { range, groupBy, measure, filtered, compare } = question;
  const { pricedDays, zone, now } = sources;
  const calendar = new Calendar(zone, now, pricedDays);
  const chosen = resolveRange(range, calendar);
  const length = chosen.end - chosen.start;
  if (groupBy === 'hour' && length > LONGEST_BY_HOUR) throw new BadInput('Hours are given for at most 62 days.');
  const unit = groupBy === 'hour' || (groupBy !== 'day' && length < SHORTEST_DAY) ? 'hour' : 'day';
  const span = snapToBuckets(chosen, unit, calendar, (at) => pricedDays.canCutAt(at));
  const resolved = range.type === 'instants' ? resolveRange({ type: 'instants', ...span }, calendar) : chosen;
  // Whatever is not broken down by a dimension needs none of its caveats.
  const by = groupBy === 'workspace' || groupBy === 'apiKey' || groupBy === 'model' ? groupBy : 'costType';
  const filters = filtered.map((dimension) => ({ dimension, values: [] }));
  const choice = { ...FIRST_CHOICE, measure, by, unit, range, filters, compare } as const;
  const context = new QueryContext(sources, calendar, choice);
  return { groupBy, choice, context, span, resolved, boundaries: bucketBoundaries(span, unit, calendar) };
}

/** Sums of a period by key and by bucket, over all that is known of it and passes the filters. */
export interface PeriodSums {
  readonly keys: readonly DimensionKey[];
  /** By key. */
  readonly passing: readonly boolean[];
  readonly buckets: readonly ChartBucket[];
  readonly rollup: Rollup;
  /** Cost by bucket, as a single group, or units by bucket, as a group for each item; null where parts are not of time. */
  readonly byBucket: Grid | null;
  /** Something of it belongs to no hour. */
  readonly hasHourless: boolean;
}

/** By key, whether it passes; searches are those of the model that searched where tokens are counted. */
export function passingKeys(
  keys: readonly DimensionKey[],
  filters: readonly Filter[],
  measure: PeriodQuestion['measure'],
): boolean[] {
  const passing = passesFilters(keys, filters, measure);
  if (measure === 'cost') return passing;
  const searching = passesFilters(keys, filters, 'webSearches');
  return keys.map(({ item }, at) => (item === WEB_SEARCHES ? searching : passing)[at] === true);
}

/** Sums a period whose days are loaded. `keys` are all of the cache. */
export function* periodSums(
  { groupBy, context, boundaries, choice }: AskedPeriod,
  keys: readonly DimensionKey[],
  passing: readonly boolean[],
): Steps<PeriodSums> {
  const buckets = context.bucketsOf(boundaries);
  const available = buckets.map(({ basis }) => basis !== 'none');
  const rollup = new Rollup(keys.length);
  const byBucket =
    groupBy === 'day' || groupBy === 'hour' ? gridOf(choice.measure, keys, passing, buckets.length) : null;
  let hasHourless = false;
  for (const batch of scanDays({ boundaries, available, dayAt: context.dayAt, minutes: context.minutes })) {
    rollup.add(batch);
    byBucket?.add(batch);
    hasHourless ||= batch.unallocated.some(({ line }) => !line.spread && line.amount !== 0n && passing[line.key]);
    yield batch.usage.keys.length;
  }
  return { keys, passing, buckets, rollup, byBucket, hasHourless };
}

function gridOf(measure: Measure, keys: readonly DimensionKey[], passing: readonly boolean[], buckets: number): Grid {
  if (measure === 'cost') return new Grid(keys, oneGroup(passing).of, 1, buckets, null);
  const items = new Int32Array(keys.length).fill(-1);
  for (const [at, { item }] of keys.entries()) if (passing[at]) items[at] = item;
  return new Grid(keys, items, ITEMS.length, buckets, { parts: ITEMS.map(() => true), wholes: null });
}

/** All keys that pass, as one group. */
export function oneGroup(passing: readonly boolean[]): DimensionGroups {
  const of = new Int32Array(passing.length).fill(-1);
  for (const [at, isIn] of passing.entries()) if (isIn) of[at] = 0;
  return { ids: [''], of };
}

/** The period before, of days that are loaded. */
export function previousOf({ boundaries, resolved, choice, context }: AskedPeriod): PreviousPeriod {
  return previousPeriod(boundaries, resolved, choice.unit, context);
}

/** Sums the period before. */
export function* sumsBefore(
  { context, span }: AskedPeriod,
  previous: PreviousPeriod,
  keys: readonly DimensionKey[],
  passing: readonly boolean[],
): Steps<PreviousSums | null> {
  // A part of a period beside a full one would look like a fall.
  const happened = { start: span.start, end: Math.min(span.end, context.now) };
  if (!context.isAvailable(happened, false)) return null;
  return yield* comparePrevious({ previous, later: span, context, keys, passing, measure: 'cost', counted: null });
}
