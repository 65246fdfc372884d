import { capital } from '../../shared/capital.ts';
import { createFormat } from '../../shared/format.ts';
import { runwayNotes, runwayText } from '../../shared/runwayText.ts';
import type { ReportBody } from '../definition.ts';
import type { ReportRequest, Section } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { pastSection } from './pastPeriods.ts';
import { runningSection } from './runningPeriods.ts';

/** Each budget in its running period and in those before it, the forecasts' errors, and the prepaid balance. Always of UTC. */
export function build(data: ReportData, _request: ReportRequest): ReportBody {
  const { period, now, locale } = data;
  if (period.start >= now) return { sections: [], notIncluded: [] };
  const { budgets, bad } = data.budgets();
  const notIncluded = bad.map(({ message }) => message);
  const runway = period.running ? data.runway() : null;
  const format = createFormat(locale, 'UTC');
  const sections: Section[] = [];
  if (budgets.length === 0) {
    const words = 'No budgets are set for this organization. Create one with the command Edit Budgets.';
    sections.push({ title: 'Budgets', paragraphs: [words], table: null });
  } else {
    if (period.running) sections.push(runningSection(data, budgets));
    sections.push(pastSection(data, budgets));
  }
  if (runway) {
    const words = [runwayText(runway, format, now), ...runwayNotes(runway, format, now)].map(
      (each) => `${capital(each)}.`,
    );
    sections.push({ title: 'Prepaid balance', paragraphs: words, table: null });
  }
  return { sections, notIncluded };
}
