import type { BudgetState } from '../../shared/budget.ts';
import { usedShare } from '../../shared/budgetText.ts';
import { capital } from '../../shared/capital.ts';
import { isUnknown } from '../../shared/cost.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import { passingText } from '../../shared/forecastText.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import type { Cell, Column } from '../../shared/tables/table.ts';
import { DAY } from '../../time/utc.ts';
import type { Section } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { money, text } from '../table/cells.ts';

/** As the status bar and the panel tell it. */
export const USED_COLUMN: Column = { key: 'used', title: 'Used', kind: 'share', isWhole: true };

const COLUMNS: readonly Column[] = [
  { key: 'budget', title: 'Budget', kind: 'text' },
  { key: 'scope', title: 'Scope', kind: 'text' },
  { key: 'period', title: 'Period (UTC)', kind: 'text', unbroken: true },
  { key: 'budget_usd', title: 'Amount', kind: 'money' },
  { key: 'spent_usd', title: 'Spent', kind: 'money' },
  { key: 'left_usd', title: 'Left', kind: 'money' },
  USED_COLUMN,
  { key: 'forecast_usd', title: 'Forecast', kind: 'money' },
  { key: 'forecast_low_usd', title: 'Low', longTitle: 'Forecast, low', kind: 'money' },
  { key: 'forecast_high_usd', title: 'High', longTitle: 'Forecast, high', kind: 'money' },
  { key: 'passed_percent', title: 'Thresholds passed', kind: 'text', isLast: true },
  { key: 'outlook', title: 'Outlook', kind: 'text', isLast: true },
];

/** The budgets in their running periods, with the forecasts to their ends. */
export function runningSection({ now, locale }: ReportData, budgets: readonly BudgetState[]): Section {
  const format = createFormat(locale, 'UTC');
  return {
    title: 'Current periods',
    paragraphs: forecastWords(budgets),
    table: {
      key: 'current-periods',
      columns: COLUMNS,
      rows: budgets.map((state) => cellsOf(state, format, now)),
      // Scopes and periods overlap: a sum would mean nothing.
      total: null,
    },
  };
}

function cellsOf(state: BudgetState, format: Format, now: number): Cell[] {
  const { budget, scope, scopeName, start, end, spent, forecast, passing, passed } = state;
  const isKnown = spent !== null && !isUnknown(spent);
  return [
    text(budget.name),
    scope.dimension === null
      ? text('Organization')
      : text(`${capital(DIMENSIONS[scope.dimension].word)} ${scopeName}`, scope.id),
    periodCell(start, end, format),
    money(budget.amount, 'none'),
    money(spent?.amount ?? null, spent?.basis ?? 'none', spent?.unpricedTokens),
    money(isKnown ? budget.amount - spent.amount : null, spent?.basis ?? 'none'),
    { kind: 'share', fraction: usedShare(state) },
    money(forecast?.middle ?? null, 'estimated'),
    money(forecast?.range?.low ?? null, 'estimated'),
    money(forecast?.range?.high ?? null, 'estimated'),
    text(passed.map((threshold) => format.percent(threshold / 100)).join(', ')),
    text(outlook(state, passing === null ? '' : passingText(passing, format, now))),
  ];
}

/** `Nov 1 – 30`, sorted by its start. */
export function periodCell(start: number, end: number, format: Format): Cell {
  return { kind: 'text', text: format.days(start, end - DAY), id: new Date(start).toISOString(), order: start };
}

function outlook({ spent, budget }: BudgetState, passing: string): string {
  return capital(spent !== null && spent.amount >= budget.amount ? 'passed' : passing);
}

function forecastWords(budgets: readonly BudgetState[]): string[] {
  const forecasts = budgets.flatMap(({ forecast }) => forecast ?? []);
  const words: string[] = [];
  if (forecasts.some(({ range }) => range !== null)) {
    words.push('Forecasts are of the total at the end of the period. Low and high are the ends of an 80% range.');
  }
  if (forecasts.some(({ range }) => range === null)) {
    words.push('A forecast without low and high is a plain run rate: there are fewer than 14 days of bills.');
  }
  return words.length === 0 ? [] : [words.join(' ')];
}
