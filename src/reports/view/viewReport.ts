import { choiceSentence } from '../../export/choiceSentence.ts';
import { viewFileName } from '../../export/exportFileName.ts';
import { momentText } from '../../export/momentText.ts';
import { capital } from '../../shared/capital.ts';
import { caveatsTogether } from '../../shared/caveat.ts';
import { chartedSeries } from '../../shared/chartedSeries.ts';
import { NAMED_RANGES } from '../../shared/choice.ts';
import { titleOf, UNIT_WORDS } from '../../shared/choiceWords.ts';
import { dollarsText, isUnknown } from '../../shared/cost.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import type { Explorer, Now } from '../../shared/explorer.ts';
import type { Forecast } from '../../shared/forecast.ts';
import { dayAheadText } from '../../shared/forecastText.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import { type Marked, marksOf } from '../../shared/marks.ts';
import { isCost, isShare, MEASURE_WORDS } from '../../shared/measures.ts';
import { THIS_VIEW } from '../../shared/offeredReports.ts';
import type { PanelSummary, PanelView } from '../../shared/panelView.ts';
import { previousDates } from '../../shared/previousPeriod.ts';
import { seriesColors } from '../../shared/seriesColors.ts';
import { bucketsTable } from '../../shared/tables/buckets.ts';
import { cacheTable } from '../../shared/tables/cache.ts';
import { cellText } from '../../shared/tables/cellText.ts';
import { sortRows } from '../../shared/tables/sortRows.ts';
import { type Table, withColumns } from '../../shared/tables/table.ts';
import { totalsTable } from '../../shared/tables/totals.ts';
import * as terms from '../../shared/terms.ts';
import { onFirstDay, onLastDay } from '../../time/daysOfSpan.ts';
import { dayIn } from '../../time/zone.ts';
import type { ReportChart } from '../chart.ts';
import { NO_PRICE } from '../notes/billSum.ts';
import type { Report, ReportSum, Section } from '../report.ts';

const CACHE_TABLES = ['model', 'workspace', 'apiKey'] as const;
const CACHE_FORMULA =
  'Cache hit rate = reads ÷ (uncached + both writes + reads). Reads per write = reads ÷ both writes. ' +
  'Saved = reads × (input rate − read rate) − writes × (write rate − input rate), at the rates of each day. ' +
  'It is negative where writing cost more than reading saved.';

export interface ViewReportInput {
  readonly summary: PanelSummary;
  readonly explorer: Explorer;
  readonly now: Now | null;
  readonly notes: Marked['notes'];
  readonly ownedColors: Pick<Extract<PanelView, { status: 'ready' }>['ownedColors'], 'series'>;
}

/** The panel's answer to a choice as a report: chart, tables, caveats, as they are on show. */
export function viewReport({ summary, explorer, now, notes, ownedColors }: ViewReportInput): Report {
  const { choice, chart, span } = explorer;
  const { zone } = chart;
  const format = createFormat(summary.locale, zone);
  const caveats = caveatsTogether(explorer.caveats, summary.caveats).map(({ text }) => text);
  const totals = totalsTable(explorer, format);
  const buckets = bucketsTable(explorer, chartedSeries(chart), format, marksOf({ summary, notes }));
  const isExact = choice.range.type === 'instants';
  const range = NAMED_RANGES.find((name) => name === choice.range.type);
  return {
    request: {
      report: THIS_VIEW,
      from: dayIn(onFirstDay(span), zone),
      to: dayIn(onLastDay(span), zone),
      ...(range && { range }),
      filters: choice.filters,
    },
    title: titleOf(choice),
    answers: choiceSentence(explorer, previousDates(explorer, format), (start, end) =>
      momentsText({ start, end }, format),
    ),
    fileName: viewFileName(choice),
    organizationId: '',
    organization: summary.organization,
    sample: summary.sample,
    locale: summary.locale,
    period: { ...span, zone, running: isRunning(explorer), ...(isExact && { isExact }) },
    dataTo: summary.dataTo,
    checkedAt: summary.checkedAt,
    known: true,
    narrowedTo: '',
    remarks: remarks(summary, explorer, format),
    ...amountOf(explorer, totals, format),
    notes: [],
    charts: chartsOf(explorer, { totals, buckets }, ownedColors.series),
    sections: [
      { title: 'Totals', ...totalsSection(explorer, totals) },
      { title: `By ${UNIT_WORDS[choice.unit]}`, paragraphs: [], table: exact(withUnbrokenDates(buckets)) },
      ...cacheSections(explorer),
      ...(now ? [wordsSection('Burn rate', [nowText(now, summary.forecasts?.day ?? null, format)])] : []),
      ...(caveats.length > 0 ? [wordsSection('Worth knowing', caveats)] : []),
    ],
    notIncluded: [],
  };
}

