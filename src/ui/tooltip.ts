import type { Format } from '../shared/format.ts';
import type { Basis, Figure } from '../shared/panelView.ts';
import type { Ranked, SpendState, Summary } from '../shared/summary.ts';
import { amountText } from './statusBarView.ts';

/** The part of VS Code's MarkdownString that is used; `appendText` takes names as text, whatever they contain. */
export interface Markdown {
  appendMarkdown(markdown: string): unknown;
  appendText(text: string): unknown;
}

/** Commands that links of the tooltip run: our own, no others. */
export const TOOLTIP_COMMANDS = [
  'claudeUsage.openPanel',
  'claudeUsage.refresh',
  'claudeUsage.openSettings',
  'claudeUsage.setAdminKey',
  'claudeUsage.useSampleData',
  'claudeUsage.leaveSampleData',
  'claudeUsage.cancelHistory',
  'claudeUsage.showLog',
] as const;
type TooltipCommand = (typeof TOOLTIP_COMMANDS)[number];

const BASIS_WORDS: Record<Basis, string> = {
  none: 'not known yet',
  billed: 'billed',
  estimated: 'estimated',
  mixed: 'partly estimated',
};

export function writeTooltip(to: Markdown, state: SpendState, format: Format): void {
  switch (state.status) {
    case 'noKey':
      to.appendMarkdown('**Claude spend**\n\nSee what your organization spends on the Claude API today.\n\n');
      links(to, [
        ['Set Admin API Key', 'claudeUsage.setAdminKey'],
        ['Explore with Sample Data', 'claudeUsage.useSampleData'],
      ]);
      break;
    case 'starting':
      to.appendMarkdown('**Claude spend**\n\nFetching the first figures…');
      break;
    case 'failed':
      to.appendMarkdown('**Claude spend**\n\n');
      to.appendText(state.trouble.message);
      to.appendMarkdown('\n\n');
      links(to, [
        ['Refresh', 'claudeUsage.refresh'],
        ['Set Admin API Key', 'claudeUsage.setAdminKey'],
        ['Log', 'claudeUsage.showLog'],
      ]);
      break;
    case 'ready':
      writeSummary(to, state.summary, format);
  }
}

function writeSummary(to: Markdown, summary: Summary, format: Format): void {
  const { today, yesterday, month, lastHour, trouble, sample, progress } = summary;
  to.appendMarkdown('**Claude spend · ');
  to.appendText(summary.organization);
  to.appendMarkdown(sample ? '** $(beaker) Sample data\n\n' : '**\n\n');
  if (trouble) {
    to.appendMarkdown('$(warning) ');
    to.appendText(trouble.message);
    to.appendMarkdown('\n\n');
  }
  const zone = format.zoneName(summary.todayStart);
  const rows = [
    row(
      `Today, ${zone}`,
      today,
      format,
      today === null ? 'the API has shown no minute of it yet' : words(today, format),
    ),
    row(
      'Yesterday',
      yesterday,
      format,
      yesterday?.basis === 'mixed' ? 'the bill is still growing' : words(yesterday, format),
    ),
    row(`${format.month(summary.monthStart)}${zone === 'UTC' ? '' : ', UTC'}`, month, format, words(month, format)),
  ];
  if (lastHour) rows.push(`| Now | ${amountText(lastHour, format)} | an hour |`);
  to.appendMarkdown(`| | | |\n|:--|--:|:--|\n${rows.join('\n')}\n\n`);
  writeDearest(to, summary, format);
  to.appendMarkdown(`${freshness(summary, format)}\n\n`);
  if (progress) to.appendMarkdown(`Fetching history, ${format.percent(Math.floor(progress.done * 100) / 100)} · `);
  if (progress) links(to, [['Cancel', 'claudeUsage.cancelHistory']]);
  links(to, [
    ['Open panel', 'claudeUsage.openPanel'],
    ['Refresh', 'claudeUsage.refresh'],
    ['Settings', 'claudeUsage.openSettings'],
    ...(sample ? ([['Leave sample data', 'claudeUsage.leaveSampleData']] as const) : []),
  ]);
}

function row(name: string, figure: Figure | null, format: Format, how: string): string {
  return `| ${name} | **${amountText(figure, format)}** | ${how} |`;
}

function words(figure: Figure | null, format: Format): string {
  if (figure === null) return BASIS_WORDS.none;
  if (figure.unpricedTokens === 0) return BASIS_WORDS[figure.basis];
  return `${BASIS_WORDS[figure.basis]}, without ${format.compact(figure.unpricedTokens)} tokens that have no known price`;
}

function writeDearest(to: Markdown, { dearestModels, dearestWorkspaces }: Summary, format: Format): void {
  const lists: readonly (readonly [string, readonly Ranked[]])[] = [
    ['Models', dearestModels],
    ['Workspaces', dearestWorkspaces],
  ];
  for (const [title, list] of lists) {
    if (list.length === 0) continue;
    to.appendMarkdown(`${title}: `);
    for (const [index, item] of list.entries()) {
      to.appendMarkdown(index === 0 ? '' : ' · ');
      to.appendText(short(item.name));
      to.appendMarkdown(` ${format.figure(item)}`);
    }
    to.appendMarkdown('\n\n');
  }
}

function freshness({ dataTo, checkedAt, accuracy }: Summary, format: Format): string {
  const parts: string[] = [];
  if (dataTo !== null) parts.push(`Data to ${format.time(dataTo)} ${format.zoneName(dataTo)}`);
  if (checkedAt !== null) parts.push(`checked ${format.time(checkedAt)}`);
  if (accuracy) {
    const { median, worst, days } = accuracy;
    const over = days === 1 ? 'one day' : `${format.count(days)} days`;
    parts.push(`estimates within ${format.percent(median)} over ${over}, at worst ${format.percent(worst)}`);
  }
  return parts.join(' · ');
}

function links(to: Markdown, commands: readonly (readonly [string, TooltipCommand])[]): void {
  to.appendMarkdown(`${commands.map(([title, command]) => `[${title}](command:${command})`).join(' · ')}\n\n`);
}

/** A name of thousands of characters must not push the figures out of the tooltip. */
function short(name: string): string {
  const characters = [...name.replace(/\s+/g, ' ')];
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('');
}
