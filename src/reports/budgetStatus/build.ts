import type { BudgetState } from '../../shared/budget.ts';
import { capital } from '../../shared/capital.ts';
import type { ForecastAccuracy } from '../../shared/forecastAccuracy.ts';
import { createFormat } from '../../shared/format.ts';
import { runwayNotes, runwayText } from '../../shared/runwayText.ts';
import type { Cell, Column } from '../../shared/tables/table.ts';
import type { ReportChart } from '../chart.ts';
import type { ReportBody } from '../definition.ts';
import type { ReportRequest, Section } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { count } from '../table/cells.ts';
import { chartOf } from '../table/charts.ts';
import { pastSection } from './pastPeriods.ts';
import { runningSection } from './runningPeriods.ts';

const ACCURACY_COLUMNS: readonly Column[] = [
  { key: 'made_on_day', title: 'Made on day of the month', kind: 'count' },
  { key: 'months', title: 'Months compared', kind: 'count' },
  { key: 'median_error', title: 'Median error', kind: 'share' },
  { key: 'largest_error', title: 'Largest error', kind: 'share' },
  { key: 'largest_error_month', title: 'Month of the largest error', kind: 'text', isLast: true },
];

/** Each budget in its running period and in those before it, the forecasts' errors, and the prepaid balance. Always of UTC. */
export function build(data: ReportData, _request: ReportRequest): ReportBody {
  const { period, now, locale } = data;
  if (period.start >= now) return { sections: [], notIncluded: [] };
  const { budgets, bad, accuracy } = data.budgets();
  const notIncluded = bad.map(({ message }) => message);
  const runway = period.running ? data.runway() : null;
  const format = createFormat(locale, 'UTC');
  const sections: Section[] = [];
  const charts: ReportChart[] = [];
  if (budgets.length === 0) {
    const words = 'No budgets are set for this organization. Create one with the command Edit Budgets.';
    sections.push({ title: 'Budgets', paragraphs: [words], table: null });
  } else {
    if (period.running) sections.push(runningSection(data, budgets));
    sections.push(pastSection(data, budgets), accuracySection(data, accuracy));
    const table = sections[0]?.table;
    const labels = ['budget', 'period'];
    if (table) charts.push(chartOf('ranked', 'Budgets used', table, 'used', { labels, limit: 1 }));
  }
  if (runway) {
    const words = [runwayText(runway, format, now), ...runwayNotes(runway, format, now)].map(
      (each) => `${capital(each)}.`,
    );
    sections.push({ title: 'Prepaid balance', paragraphs: words, table: null });
  }
  return { lead: period.running ? leadOf(budgets) : '', charts, sections, notIncluded };
}

/** `Passed: 1 of 4 budgets. Forecast to pass: 2.` */
function leadOf(budgets: readonly BudgetState[]): string {
  if (budgets.length === 0) return '';
  const isPassed = ({ spent, budget }: BudgetState) => spent !== null && spent.amount >= budget.amount;
  const passed = budgets.filter(isPassed).length;
  const ahead = budgets.filter((state) => !isPassed(state) && (state.passing?.on ?? null) !== null).length;
  const forecast = ahead === 0 ? '' : ` Forecast to pass: ${ahead}.`;
  return `Passed: ${passed} of ${budgets.length} ${budgets.length === 1 ? 'budget' : 'budgets'}.${forecast}`;
}

/** How far the organization's month forecasts have been from its bills, by the day that they were made on. */
function accuracySection({ locale }: ReportData, accuracy: readonly ForecastAccuracy[]): Section {
  const format = createFormat(locale, 'UTC');
  const title = 'Forecast accuracy';
  if (accuracy.length === 0) {
    const words = 'No forecast of a past month has been compared with its final bills yet.';
    return { title, paragraphs: [words], table: null };
  }
  const rows = accuracy.map(({ day, months, median, worst, worstMonth }): Cell[] => [
    count(day),
    count(months),
    { kind: 'share', fraction: median },
    { kind: 'share', fraction: worst },
    { kind: 'text', text: `${format.month(worstMonth)} ${new Date(worstMonth).getUTCFullYear()}`, order: worstMonth },
  ]);
  const words =
    'Forecasts of the organization’s month total, as they were shown on that day, compared with the final bills. Errors are relative to the bills.';
  return {
    title,
    paragraphs: [words],
    table: { key: 'forecast-accuracy', columns: ACCURACY_COLUMNS, rows, total: null },
  };
}