function isRunning({ chart }: Explorer): boolean {
  return chart.buckets.some(({ running }) => running);
}

function wordsSection(title: string, paragraphs: readonly string[]): Section {
  return { title, paragraphs, table: null };
}

function totalsSection({ chart }: Explorer, totals: Table): Omit<Section, 'title'> {
  if (totals.rows.length > 0) return { paragraphs: [], table: exact(totals) };
  const isUnknown = chart.buckets.every(({ basis }) => basis === 'none');
  const words = isUnknown ? 'There is no data for this period yet.' : 'There was no usage in this period.';
  return { paragraphs: [words], table: null };
}

function withUnbrokenDates(table: Table): Table {
  return { ...table, columns: table.columns.map((column, at) => (at === 0 ? { ...column, unbroken: true } : column)) };
}

/** A table in the order of the screen, without what is on screen alone, and with all digits of its counts. */
function exact(onScreen: Table): Table {
  const table = withColumns({ ...onScreen, rows: sortRows(onScreen) }, ({ place }) => place !== 'screen');
  const columns = table.columns.map(({ short: _, ...column }) => column);
  return { ...table, columns };
}

function cacheSections({ cache }: Explorer): Section[] {
  const { uncached, write5m, write1h, read } = cache.total;
  if (uncached + write5m + write1h + read === 0) return [wordsSection('Cache', ['No input tokens in this period.'])];
  return CACHE_TABLES.map((by, at) => ({
    title: `Cache by ${DIMENSIONS[by].word}`,
    paragraphs: at === 0 ? [CACHE_FORMULA] : [],
    table: exact(cacheTable(cache, by)),
  }));
}

/** The answer in one figure. */
function amountOf(
  explorer: Explorer,
  { columns, total }: Table,
  format: Format,
): { sum: ReportSum | null; lead: string } {
  const { measure } = explorer.choice;
  const [, column] = columns;
  const cell = total?.[1];
  if (!column || !cell || columns.length === 0) return { sum: null, lead: '' };
  const { short: _, ...whole } = column;
  const text = cellText(cell, whole, format, 'files', false);
  if (cell.kind === 'money' && cell.amount !== null) {
    const { amount, unpricedTokens = 0 } = cell;
    if (isUnknown({ ...cell, amount })) return { sum: null, lead: unpricedTokens > 0 ? NO_PRICE : '' };
    const lead = `${text} ${isRunning(explorer) ? terms.SO_FAR : 'in total'}.`;
    return { sum: { amount, basis: cell.basis, lead, words: '' }, lead: '' };
  }
  const what = MEASURE_WORDS[measure];
  return { sum: null, lead: isShare(measure) ? `${capital(what)}: ${text}.` : `${text} ${what}.` };
}

/** The panel's chart, and its values ranked. Shares of several series cannot be stacked: there are those of all together. */
function chartsOf(
  { choice, chart }: Explorer,
  { totals, buckets }: { readonly totals: Table; readonly buckets: Table },
  owned: Parameters<typeof seriesColors>[0]['owned'],
): ReportChart[] {
  const title = titleOf(choice);
  const [, figure] = buckets.columns;
  const [, ranked] = totals.columns;
  if (!figure || !ranked) return [];
  const slots = seriesColors({ owned, charted: chartedSeries(chart) });
  const series = chart.kind === 'share' ? [] : buckets.columns.filter(({ key }) => key.startsWith('series '));
  const slotOf = (key: string) => slots[key.slice('series '.length)];
  return [
    {
      title: `${title} and ${UNIT_WORDS[choice.unit]}`,
      shape: choice.shape === 'cumulative' && isCost(choice.measure) ? 'runningTotal' : 'overTime',
      table: buckets,
      labels: ['name'],
      values: series.length > 0 ? series.map(({ key }) => key) : [figure.key],
      colors: Object.fromEntries(
        series.flatMap(({ key }) => {
          const slot = slotOf(key);
          return slot === undefined ? [] : [[key, slot]];
        }),
      ),
    },
    { title, shape: 'ranked', table: totals, labels: ['name'], values: [ranked.key] },
  ];
}

function remarks(
  { problem, accuracy }: PanelSummary,
  { choice, previousSpan, missing }: Explorer,
  format: Format,
): string[] {
  const lines: string[] = [];
  if (choice.compare) lines.push(`Previous period: ${momentsText(previousSpan, format)}`);
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

function momentsText({ start, end }: Explorer['span'], format: Format): string {
  return `${momentText(format, start)} to ${momentText(format, end)}`;
}

function nowText(now: Now, forecast: Forecast | null, format: Format): string {
  return `${dollarsText(format, now.perHour)}/h over the last 60 minutes with data. ${capital(dayAheadText(now, forecast, format))}.`;
}
