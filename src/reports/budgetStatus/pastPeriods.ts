import { basisOf } from '../../shared/basis.ts';
import type { BudgetState } from '../../shared/budget.ts';
import { daysOfPeriod, periodAt, periodsBefore } from '../../shared/budgetPeriod.ts';
import { budgetPreview } from '../../shared/budgetPreview.ts';
import { usedShare } from '../../shared/budgetText.ts';
import type { Cost } from '../../shared/cost.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import { sumOfAmounts } from '../../shared/money.ts';
import type { Cell, Column } from '../../shared/tables/table.ts';
import { DAY, type Span } from '../../time/utc.ts';
import type { Section } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { count, money, text } from '../table/cells.ts';
import { periodCell, USED_COLUMN } from './runningPeriods.ts';

/** Periods before the report's own that a budget is shown with, so that a short report has a history, too. */
const EARLIER = 3;

const COLUMNS: readonly Column[] = [
  { key: 'budget', title: 'Budget', kind: 'text' },
  { key: 'period', title: 'Period (UTC)', kind: 'text', unbroken: true },
  { key: 'budget_usd', title: 'Amount', kind: 'money' },
  { key: 'spent_usd', title: 'Spent', kind: 'money' },
  USED_COLUMN,
  { key: 'days_to_pass', title: 'Days until passed', kind: 'count', place: 'data' },
  { key: 'passed', title: 'Thresholds passed', kind: 'text', isLast: true },
];

interface PastSpend {
  readonly span: Span;
  readonly days: readonly Cost[];
}

/** The periods of each budget that are over, the newest first, and the days on which thresholds were passed. */
export function pastSection(data: ReportData, budgets: readonly BudgetState[]): Section {
  const format = createFormat(data.locale, 'UTC');
  const rows = budgets.flatMap((state) => pastOf(data, state).map((past) => cellsOf(state, past, format)));
  const words = 'Past periods are compared with the budget’s current amount and thresholds, by daily totals.';
  return {
    title: 'Past periods',
    paragraphs: [rows.length === 0 ? 'No past period of a budget is fully known yet.' : words],
    table: rows.length === 0 ? null : { key: 'past-periods', columns: COLUMNS, rows, total: null },
  };
}

/** Periods that are over, in the report's days or shortly before them; those without all of their days are left out. */
function pastOf({ period, now, dailyCosts }: ReportData, { budget, scope }: BudgetState): PastSpend[] {
  const last = periodAt(budget.period, Math.min(period.end, now) - 1);
  const ended = last.end <= now ? [last] : [];
  const first = periodAt(budget.period, period.start).start;
  const within = Math.ceil((last.start - first) / shortestOf(budget.period));
  const before = periodsBefore(budget.period, last.start, within + EARLIER);
  const oldest = periodsBefore(budget.period, first, EARLIER).at(-1)?.start ?? first;
  const spans = [...ended, ...before.filter(({ start }) => start >= oldest)];
  const known = spans.flatMap((span) => {
    const days = dailyCosts(scope, daysOfPeriod(span));
    return days === null ? [] : [{ span, days }];
  });
  // Before its first spend a scope had no use for a budget.
  const begun = known.findLastIndex(({ days }) => days.some(({ amount }) => amount !== 0n));
  return known.slice(0, begun + 1);
}

/** ms */
function shortestOf(period: BudgetState['budget']['period']): number {
  return { day: 1, week: 7, month: 28 }[period] * DAY;
}

function cellsOf({ budget }: BudgetState, { span, days }: PastSpend, format: Format): Cell[] {
  const amounts = days.map(({ amount }) => amount);
  const spent: Cost = {
    amount: sumOfAmounts(amounts),
    basis: basisOf(days.map(({ basis }) => basis)),
    unpricedTokens: days.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0),
  };
  const { thresholds, amount } = budget;
  const passed = budgetPreview(amounts, amount, thresholds);
  const [full = null] = budgetPreview(amounts, amount, [100]);
  const words = passed.flatMap((at, index) => {
    if (at === null) return [];
    const percent = format.percent((thresholds[index] ?? 0) / 100);
    return [budget.period === 'day' ? percent : `${percent} on ${format.day(span.start + at * DAY)}`];
  });
  return [
    text(budget.name),
    periodCell(span.start, span.end, format),
    money(amount, 'none'),
    money(spent.amount, spent.basis, spent.unpricedTokens),
    { kind: 'share', fraction: usedShare({ budget, spent }) },
    count(full === null ? null : full + 1),
    text(words.join(', ')),
  ];
}
