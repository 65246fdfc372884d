import { ageText } from '../../shared/age.ts';
import { BASIS_WORDS } from '../../shared/basis.ts';
import { capital } from '../../shared/capital.ts';
import { type Cost, dollarsText } from '../../shared/cost.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import { type Format, HALF_A_MONTH } from '../../shared/format.ts';
import { measuredSpanText, measuredText, measurementText } from '../../shared/measurementText.ts';
import { MOST_SERIES, type OtelState } from '../../shared/otel.ts';
import {
  type MeasurementState,
  onUsualText,
  onYesterdayText,
  type Ranked,
  type SpendState,
  type Summary,
} from '../../shared/summary.ts';
import * as terms from '../../shared/terms.ts';
import { type DayZone, UTC_DAYS, zoneWords } from '../../time/dayZone.ts';
import { amountText, rateText, timeText } from './statusBarView.ts';
import { monthForecastText, writePlanning } from './tooltipPlanning.ts';
import { type Markdown, short, write, writeSentence } from './tooltipText.ts';

/** The only commands that links of the tooltip may run. */
export const TOOLTIP_COMMANDS = [
  'claudeUsage.openPanel',
  'claudeUsage.refresh',
  'claudeUsage.createReport',
  'claudeUsage.openSettings',
  'claudeUsage.setAdminKey',
  'claudeUsage.useSampleData',
  'claudeUsage.leaveSampleData',
  'claudeUsage.cancelHistory',
  'claudeUsage.showLog',
  'claudeUsage.editBudgets',
  'claudeUsage.startMeasuring',
  'claudeUsage.stopMeasuring',
] as const;
type Link = readonly [title: string, command: (typeof TOOLTIP_COMMANDS)[number], argument?: string];
const SET_KEY: Link = ['Set Admin API Key', 'claudeUsage.setAdminKey'];
const TRY_ANYWAY: Link = ['Try Anyway', 'claudeUsage.refresh', 'anyway'];
const EDIT_BUDGETS: Link = ['Edit Budgets', 'claudeUsage.editBudgets'];
const LEAVE_SAMPLE: Link = ['Leave Sample Data', 'claudeUsage.leaveSampleData'];

/** Facts beside the state: the zone that days are cut in, and the age of figures that should be newer, ms. */
export interface Circumstances {
  readonly zone?: DayZone;
  readonly age?: number | null;
}

export function writeTooltip(
  to: Markdown,
  state: SpendState,
  format: Format,
  { zone = UTC_DAYS, age = null }: Circumstances = {},
): void {
  switch (state.status) {
    case 'noKey':
      to.appendMarkdown('**Claude Usage**\n\nSee what your organization spends on the Claude API today.\n\n');
      links(to, [SET_KEY, ['Explore with Sample Data', 'claudeUsage.useSampleData']]);
      break;
    case 'starting':
      to.appendMarkdown(`**Claude Usage**${badge(state.sample)}\n\nLoading the first figures…\n\n`);
      if (state.sample) links(to, [LEAVE_SAMPLE]);
      break;
    case 'failed':
      to.appendMarkdown(`**Claude Usage**${badge(state.sample)}\n\n`);
      writeSentence(to, state.problem.message);
      to.appendMarkdown('\n\n');
      links(to, [
        ['Refresh', 'claudeUsage.refresh'],
        ...(state.problem.mayTryAnyway ? [TRY_ANYWAY] : []),
        ...(state.problem.kind === 'ledger' ? [] : [SET_KEY]),
        ['Show Log', 'claudeUsage.showLog'],
        ...(state.sample ? [LEAVE_SAMPLE] : []),
      ]);
      break;
    case 'ready':
      writeSummary(to, state.summary, format, { zone, age });
  }
}

