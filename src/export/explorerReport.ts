import { capital } from '../shared/capital.ts';
import { titleOf, UNIT_WORDS } from '../shared/choiceWords.ts';
import { dollarsText } from '../shared/cost.ts';
import type { Explorer, Now } from '../shared/explorer.ts';
import { createFormat, type Format } from '../shared/format.ts';
import type { PanelSummary } from '../shared/panelView.ts';
import { onFirstDay, onLastDay } from '../time/daysOfSpan.ts';
import { choiceSentence } from './choiceSentence.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import { bucketsTable } from './reportBuckets.ts';
import { cacheSection } from './reportCache.ts';
import { costTotals } from './reportCost.ts';
import { countTotals, shareTotals } from './reportCounts.ts';
import { momentText } from './reportWords.ts';

export interface ReportInput {
  readonly summary: PanelSummary;
  readonly explorer: Explorer;
  readonly now: Now | null;
}

/** Everything that the panel shows of a choice, as a Markdown document. */
export function explorerReport({ summary, explorer, now }: ReportInput): string {
  const { choice, chart } = explorer;
  const format = createFormat(summary.locale, chart.zone);
  const caveats = [...new Set([...explorer.caveats, ...summary.caveats])];
  const sections = [
    `# ${titleOf(choice)}`,
    escapeMarkdown(choiceSentence(explorer, (start, end) => spanText({ start, end }, true, format))),
    list(facts(summary, explorer, format)),
    '≈ means estimated: not billed yet, or not wholly.',
    '## Totals',
    totalsTable(explorer, format),
    `## By ${UNIT_WORDS[choice.unit]}`,
    bucketsTable(explorer, format),
    '## Cache',
    cacheSection(explorer.cache, format),
    ...(now ? ['## Now', escapeMarkdown(nowText(now, format))] : []),
    ...(caveats.length > 0 ? ['## Worth knowing', list(caveats)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function totalsTable(explorer: Explorer, format: Format): string {
  if (explorer.totals.values.length === 0) {
    const isUnknown = explorer.chart.buckets.every(({ basis }) => basis === 'none');
    return isUnknown ? 'Nothing is known of this period.' : 'Nothing was used in this period.';
  }
  const { kind } = explorer.chart;
  if (kind === 'cost') return costTotals(explorer, format);
  return kind === 'share' ? shareTotals(explorer, format) : countTotals(explorer, format);
}

function facts(
  summary: PanelSummary,
  { choice, chart, span, beforeSpan, missing }: Explorer,
  format: Format,
): string[] {
  const { organization, sample, dataTo, checkedAt, problem, accuracy } = summary;
  const isExact = choice.range.type === 'instants';
  const read = [
    dataTo === null ? null : `data to ${momentText(format, dataTo)}`,
    checkedAt === null ? null : `checked ${momentText(format, checkedAt)}`,
  ].filter((part) => part !== null);
  const lines = [
    `Organization: ${organization}${sample ? ' (sample data, made up)' : ''}`,
    `Period: ${spanText(span, isExact, format)}, time zone ${chart.zone}`,
  ];
  if (beforeSpan)
    lines.push(`Before: ${momentText(format, beforeSpan.start)} to ${momentText(format, beforeSpan.end)}`);
  if (read.length > 0) lines.push(`${capital(read.join(', '))}`);
  if (problem) lines.push(`Not up to date: ${problem.message}`);
  if (missing !== '') lines.push(`Not fetched yet: ${missing}`);
  if (accuracy) {
    const over = accuracy.days === 1 ? 'one day' : `${format.count(accuracy.days)} days`;
    const { median, worst, worstDay } = accuracy;
    lines.push(
      `Estimates have been within ${format.percent(worst)} over ${over} (the worst is ${worstDay}), median ${format.percent(median)}`,
    );
  }
  return lines;
}

/** Whole days, or to the minute. */
function spanText({ start, end }: Explorer['span'], isExact: boolean, format: Format): string {
  if (isExact) return `${momentText(format, start)} to ${momentText(format, end)}`;
  const [first, last] = [format.longDay(onFirstDay({ start, end })), format.longDay(onLastDay({ start, end }))];
  return first === last ? first : `${first} to ${last}`;
}

function nowText({ perHour, day }: Now, format: Format): string {
  return `${dollarsText(format, perHour)} an hour, by the newest 60 minutes that have data: ${dollarsText(format, day)} for the day at this rate.`;
}

function list(texts: readonly string[]): string {
  return texts.map((text) => `- ${escapeMarkdown(text)}`).join('\n');
}
