import { escapeInline, escapeMarkdown } from '../../export/escapeMarkdown.ts';
import { foldRows } from '../../export/foldRows.ts';
import { markdownTable } from '../../export/markdownTable.ts';
import { momentText } from '../../export/momentText.ts';
import { capital } from '../../shared/capital.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import type { Table } from '../../shared/tables/table.ts';
import { onFirstDay, onLastDay } from '../../time/daysOfSpan.ts';
import { DAY } from '../../time/utc.ts';
import type { Report, Section } from '../report.ts';

import { amountsFirst, filledTable } from './documentTable.ts';
import { roundTable } from './roundTable.ts';

/** Most rows of a table in Markdown: a year of days is shown in full. */
const MOST_ROWS = 400;

/** A report as a document to read; its raw text lines up, too. */
export function reportMarkdown(report: Report): string {
  const format = createFormat(report.locale, report.period.zone);
  const parts = [`# ${escapeInline(report.title)}`, sumText(report), escapeMarkdown(report.answers)];
  parts.push(list(facts(report, format)));
  if (report.sections.length === 0) {
    const what = report.known ? 'this period' : 'the data available for this period';
    parts.push(`No usage in ${what}.`);
  }
  if (report.sections.some(hasAmounts)) {
    parts.push('Amounts are in US dollars. ≈ marks estimates: amounts not yet (fully) billed.');
  }
  for (const section of report.sections) parts.push(...sectionParts(section, format));
  if (report.notIncluded.length > 0) parts.push('## Not included', list(report.notIncluded));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The amount first, in bold: what a reader looks for. */
function sumText({ sum }: Report): string {
  return sum ? `**${escapeInline(sum.lead)}** ${escapeInline(sum.words)}`.trim() : '';
}

function facts(
  { organization, sample, period, narrowedTo, dataTo, checkedAt, notes }: Report,
  format: Format,
): string[] {
  const [first, last] = [format.longDay(onFirstDay(period)), format.longDay(onLastDay(period))];
  const days = first === last ? first : `${first} to ${last}`;
  const moment = (instant: number) => `${momentText(format, instant)} ${format.zoneName(instant)}`;
  const read = [
    dataTo === null ? null : `data to ${moment(dataTo)}`,
    checkedAt === null ? null : `checked ${moment(checkedAt)}`,
  ].filter((part) => part !== null);
  return [
    `Organization: ${organization}${sample ? ' (sample data)' : ''}`,
    `Period: ${days} (${period.zone === 'UTC' ? 'UTC days' : `days in ${period.zone}`}${period.running ? ', so far' : ''})`,
    ...(narrowedTo === '' ? [] : [`Filter: ${narrowedTo}`]),
    ...(read.length === 0 ? [] : [capital(read.join(', '))]),
    ...(notes.length === 0 ? [] : [`Notes: ${notes.map((note) => noteText(note, format)).join('; ')}`]),
  ];
}

/** `Nov 12: migration`; the day is one of UTC, whatever the zone of the period. */
function noteText({ at, text }: Report['notes'][number], format: Format): string {
  return `${format.day(onFirstDay({ start: at, end: at + DAY }))}: ${text}`;
}

function hasAmounts({ table }: Section): boolean {
  return table?.columns.some(({ kind }) => kind === 'money' || kind === 'rate') ?? false;
}

function sectionParts({ title, paragraphs, table }: Section, format: Format): string[] {
  const words = paragraphs.map(escapeMarkdown);
  return [`## ${escapeInline(title)}`, ...words, ...(table ? [tableText(table, format)] : [])];
}

function tableText(table: Table, format: Format): string {
  if (table.rows.length === 0) return 'Nothing to list.';
  const shown = amountsFirst(roundTable(filledTable(foldRows(table, MOST_ROWS - 1, format))));
  return markdownTable(shown, format, true);
}

function list(texts: readonly string[]): string {
  return texts.map((text) => `- ${escapeMarkdown(text)}`).join('\n');
}
