import type { OrganizationLedger } from '../../ledger/ledger.ts';
import { type Choice, unitFor } from '../../shared/choice.ts';
import { DIMENSION_IDS, type Dimension } from '../../shared/dimensions.ts';
import type { Explorer, Fetching } from '../../shared/explorer.ts';
import type { ChartBucket } from '../../shared/panelView.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { Calendar } from '../../time/calendar.ts';
import type { Span } from '../../time/utc.ts';
import { bucketBoundaries } from '../period/buckets.ts';
import { resolveRange, snapToBuckets } from '../period/resolveRange.ts';
import type { Freshness } from '../scan/freshness.ts';
import type { PricedDayCache } from '../scan/pricedDayCache.ts';
import type { PricedDays } from '../scan/pricedDays.ts';
import { QueryContext } from '../scan/queryContext.ts';
import { scanDays } from '../scan/scanDays.ts';
import { completed, type Steps } from '../scan/steps.ts';
import { type CountedItems, countedItems } from '../sums/countedItems.ts';
import { passesFilters, valueIdOf, valueNamed } from '../sums/dimensions.ts';
import { NameDirectory } from '../sums/directory.ts';
import { Grid } from '../sums/grid.ts';
import { Rollup } from '../sums/rollup.ts';
import { type DimensionGroups, groupKeys, keptValues, rankGroups, sumGroups, totalsOf } from '../sums/totals.ts';
import { WeekSums } from '../sums/weekSums.ts';
import { cacheView } from './cacheView.ts';
import { buildChart } from './chart.ts';
import {
  comparePrevious,
  hasAllMinutes,
  type PreviousPeriod,
  type PreviousSums,
  previousPeriod,
} from './comparePrevious.ts';
import { explorerCaveats } from './explorerCaveats.ts';
import { missingData } from './missingData.ts';

export interface ExploreInput {
  readonly pricedDays: PricedDays;
  readonly ledger: OrganizationLedger;
  readonly choice: Choice;
  /** ms */
  readonly now: number;
  /** IANA name. */
  readonly zone: string;
  readonly freshness: Freshness;
  readonly fetching: Fetching | null;
  readonly dayCache: PricedDayCache;
  /** BCP 47, for the numbers in caveats; `en-US` where left out. */
  readonly locale?: string;
}

/** Answers a choice from what the ledger holds. */
export function explore(input: ExploreInput): Explorer {
  return completed(exploring(input));
}

/**
 * The same in steps, between which nothing that it is made of may change: the range and its buckets, a scan of the days
 * that sums them up, and the answer made of the sums.
 */
export function* exploring(input: ExploreInput): Steps<Explorer> {
  const query = resolveQuery(input);
  const { choice, context, span, previous } = query;
  yield* context.load(span, choice.compare ? previous.span : span);
  const sums = yield* scanQuery(query, input.dayCache.keys.all.slice());
  return yield* answerOf(query, sums, input);
}

/** A choice with its range in instants. */
interface Query {
  readonly choice: Choice;
  readonly context: QueryContext;
  readonly span: Span;
  /** Of its buckets. */
  readonly boundaries: readonly number[];
  /** Known also where it is not compared: whether it can be is told by its dates. */
  readonly previous: PreviousPeriod;
  /** Null for cost. */
  readonly counted: CountedItems | null;
}

function resolveQuery(input: ExploreInput): Query {
  const calendar = new Calendar(input.zone, input.now, input.pricedDays);
  const chosen = resolveRange(input.choice.range, calendar);
  const unit = unitFor(input.choice.unit, chosen.end - chosen.start);
  const choice = { ...input.choice, unit };
  const span = snapToBuckets(chosen, unit, calendar, (at) => input.pricedDays.canCutAt(at));
  // What is longer by its buckets is compared as such: it would meet its own end.
  const range = choice.range.type === 'instants' ? resolveRange({ type: 'instants', ...span }, calendar) : chosen;
  const context = new QueryContext(input, calendar, choice);
  const boundaries = bucketBoundaries(span, unit, calendar);
  const previous = previousPeriod(boundaries, range, unit, context);
  const counted = countedItems(choice.measure);
  return { choice, context, span, boundaries, previous, counted };
}

