import { spanLines } from '../../figures/answer/spanLines.ts';
import type { NoticeCause } from '../../figures/budgets/crossingNotice.ts';
import { causeSentence, mainCause } from '../../figures/change/causeSentence.ts';
import { changeBy } from '../../figures/change/changeSums.ts';
import { explainChange } from '../../figures/change/explainChange.ts';
import { bucketBoundaries } from '../../figures/period/buckets.ts';
import { QueryContext, type QuerySources } from '../../figures/scan/queryContext.ts';
import { completed } from '../../figures/scan/steps.ts';
import { valueNamed } from '../../figures/sums/dimensions.ts';
import { NameDirectory } from '../../figures/sums/directory.ts';
import type { BudgetState } from '../../shared/budget.ts';
import { periodAt } from '../../shared/budgetPeriod.ts';
import { differenceOf } from '../../shared/change.ts';
import { FIRST_CHOICE, type Filter } from '../../shared/choice.ts';
import { dollarsText } from '../../shared/cost.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import type { Format } from '../../shared/format.ts';
import { plainText } from '../../shared/plainText.ts';
import type { ScopeDimension } from '../../shared/scope.ts';
import { Calendar } from '../../time/calendar.ts';
import { DAY, HOUR, type Span } from '../../time/utc.ts';

/**
 * What the spend of a budget's period comes from: what has made it more than that of the period before by now, or of the
 * same weekday; where nothing has, or that is not known, the value that most of it is of.
 */
export function budgetCause(state: BudgetState, sources: QuerySources, format: Format): NoticeCause {
  const { pricedDays, ledger, dayCache, now, freshness } = sources;
  const { scope, start, end } = state;
  const calendar = new Calendar('UTC', now, pricedDays);
  // Keys come from usage, so its hours are needed.
  const context = new QueryContext(sources, calendar, { ...FIRST_CHOICE, by: 'apiKey' });
  const filters: Filter[] = scope.dimension === null ? [] : [{ dimension: scope.dimension, values: [scope.id] }];
  const soFar = { start, end: Math.ceil(Math.min(now, end, freshness.dataTo ?? now) / HOUR) * HOUR };
  const earlier = earlierSpan(state, soFar);
  const linesOf = (span: Span, later?: Span) => {
    const boundaries = bucketBoundaries(span, 'day', calendar);
    return completed(spanLines(boundaries, { context, dayCache, filters, ...(later && { later }) }));
  };
  const directory = new NameDirectory(ledger);
  const nameOf = (dimension: ScopeDimension, id: string) => valueNamed(dimension, id, directory).name;
  const narrower: ScopeDimension = scope.dimension === 'apiKey' ? 'model' : 'apiKey';
  const lines = linesOf(soFar);
  if (context.isAvailable(earlier, false)) {
    const change = explainChange(linesOf(earlier, soFar), lines);
    if (differenceOf(change) > 0n) {
      const values = mainCause(change)?.scope ?? [];
      const by = values.find(({ dimension }) => dimension !== scope.dimension)?.dimension ?? narrower;
      return {
        sentence: `${comparedText(state, earlier, now, format)}, ${causeSentence(change, { format, nameOf })}.`,
        by,
      };
    }
  }
  const [top] = changeBy(explainChange([], lines), narrower).toSorted((a, b) =>
    a.after.amount < b.after.amount ? 1 : -1,
  );
  if (!top || top.after.amount <= 0n) return { sentence: '', by: narrower };
  const name = plainText(nameOf(narrower, top.id));
  return { sentence: `Top ${DIMENSIONS[narrower].word}: ${name}, ${dollarsText(format, top.after)}.`, by: narrower };
}

/** As much of the period before, or of the same weekday, as has passed of this one. */
function earlierSpan({ budget, start }: BudgetState, soFar: Span): Span {
  if (budget.period !== 'month') return { start: soFar.start - 7 * DAY, end: soFar.end - 7 * DAY };
  const before = periodAt('month', start - DAY);
  return { start: before.start, end: Math.min(before.start + soFar.end - soFar.start, before.end) };
}

function comparedText({ budget: { period }, end }: BudgetState, earlier: Span, now: number, format: Format): string {
  if (period === 'day') return `Compared with ${format.weekdayDay(earlier.start)}${now < end ? ' at this time' : ''}`;
  return now < end ? `Compared with last ${period} at this time` : `Compared with the ${period} before`;
}
