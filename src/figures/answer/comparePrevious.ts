import { basisAt, combine } from '../../shared/basis.ts';
import type { Unit } from '../../shared/choice.ts';
import type { Cost } from '../../shared/cost.ts';
import { isCost, isShare, type Measure } from '../../shared/measures.ts';
import { NO_AMOUNT } from '../../shared/previousPeriod.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import type { PricedDay, UnallocatedLine } from '../../spend/day/pricedDay.ts';
import { nameOf } from '../../spend/unallocated.ts';
import { DAY, HOUR, type Span, startOfUtcDay } from '../../time/utc.ts';
import type { ResolvedRange } from '../period/resolveRange.ts';
import { hasMinutes } from '../scan/availability.ts';
import type { QueryContext } from '../scan/queryContext.ts';
import { scanDays } from '../scan/scanDays.ts';
import type { Steps } from '../scan/steps.ts';
import type { CountedItems } from '../sums/countedItems.ts';
import { Grid } from '../sums/grid.ts';
import { Rollup } from '../sums/rollup.ts';

/** No day is shorter, whatever clocks do. */
const SHORTEST_DAY = 22 * HOUR;

/** The buckets of a choice in its previous period. */
export interface PreviousPeriod {
  /** Of the buckets, some of which may have nothing before them: these begin where they end. */
  readonly boundaries: readonly number[];
  /** All of it, also days of a longer month that no bucket meets. */
  readonly span: Span;
}

/** The same buckets of the previous period; of a span that is still running, up to the same moment. */
export function previousPeriod(
  boundaries: readonly number[],
  { previous, previousEnd }: Pick<ResolvedRange, 'previous' | 'previousEnd'>,
  unit: Unit,
  context: QueryContext,
): PreviousPeriod {
  const [start = 0] = boundaries;
  const isRunning = start < context.now && context.now < (boundaries.at(-1) ?? 0);
  const moment = isRunning ? Math.max(context.knownTo, start) : Number.POSITIVE_INFINITY;
  const moved = boundaries.map((boundary) => previous(Math.min(boundary, moment)));
  const end = isRunning ? (moved.at(-1) ?? 0) : Math.max(previousEnd, moved.at(-1) ?? 0);
  // A month as one bucket has all of the month before.
  if (unit === 'month') moved.splice(-1, 1, end);
  return { boundaries: moved, span: { start: moved[0] ?? 0, end } };
}

/** Sums of the previous period, as far as they compare. */
export interface PreviousSums {
  readonly rollup: Rollup;
  /** Cost that bills have beside usage, and the days it is compared with cannot know yet. */
  readonly leftOut: Pick<Cost, 'amount' | 'basis'>;
  /** By bucket; `NO_AMOUNT` or NaN where the previous period has no such bucket. */
  readonly column: BigInt64Array | Float64Array;
  /** Days of a longer month before that no bucket meets, ms: as long as their span. */
  readonly unmet: Span | null;
}

/** A previous period and what it is compared by. */
export interface ComparisonInput {
  readonly previous: PreviousPeriod;
  /** The span that is compared with it. */
  readonly later: Span;
  readonly context: QueryContext;
  readonly keys: readonly DimensionKey[];
  /** By key: true where it is counted. */
  readonly passing: readonly boolean[];
  readonly measure: Measure;
  /** Null for cost. */
  readonly counted: CountedItems | null;
}

/** Sums the previous period of a span, as it compares with it; null where it is not known. */
export function* comparePrevious(input: ComparisonInput): Steps<PreviousSums | null> {
  const { later, context, keys, passing, measure, counted } = input;
  const { span } = input.previous;
  if (!context.isAvailable(span, false) || !hasAllMinutes(input.previous.boundaries, context)) return null;
  const buckets = input.previous.boundaries.length - 1;
  const lastMet = input.previous.boundaries.at(-1) ?? span.end;
  const boundaries = lastMet < span.end ? [...input.previous.boundaries, span.end] : input.previous.boundaries;
  const one = Int32Array.from(passing, (isIn) => (isIn ? 0 : -1));
  const rollup = new Rollup(keys.length);
  const grid = new Grid(keys, one, 1, boundaries.length - 1, counted);
  const available = boundaries.slice(1).map(() => true);
  const isLeftOut = unmatchedBillLines(span, later, context, keys);
  let leftOut: PreviousSums['leftOut'] = { amount: 0n, basis: 'none' };
  const dayAt = previousDays(span, later, context, keys);
  for (const all of scanDays({ boundaries, available, dayAt, minutes: context.minutes })) {
    const batch = { ...all, unallocated: all.unallocated.filter(({ line }) => !isLeftOut(line)) };
    rollup.add(batch);
    grid.add(batch);
    yield batch.usage.keys.length;
    for (const { line } of all.unallocated) {
      if (!isLeftOut(line) || !passing[line.key]) continue;
      const basis = combine(leftOut.basis, basisAt(line.basis));
      leftOut = { amount: leftOut.amount + line.amount, basis };
    }
  }
  const column = columnOf(grid, measure).slice(0, buckets);
  for (let at = 0; at < buckets; at++) {
    if ((boundaries[at + 1] ?? 0) > (boundaries[at] ?? 0)) continue;
    if (column instanceof BigInt64Array) column[at] = NO_AMOUNT;
    else column[at] = Number.NaN;
  }
  const unmet = lastMet < span.end ? { start: lastMet, end: span.end } : null;
  return { rollup, leftOut, column, unmet };
}