function writeSummary(to: Markdown, summary: Summary, format: Format, of: Required<Circumstances>): void {
  const { today, yesterday, month, lastHour, problem, sample, progress, measurement } = summary;
  to.appendMarkdown('**Claude Usage · ');
  write(to, short(summary.organization));
  to.appendMarkdown(`**${badge(sample)}\n\n`);
  if (problem) {
    to.appendMarkdown('$(warning) ');
    writeSentence(to, problem.message);
    to.appendMarkdown('\n\n');
    const remedies = [...(problem.kind === 'refused' ? [SET_KEY] : []), ...(problem.mayTryAnyway ? [TRY_ANYWAY] : [])];
    if (remedies.length > 0) links(to, remedies);
  }
  if (summary.unkept) {
    to.appendMarkdown('$(info) ');
    writeSentence(to, summary.unkept);
    to.appendMarkdown('\n\n');
  }
  const zone = format.zoneName(summary.todayStart);
  const rows = [
    row(
      `Today, ${zone}`,
      today,
      format,
      today === null
        ? terms.NO_DATA_NOTE
        : [words(today, summary.isTodayAtList), onYesterdayText(summary, format)].filter(Boolean).join(' · '),
    ),
    row(
      'Yesterday',
      yesterday,
      format,
      words(yesterday) + (yesterday?.basis === 'mixed' && !isUnused(yesterday) ? ', the bill is still growing' : ''),
    ),
    row(
      `${format.month(summary.monthStart + HALF_A_MONTH)}${zone === 'UTC' ? '' : ', UTC'}`,
      month,
      format,
      [words(month), monthForecastText(summary)].filter(Boolean).join(' · '),
    ),
  ];
  if (lastHour) rows.push(`| Burn rate | **${rateText(lastHour, format)}** | ${onUsualText(summary, format)} |`);
  to.appendMarkdown(`| | | |\n|:--|--:|:--|\n${rows.join('\n')}\n\n`);
  writePlanning(to, summary);
  const { dearestModels, dearestWorkspaces } = summary;
  const [models, workspaces] = [capital(DIMENSIONS.model.plural), capital(DIMENSIONS.workspace.plural)];
  writeDearest(to, { [models]: dearestModels, [workspaces]: dearestWorkspaces }, format);
  if (measurement) writeMeasurement(to, measurement, format, summary.todayStart);
  to.appendMarkdown(`${freshness(summary, format, of.age)}\n\n`);
  writeZone(to, of.zone);
  if (summary.otel) writeExport(to, summary.otel, summary, format);
  if (progress) to.appendMarkdown(`Loading history: ${format.percent(Math.floor(progress.done * 100) / 100)} · `);
  if (progress) links(to, [['Cancel', 'claudeUsage.cancelHistory']]);
  links(to, [
    ['Open Panel', 'claudeUsage.openPanel'],
    ['Refresh', 'claudeUsage.refresh'],
    ['Reports', 'claudeUsage.createReport'],
    ...(sample ? [] : [EDIT_BUDGETS]),
    measurement?.end === null
      ? ['Stop Measuring', 'claudeUsage.stopMeasuring']
      : ['Start Measuring', 'claudeUsage.startMeasuring'],
    ['Settings', 'claudeUsage.openSettings'],
    ...(sample ? [LEAVE_SAMPLE] : []),
  ]);
}

/** Writes the zone that days are cut in, unless it is simply UTC. */
function writeZone(to: Markdown, zone: DayZone): void {
  const words = zoneWords(zone);
  if (words === '') return;
  if (zone.problem !== null) to.appendMarkdown('$(warning) ');
  writeSentence(to, words);
  to.appendMarkdown('\n\n');
}

/** Writes when metrics were last sent, and what is in the way of the next ones. */
function writeExport(to: Markdown, state: OtelState, summary: Summary, format: Format): void {
  const { sentAt, series, problem, warning } = state;
  const last =
    sentAt === null
      ? 'Nothing sent yet'
      : `Last sent ${timeText(sentAt, summary, format)}, ${format.count(series)} series`;
  const many = `More than ${format.count(MOST_SERIES)} series, which many receivers charge by`;
  const notes = [...(warning === null ? [] : [warning]), ...(series > MOST_SERIES ? [many] : [])];
  if (problem !== null || notes.length > 0) to.appendMarkdown('$(warning) ');
  to.appendMarkdown('OpenTelemetry: ');
  writeSentence(to, [problem === null ? last : `Not sent: ${problem} ${last}`, ...notes].join(' · '));
  to.appendMarkdown('\n\n');
}

