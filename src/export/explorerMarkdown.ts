import type { Mark } from '../shared/alert.ts';
import { capital } from '../shared/capital.ts';
import { caveatsTogether } from '../shared/caveat.ts';
import { titleOf, UNIT_WORDS } from '../shared/choiceWords.ts';
import { dollarsText } from '../shared/cost.ts';
import type { Explorer, Now } from '../shared/explorer.ts';
import type { Forecast } from '../shared/forecast.ts';
import { dayAheadText } from '../shared/forecastText.ts';
import { createFormat, type Format } from '../shared/format.ts';
import { type Marked, marksOf } from '../shared/marks.ts';
import type { PanelSummary } from '../shared/panelView.ts';
import { previousDates } from '../shared/previousPeriod.ts';
import { bucketsTable } from '../shared/tables/buckets.ts';
import { cacheTable } from '../shared/tables/cache.ts';
import { sortRows } from '../shared/tables/sortRows.ts';
import type { Table } from '../shared/tables/table.ts';
import { totalsTable } from '../shared/tables/totals.ts';
import { onFirstDay, onLastDay } from '../time/daysOfSpan.ts';
import { choiceSentence } from './choiceSentence.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import { foldRows } from './foldRows.ts';
import { markdownTable } from './markdownTable.ts';
import { momentText } from './momentText.ts';

const MOST_VALUES = 300;
const MOST_BUCKETS = 100;
const MOST_CACHE_ROWS = 20;
const CACHE_TABLES = ['model', 'workspace', 'apiKey'] as const;
const CACHE_FORMULA =
  'Cache hit rate = reads ÷ (uncached + both writes + reads). Reads per write = reads ÷ both writes. ' +
  'Saved = reads × (input rate − read rate) − writes × (write rate − input rate), at the rates of each day. ' +
  'It is negative where writing cost more than reading saved.';

export interface ExplorerMarkdownInput {
  readonly summary: PanelSummary;
  readonly explorer: Explorer;
  readonly now: Now | null;
  readonly notes: Marked['notes'];
}

/** The panel's answer to a choice as a Markdown document. */
export function explorerMarkdown({ summary, explorer, now, notes }: ExplorerMarkdownInput): string {
  const { choice, chart } = explorer;
  const format = createFormat(summary.locale, chart.zone);
  const caveats = caveatsTogether(explorer.caveats, summary.caveats).map(({ text }) => text);
  const sections = [
    `# ${titleOf(choice)}`,
    escapeMarkdown(
      choiceSentence(explorer, previousDates(explorer, format), (start, end) => spanText({ start, end }, true, format)),
    ),
    list(facts(summary, explorer, format)),
    '≈ marks estimates: amounts that are not (fully) billed yet.',
    '## Totals',
    totals(explorer, format),
    `## By ${UNIT_WORDS[choice.unit]}`,
    buckets(explorer, format, marksOf({ summary, notes })),
    '## Cache',
    ...cache(explorer, format),
    ...(now ? ['## Burn rate', escapeMarkdown(nowText(now, summary.forecasts?.day ?? null, format))] : []),
    ...(caveats.length > 0 ? ['## Worth knowing', list(caveats)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function totals(explorer: Explorer, format: Format): string {
  if (explorer.totals.values.length === 0) {
    const isUnknown = explorer.chart.buckets.every(({ basis }) => basis === 'none');
    return isUnknown ? 'There is no data for this period yet.' : 'There was no usage in this period.';
  }
  return written(totalsTable(explorer, format), MOST_VALUES, format);
}

function buckets(explorer: Explorer, format: Format, marks: readonly Mark[]): string {
  const count = explorer.chart.buckets.length;
  if (count > MOST_BUCKETS) {
    return `${format.count(count)} rows are too many to list here. The CSV file has all of them.`;
  }
  return written(bucketsTable(explorer, [], format, marks), MOST_BUCKETS, format);
}

function cache({ cache: view }: Explorer, format: Format): string[] {
  const { uncached, write5m, write1h, read } = view.total;
  if (uncached + write5m + write1h + read === 0) return ['No input tokens in this period.'];
  return [CACHE_FORMULA, ...CACHE_TABLES.map((by) => written(cacheTable(view, by), MOST_CACHE_ROWS, format))];
}

/** A table in the order of the screen, with at most `most` rows. */
function written(table: Table, most: number, format: Format): string {
  return markdownTable(foldRows({ ...table, rows: sortRows(table) }, most - 1, format), format);
}

function facts(
  summary: PanelSummary,
  { choice, chart, span, previousSpan, missing }: Explorer,
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
  if (choice.compare)
    lines.push(`Previous period: ${momentText(format, previousSpan.start)} to ${momentText(format, previousSpan.end)}`);
  if (read.length > 0) lines.push(`${capital(read.join(', '))}`);
  if (problem) lines.push(`Not up to date: ${problem.message}`);
  if (missing !== '') lines.push(`Not fetched yet: ${missing}`);
  if (accuracy) {
    const over = accuracy.days === 1 ? 'one day' : `${format.count(accuracy.days)} days`;
    const { median, worst, worstDay } = accuracy;
    lines.push(
      `Over ${over}, end-of-day estimates were within ${format.atMost(median)} of the bill (median; the worst, on ${worstDay}, was off by ${format.atMost(worst)})`,
    );
  }
  return lines;
}

/** A span in days, or where it is exact to the minute. */
function spanText({ start, end }: Explorer['span'], isExact: boolean, format: Format): string {
  if (isExact) return `${momentText(format, start)} to ${momentText(format, end)}`;
  const [first, last] = [format.longDay(onFirstDay({ start, end })), format.longDay(onLastDay({ start, end }))];
  return first === last ? first : `${first} to ${last}`;
}

function nowText(now: Now, forecast: Forecast | null, format: Format): string {
  return `${dollarsText(format, now.perHour)}/h over the last 60 minutes with data. ${capital(dayAheadText(now, forecast, format))}.`;
}

function list(texts: readonly string[]): string {
  return texts.map((text) => `- ${escapeMarkdown(text)}`).join('\n');
}
