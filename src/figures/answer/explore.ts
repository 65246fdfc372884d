import type { OrganizationLedger } from '../../ledger/ledger.ts';
import { type Choice, unitFor, uses } from '../../shared/choice.ts';
import { DIMENSION_IDS, type Dimension } from '../../shared/dimensions.ts';
import type { Explorer, Fetching } from '../../shared/explorer.ts';
import { Calendar } from '../explorer/calendar.ts';
import { boundariesOf } from '../period/buckets.ts';
import { periodOf, snapped } from '../period/resolveRange.ts';
import type { Freshness } from '../scan/freshness.ts';
import type { Cubes } from '../scan/pricedDayCache.ts';
import { View } from '../scan/queryContext.ts';
import { takesOf } from '../scan/scanDays.ts';
import { completed, type Steps } from '../scan/steps.ts';
import type { SpendBook } from '../spendBook.ts';
import { idOf, passing, valueNamed } from '../sums/dimensions.ts';
import { Directory } from '../sums/directory.ts';
import { Grid } from '../sums/grid.ts';
import { countedBy } from '../sums/measured.ts';
import { Rollup } from '../sums/rollup.ts';
import { group, ranked, sumsOf, totalsOf } from '../sums/totals.ts';
import { valuesOf } from '../sums/values.ts';
import { WeekSums } from '../sums/weekSums.ts';
import { cacheView } from './cacheView.ts';
import { chartOf } from './chart.ts';
import { explorerCaveats } from './explorerCaveats.ts';
import { lackingMinutes, lacksGeography } from './missingData.ts';
import { beforeOf, compare } from './previousPeriod.ts';

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
  readonly cubes: Cubes;
  /** BCP 47, for the numbers in caveats; `en-US` unless told. */
  readonly locale?: string;
}

/** Answers a choice from what the ledger holds. */
export function explore(input: ExploreInput): Explorer {
  return completed(exploring(input));
}

/** The same in steps; what it is made of must not change between them. */
export function* exploring(input: ExploreInput): Steps<Explorer> {
  const { book, now, zone, cubes, locale = 'en-US' } = input;
  const calendar = new Calendar(zone, now, book);
  const period = periodOf(input.choice.range, calendar);
  const unit = unitFor(input.choice.unit, period.end - period.start);
  const choice = { ...input.choice, unit };
  const span = snapped(period, unit, calendar);
  const view = new View(input, calendar, choice);
  const { measure, by } = choice;
  const counted = countedBy(measure);

  const boundaries = boundariesOf(span, unit, calendar);
  const before = choice.compare ? beforeOf(boundaries, period.before, view) : null;
  yield* view.load(span, before?.span ?? span);
  const buckets = view.bucketsOf(boundaries);

  const keys = cubes.keys.all.slice();
  const isPassing = passing(keys, choice.filters, measure);
  const grouping = group(
    keys,
    (key) => idOf(key, by, measure),
    (number) => isPassing[number] === true,
  );
  const rollup = new Rollup(keys.length);
  const grid = new Grid(keys, grouping.of, grouping.ids.length, buckets.length, counted);
  const week = new WeekSums({ keys, passing: isPassing, counted, view });
  const known = buckets.map(({ basis }) => basis !== 'none');
  let hasHourless = false;
  for (const take of takesOf({ boundaries, known, cube: view.cube, minutes: view.minutes })) {
    rollup.add(take);
    grid.add(take);
    week.add(take);
    hasHourless ||= take.loose.some(({ line }) => !line.spread && line.amount !== 0n && isPassing[line.key]);
    yield take.sheet.keys.length;
  }
  // A part of a period beside a whole one would look like a fall.
  const isComparable = view.isKnown({ start: span.start, end: Math.min(span.end, now) }, false);
  const compared =
    before && isComparable ? yield* compare(before, span, view, keys, isPassing, measure, counted) : null;

  const leftOut = compared?.leftOut ?? null;

  const directory = new Directory(input.ledger);
  const named = (dimension: Dimension) => (id: string) => valueNamed(dimension, id, directory);
  const sums = sumsOf(rollup, keys, grouping);
  const sumsBefore = compared && sumsOf(compared.rollup, keys, grouping);
  yield keys.length * DIMENSION_IDS.length;
  const order = ranked(sums, grouping.ids, counted);
  const isThere = (at: number) => sums.seen[at] === 1 || sumsBefore?.seen[at] === 1;
  const listed = order.filter(isThere);
  const all = grouping.ids.map(named(by));
  const rollups = compared ? [rollup, compared.rollup] : [rollup];
  const minutes = unit === 'minute' ? lackingMinutes(span, view, locale) : '';
  const geography = uses(choice, 'inferenceGeo') && lacksGeography(keys, rollups) ? 'usage by inference geography' : '';
  // What is left is some passes over the groups, or the groups and buckets.
  yield grouping.ids.length * buckets.length;
  const chart = chartOf({ measure, unit, zone, buckets, grid, order, values: all });
  yield grouping.ids.length * buckets.length;
  const totals = totalsOf(listed, all, sums, sumsBefore);
  const cache = cacheView(rollup, keys, isPassing, (dimension, id) => named(dimension)(id));
  yield keys.length * DIMENSION_IDS.length;
  const values = valuesOf(rollup, keys, measure, named);
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
