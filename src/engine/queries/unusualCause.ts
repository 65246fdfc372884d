import { spanLines } from '../../figures/answer/spanLines.ts';
import { causeSentence } from '../../figures/change/causeSentence.ts';
import { explainChange } from '../../figures/change/explainChange.ts';
import { bucketBoundaries } from '../../figures/period/buckets.ts';
import { QueryContext, type QuerySources } from '../../figures/scan/queryContext.ts';
import { completed } from '../../figures/scan/steps.ts';
import { valueNamed } from '../../figures/sums/dimensions.ts';
import { NameDirectory } from '../../figures/sums/directory.ts';
import type { UsageLine } from '../../figures/sums/usageLine.ts';
import { RUNAWAY_MINUTES } from '../../figures/unusual/thresholds.ts';
import { differenceOf } from '../../shared/change.ts';
import { FIRST_CHOICE, type Filter } from '../../shared/choice.ts';
import type { Format } from '../../shared/format.ts';
import type { Scope, ScopeDimension } from '../../shared/scope.ts';
import type { UnusualRule } from '../../shared/unusual.ts';
import { Calendar } from '../../time/calendar.ts';
import { DAY, HOUR, MINUTE, type Span, startOfHour } from '../../time/utc.ts';

/** What changed since the week before, and how much of it is the price. */
export interface UnusualCause {
  /** `+$38/h: ci-bot, Opus 5.5, volume ×6.`; `''` where nothing is known. */
  readonly sentence: string;
  /** Part of the later amount that dearer prices make, 0 to 1. */
  readonly priceShare: number;
}

const WEEK = 7 * DAY;
const UNKNOWN: UnusualCause = { sentence: '', priceShare: 0 };

/** Explains the newest minutes by the same hour of the week before, or a day by the same part of its weekday. */
export function unusualCause(
  { rule, scope, span }: { readonly rule: UnusualRule; readonly scope: Scope; readonly span: Span },
  sources: QuerySources,
  format: Format,
): UnusualCause {
  const { pricedDays, ledger, dayCache, now } = sources;
  const isRunaway = rule === 'runaway';
  const calendar = new Calendar('UTC', now, pricedDays);
  const unit = isRunaway ? 'minute' : 'day';
  const context = new QueryContext(sources, calendar, { ...FIRST_CHOICE, by: 'apiKey', unit });
  const filters: Filter[] = scope.dimension === null ? [] : [{ dimension: scope.dimension, values: [scope.id] }];
  const later = isRunaway
    ? { start: span.end - RUNAWAY_MINUTES * MINUTE, end: span.end }
    : { start: span.start, end: Math.min(span.start + DAY, startOfHour(span.end)) };
  const hour = startOfHour(later.end - MINUTE) - WEEK;
  const earlier = isRunaway ? { start: hour, end: hour + HOUR } : { start: later.start - WEEK, end: later.end - WEEK };
  if (later.start >= later.end || !context.isAvailable(earlier, false) || !context.isAvailable(later)) return UNKNOWN;
  const linesOf = (of: Span) => {
    const boundaries = isRunaway ? [of.start, of.end] : bucketBoundaries(of, 'day', calendar);
    return completed(spanLines(boundaries, { context, dayCache, filters }));
  };
  const before = linesOf(earlier);
  const change = explainChange(isRunaway ? before.map(partOfHour) : before, linesOf(later));
  if (differenceOf(change) <= 0n) return UNKNOWN;
  const directory = new NameDirectory(ledger);
  const nameOf = (dimension: ScopeDimension, id: string) => valueNamed(dimension, id, directory).name;
  const perHour = isRunaway ? { perHourOf: RUNAWAY_MINUTES * MINUTE } : {};
  const after = Number(change.after.amount);
  return {
    sentence: `${causeSentence(change, { format, nameOf, ...perHour })}.`,
    priceShare: after > 0 ? Math.max(0, Number(change.effects.price) / after) : 0,
  };
}

/** Minutes are kept for some days only: an hour of last week stands for as many minutes of it. */
function partOfHour(line: UsageLine): UsageLine {
  const parts = HOUR / MINUTE / RUNAWAY_MINUTES;
  const [count, amount] = [(units: number) => Math.round(units / parts), (money: bigint) => money / BigInt(parts)];
  return {
    ...line,
    units: count(line.units),
    paidUnits: count(line.paidUnits),
    refusedUnits: count(line.refusedUnits),
    billed: amount(line.billed),
    mixed: amount(line.mixed),
    estimated: amount(line.estimated),
    listed: amount(line.listed),
    unpricedTokens: count(line.unpricedTokens),
  };
}