/** By the minute a period counts as known only where its minutes are: its figures are then those of its line. */
export function hasAllMinutes(boundaries: readonly number[], context: QueryContext): boolean {
  if (!context.byMinute) return true;
  return boundaries.slice(1).every((end, at) => {
    const start = boundaries[at] ?? end;
    return end === start || start >= context.knownTo || hasMinutes(start, context.pricedDays);
  });
}

/**
 * Lines of bills that have nothing to be compared with in a later span. Of a day without its usage, all lines are
 * unallocated.
 */
export function unmatchedBillLines(
  earlier: Span,
  later: Span,
  context: QueryContext,
  keys: readonly DimensionKey[],
): (line: UnallocatedLine) => boolean {
  const isAlone = isComparedToUnbilledDay(earlier, later, context);
  return ({ at, key, spread }) =>
    !spread && isAlone(at) && (keys[key]?.item === -1 || context.pricedDays.isComplete(startOfUtcDay(at)));
}

/**
 * Days of an earlier span as they are compared with a later one: cost billed beside usage is spread over its hours
 * where the same cost is estimated so on the day that it is compared with.
 */
export function previousDays(
  earlier: Span,
  later: Span,
  context: QueryContext,
  keys: readonly DimensionKey[],
): (dayStart: number) => PricedDay | null {
  const estimatedAt = estimatesComparedTo(earlier, later, context);
  return (dayStart) => {
    const day = context.dayAt(dayStart);
    if (!day || day.unallocated.length === 0) return day;
    const unallocated = day.unallocated.map((line) => {
      const key = keys[line.key];
      if (line.spread || key?.item !== -1 || !estimatedAt(line.at).has(nameOf(key))) return line;
      return { ...line, at: dayStart, spread: context.pricedDays.unallocated.spread(line.amount, dayStart) };
    });
    return { ...day, unallocated };
  };
}

function columnOf({ amounts, parts, wholes }: Grid, measure: Measure): BigInt64Array | Float64Array {
  if (isCost(measure)) return amounts;
  return isShare(measure) ? parts.map((part, at) => part / (wholes[at] || Number.NaN)) : parts;
}

/** The UTC day of a later span that an instant (ms) of an earlier one is compared with. */
function dayComparedTo(earlier: Span, later: Span): (at: number) => number {
  // Days that only the longer month before has are compared with the last day of this one.
  return (at) => startOfUtcDay(Math.min(at + later.start - earlier.start, later.end - 1));
}

/**
 * True of an instant (ms) of an earlier span that is compared with hours, or with a UTC day that is not billed yet.
 * Cost beside usage, such as code execution, is known of no day before its bill, and of no hour at all: if only the
 * earlier day had it, each day would seem to cost less until it is billed.
 */
function isComparedToUnbilledDay(
  earlier: Span,
  later: Span,
  { pricedDays, now }: QueryContext,
): (at: number) => boolean {
  const isOfHours = later.end - later.start < SHORTEST_DAY;
  const met = dayComparedTo(earlier, later);
  return (at) => isOfHours || met(at) + DAY > now || pricedDays.spend(met(at))?.basis === 'estimated';
}

/**
 * Names (see `nameOf`) of costs beside usage that are estimated by the hour on the day that an instant (ms) of an
 * earlier span is compared with: their billed amounts are compared by the hour too.
 */
function estimatesComparedTo(
  earlier: Span,
  later: Span,
  { pricedDays }: QueryContext,
): (at: number) => ReadonlySet<string> {
  const met = dayComparedTo(earlier, later);
  return (at) => new Set((pricedDays.spend(met(at))?.unallocated ?? []).filter(({ spread }) => spread).map(nameOf));
}
