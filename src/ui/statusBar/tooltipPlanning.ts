/** What the tooltip says of plans: budgets, the forecast of the month, and what is left of a prepaid balance. */
import type { BudgetState } from '../../shared/budget.ts';
import { badBudgetsText, barText, budgetLine, scopeText, usedShare, worstFirst } from '../../shared/budgetText.ts';
import { accuracyAt, forecastAccuracyText } from '../../shared/forecastAccuracy.ts';
import { forecastText } from '../../shared/forecastText.ts';
import { createFormat, type Format, MINUS } from '../../shared/format.ts';
import { runwayNotes, runwayText } from '../../shared/runwayText.ts';
import type { Summary } from '../../shared/summary.ts';
import { type Markdown, short, write, writeSentence } from './tooltipText.ts';

/** Budgets that are listed. */
const MOST_BUDGETS = 8;

/** `forecast ≈$24,100 – $25,900`; `''` while there is none. */
export function monthForecastText(summary: Summary): string {
  const forecast = summary.forecasts?.month;
  return forecast ? forecastText(forecast, formatOf(summary)) : '';
}

/** Writes budgets, the one with the highest used share first, how good forecasts have been, and the prepaid balance. */
export function writePlanning(to: Markdown, summary: Summary): void {
  const { budgets = [], badBudgets = [], forecasts, forecastAccuracy = [], runway, zone, toldAt } = summary;
  const format = formatOf(summary);
  if (budgets.length > 0) {
    to.appendMarkdown(`**Budgets${zone === 'UTC' ? '' : ', UTC'}**`);
    for (const state of worstFirst(budgets).slice(0, MOST_BUDGETS)) writeBudget(to, state, format, toldAt);
    if (budgets.length > MOST_BUDGETS) to.appendMarkdown(`  \nand ${format.count(budgets.length - MOST_BUDGETS)} more`);
    to.appendMarkdown('\n\n');
  }
  if (badBudgets.length > 0) {
    to.appendMarkdown('$(warning) ');
    writeSentence(to, badBudgetsText(badBudgets));
    to.appendMarkdown('\n\n');
  }
  const accuracy = forecasts?.month ? accuracyAt(forecastAccuracy, toldAt) : null;
  if (accuracy) to.appendMarkdown(`${forecastAccuracyText(accuracy, format)}\n\n`);
  if (!runway) return;
  const words = [runwayText(runway, format, toldAt), ...runwayNotes(runway, format, toldAt)];
  to.appendMarkdown(`Prepaid balance: ${words.join(' · ')}\n\n`);
}

function writeBudget(to: Markdown, state: BudgetState, format: Format, now: number): void {
  const scope = scopeText(state);
  to.appendMarkdown(`  \n${barText(usedShare(state) ?? 0)} **`);
  write(to, short(state.budget.name));
  to.appendMarkdown('**');
  if (scope !== '') {
    to.appendMarkdown(' (');
    write(to, short(scope));
    to.appendMarkdown(')');
  }
  to.appendMarkdown(` · ${budgetLine(state, format, now)}`);
}

/** Periods of budgets, and forecasts, are of UTC. */
function formatOf({ locale }: Summary): Format {
  return createFormat(locale, 'UTC', MINUS);
}