function row(name: string, figure: Cost | null, format: Format, how: string): string {
  return `| ${name} | **${amountText(figure, format)}** | ${how} |`;
}

function words(figure: Cost | null, isAtList = false): string {
  if (figure === null) return BASIS_WORDS.none;
  if (isUnused(figure)) return terms.NO_USAGE_NOTE;
  const how = `${BASIS_WORDS[figure.basis]}${isAtList ? ' at list prices' : ''}`;
  if (figure.unpricedTokens === 0) return how;
  if (figure.amount === 0n) return 'unpriced';
  return `${how}, tokens unpriced`;
}

/** Returns true for a cost without usage, whose basis is not shown, as in the panel. */
function isUnused({ amount, unpricedTokens }: Cost): boolean {
  return amount === 0n && unpricedTokens === 0;
}

/** Writes the amount of a measurement, what it is of, how it came about, and its dearest keys and models. */
function writeMeasurement(to: Markdown, measurement: MeasurementState, format: Format, now: number): void {
  const { apiKey, cost, start, end, isByHour, dearestKeys, dearestModels } = measurement;
  to.appendMarkdown(`$(watch) **${measurementText(measurement, format, now)}** · `);
  writeSentence(to, short(measuredText(measurement)));
  if (end !== null) to.appendMarkdown(` · ${measuredSpanText({ start, end }, format, now)}`);
  const unknown = 'not known yet, as usage appears some minutes late';
  const how = cost === null ? unknown : words(cost);
  to.appendMarkdown(` · ${how}${isByHour ? ' · by the hour, as minutes are stored for seven days only' : ''}\n\n`);
  const ofKeys = apiKey === null ? dearestKeys : [];
  writeDearest(
    to,
    { [`By ${DIMENSIONS.apiKey.word}`]: ofKeys, [`By ${DIMENSIONS.model.word}`]: dearestModels },
    format,
  );
}

/** `lists` by their titles. */
function writeDearest(to: Markdown, lists: Readonly<Record<string, readonly Ranked[]>>, format: Format): void {
  for (const [title, list] of Object.entries(lists)) {
    if (list.length === 0) continue;
    to.appendMarkdown(`${title}: `);
    for (const [index, item] of list.entries()) {
      to.appendMarkdown(index === 0 ? '' : ' · ');
      write(to, item.detail === '' ? short(item.name) : `${short(item.name)} (${short(item.detail)})`);
      to.appendMarkdown(` ${dollarsText(format, item)}`);
    }
    to.appendMarkdown('\n\n');
  }
}

function freshness(summary: Summary, format: Format, age: number | null): string {
  const { dataTo, checkedAt, accuracy } = summary;
  const parts: string[] = [];
  if (dataTo !== null) parts.push(`Data to ${timeText(dataTo, summary, format)} ${format.zoneName(dataTo)}`);
  const ago = age === null ? '' : `, ${ageText(age)} ago`;
  if (checkedAt !== null) parts.push(`checked ${timeText(checkedAt, summary, format)}${ago}`);
  if (accuracy) {
    const { median, worst, days } = accuracy;
    const ofSeveral = `${format.count(days)} days, median ${format.atMost(median)}`;
    parts.push(`estimates within ${format.atMost(worst)} over ${days === 1 ? 'one day' : ofSeveral}`);
  }
  return parts.join(' · ');
}

function badge(sample: boolean): string {
  return sample ? ' $(beaker) Sample data' : '';
}

function links(to: Markdown, commands: readonly Link[]): void {
  to.appendMarkdown(`${commands.map(linkTo).join(' · ')}\n\n`);
}

function linkTo([title, command, argument]: Link): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${title}](command:${command}${query})`;
}