interface QuerySums {
  readonly keys: readonly DimensionKey[];
  /** By key: true where it passes the filters. */
  readonly passing: readonly boolean[];
  readonly groups: DimensionGroups;
  readonly buckets: readonly ChartBucket[];
  readonly rollup: Rollup;
  readonly grid: Grid;
  readonly week: WeekSums;
  /** Null where there is none, or it does not compare. */
  readonly comparison: PreviousSums | null;
  /** Something of it belongs to no hour. */
  readonly hasHourless: boolean;
}

function* scanQuery(query: Query, keys: readonly DimensionKey[]): Steps<QuerySums> {
  const { choice, context, span, boundaries, previous, counted } = query;
  const { measure, by, filters } = choice;
  const buckets = context.bucketsOf(boundaries);
  const passing = passesFilters(keys, filters, measure);
  const groups = groupKeys(
    keys,
    (key) => valueIdOf(key, by, measure),
    (number) => passing[number] === true,
  );
  const rollup = new Rollup(keys.length);
  const grid = new Grid(keys, groups.of, groups.ids.length, buckets.length, counted);
  const week = new WeekSums({ keys, passing, counted, context });
  const available = buckets.map(({ basis }) => basis !== 'none');
  let hasHourless = false;
  for (const batch of scanDays({ boundaries, available, dayAt: context.dayAt, minutes: context.minutes })) {
    rollup.add(batch);
    grid.add(batch);
    week.add(batch);
    hasHourless ||= batch.unallocated.some(({ line }) => !line.spread && line.amount !== 0n && passing[line.key]);
    yield batch.usage.keys.length;
  }
  // A part of a period beside a full one would look like a fall.
  const happened = { start: span.start, end: Math.min(span.end, context.now) };
  const isComparable = context.isAvailable(happened, false) && hasAllMinutes(boundaries, context);
  const comparison =
    choice.compare && isComparable
      ? yield* comparePrevious({ previous, later: span, context, keys, passing, measure, counted })
      : null;
  return { keys, passing, groups, buckets, rollup, grid, week, comparison, hasHourless };
}

function* answerOf(query: Query, scanned: QuerySums, input: ExploreInput): Steps<Explorer> {
  const { choice, context, span, previous, counted } = query;
  const { keys, passing, groups, buckets, rollup, grid, comparison, hasHourless } = scanned;
  const { measure, unit, by } = choice;
  const { pricedDays, zone, locale = 'en-US' } = input;
  const directory = new NameDirectory(input.ledger);
  const named = (dimension: Dimension) => (id: string) => valueNamed(dimension, id, directory);
  const sums = sumGroups(rollup, keys, groups);
  const previousSums = comparison && sumGroups(comparison.rollup, keys, groups);
  yield keys.length * DIMENSION_IDS.length;
  const order = rankGroups(sums, groups.ids, counted);
  const listed = order.filter((at) => sums.seen[at] === 1 || previousSums?.seen[at] === 1);
  const values = groups.ids.map(named(by));
  // The rest is some passes over the groups, or the groups and buckets.
  yield groups.ids.length * buckets.length;
  const chart = buildChart({ measure, unit, zone, buckets, grid, order, values });
  yield groups.ids.length * buckets.length;
  const totals = totalsOf(listed, values, sums, previousSums);
  const cache = cacheView(rollup, keys, passing, (dimension, id) => named(dimension)(id));
  yield keys.length * DIMENSION_IDS.length;
  const rollups = comparison ? [rollup, comparison.rollup] : [rollup];
  // Minutes of days that are not kept would be priced by nothing.
  const isKept = choice.compare && context.isAvailable(previous.span, false);
  const spans = isKept ? [span, previous.span] : [span];
  return {
    choice,
    span,
    previousSpan: previous.span,
    chart,
    previousByBucket: comparison?.column ?? null,
    previousBasis: comparison ? pricedDays.basisOf(previous.span) : 'none',
    totals,
    week: scanned.week.week(),
    cache,
    values: keptValues(rollup, keys, measure, named),
    fetching: input.fetching,
    missing: missingData(choice, spans, context, keys, rollups, locale),
    caveats: explorerCaveats({
      choice,
      span,
      calendar: context.calendar,
      keys,
      passing,
      rollup,
      locale,
      comparison,
      hasHourless,
    }),
  };
}
