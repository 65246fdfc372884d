import type { OrganizationLedger } from '../../ledger/ledger.ts';
import { type Choice, unitFor, uses } from '../../shared/choice.ts';
import { DIMENSION_IDS, type Dimension } from '../../shared/dimensions.ts';
import type { Explorer, Fetching } from '../../shared/explorer.ts';
import { Calendar } from '../explorer/calendar.ts';
import { bucketBoundaries } from '../period/buckets.ts';
import { resolveRange, snapToBuckets } from '../period/resolveRange.ts';
import type { Freshness } from '../scan/freshness.ts';
import type { PricedDayCache } from '../scan/pricedDayCache.ts';
import { QueryContext } from '../scan/queryContext.ts';
import { scanDays } from '../scan/scanDays.ts';
import { completed, type Steps } from '../scan/steps.ts';
import type { SpendBook } from '../spendBook.ts';
import { passesFilters, valueIdOf, valueNamed } from '../sums/dimensions.ts';
import { NameDirectory } from '../sums/directory.ts';
import { Grid } from '../sums/grid.ts';
import { countedBy } from '../sums/measured.ts';
import { Rollup } from '../sums/rollup.ts';
import { groupKeys, rankGroups, sumGroups, totalsOf } from '../sums/totals.ts';
import { filterValues } from '../sums/values.ts';
import { WeekSums } from '../sums/weekSums.ts';
import { cacheView } from './cacheView.ts';
import { buildChart } from './chart.ts';
import { explorerCaveats } from './explorerCaveats.ts';
import { isMissingGeography, missingMinutes } from './missingData.ts';
import { comparePrevious, previousPeriod } from './previousPeriod.ts';

export interface ExploreInput {
  readonly book: SpendBook;
  readonly ledger: OrganizationLedger;
  readonly choice: Choice;
  /** ms */
  readonly now: number;
  /** IANA name. */
  readonly zone: string;
  readonly freshness: Freshness;
  readonly fetching: Fetching | null;
  readonly dayCache: PricedDayCache;
  /** BCP 47, for the numbers in caveats; `en-US` unless told. */
  readonly locale?: string;
}

/** Answers a choice from what the ledger holds. */
export function explore(input: ExploreInput): Explorer {
  return completed(exploring(input));
}

/** The same in steps; what it is made of must not change between them. */
export function* exploring(input: ExploreInput): Steps<Explorer> {
  const { book, now, zone, dayCache, locale = 'en-US' } = input;
  const calendar = new Calendar(zone, now, book);
  const period = resolveRange(input.choice.range, calendar);
  const unit = unitFor(input.choice.unit, period.end - period.start);
  const choice = { ...input.choice, unit };
  const span = snapToBuckets(period, unit, calendar);
  const context = new QueryContext(input, calendar, choice);
  const { measure, by } = choice;
  const counted = countedBy(measure);

  const boundaries = bucketBoundaries(span, unit, calendar);
  const before = choice.compare ? previousPeriod(boundaries, period.previous, context) : null;
  yield* context.load(span, before?.span ?? span);
  const buckets = context.bucketsOf(boundaries);

  const keys = dayCache.keys.all.slice();
  const isPassing = passesFilters(keys, choice.filters, measure);
  const grouping = groupKeys(
    keys,
    (key) => valueIdOf(key, by, measure),
    (number) => isPassing[number] === true,
  );
  const rollup = new Rollup(keys.length);
  const grid = new Grid(keys, grouping.of, grouping.ids.length, buckets.length, counted);
  const week = new WeekSums({ keys, passing: isPassing, counted, context });
  const available = buckets.map(({ basis }) => basis !== 'none');
  let hasHourless = false;
  for (const batch of scanDays({ boundaries, available, dayAt: context.dayAt, minutes: context.minutes })) {
    rollup.add(batch);
    grid.add(batch);
    week.add(batch);
    hasHourless ||= batch.unallocated.some(({ line }) => !line.spread && line.amount !== 0n && isPassing[line.key]);
    yield batch.usage.keys.length;
  }
  // A part of a period beside a whole one would look like a fall.
  const isComparable = context.isAvailable({ start: span.start, end: Math.min(span.end, now) }, false);
  const compared =
    before && isComparable ? yield* comparePrevious(before, span, context, keys, isPassing, measure, counted) : null;

  const leftOut = compared?.leftOut ?? null;

  const directory = new NameDirectory(input.ledger);
  const named = (dimension: Dimension) => (id: string) => valueNamed(dimension, id, directory);
  const sums = sumGroups(rollup, keys, grouping);
  const sumsBefore = compared && sumGroups(compared.rollup, keys, grouping);
  yield keys.length * DIMENSION_IDS.length;
  const order = rankGroups(sums, grouping.ids, counted);
  const isThere = (at: number) => sums.seen[at] === 1 || sumsBefore?.seen[at] === 1;
  const listed = order.filter(isThere);
  const all = grouping.ids.map(named(by));
  const rollups = compared ? [rollup, compared.rollup] : [rollup];
  const minutes = unit === 'minute' ? missingMinutes(span, context, locale) : '';
  const geography =
    uses(choice, 'inferenceGeo') && isMissingGeography(keys, rollups) ? 'usage by inference geography' : '';
  // What is left is some passes over the groups, or the groups and buckets.
  yield grouping.ids.length * buckets.length;
  const chart = buildChart({ measure, unit, zone, buckets, grid, order, values: all });
  yield grouping.ids.length * buckets.length;
  const totals = totalsOf(listed, all, sums, sumsBefore);
  const cache = cacheView(rollup, keys, isPassing, (dimension, id) => named(dimension)(id));
  yield keys.length * DIMENSION_IDS.length;
  const values = filterValues(rollup, keys, measure, named);
  return {
    choice,
    span,
    beforeSpan: before?.span ?? null,
    chart,
    beforeByBucket: compared?.column ?? null,
    beforeBasis: before && compared ? book.basisOf(before.span) : 'none',
    totals,
    week: week.week(),
    cache,
    values,
    fetching: input.fetching,
    lacking: [minutes, geography].filter((words) => words !== '').join(' and '),
    caveats: explorerCaveats({
      choice,
      span,
      calendar,
      keys,
      passing: isPassing,
      rollup,
      locale,
      leftOut,
      isCompared: compared !== null,
      hasHourless,
    }),
  };
}
