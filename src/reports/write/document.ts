import { momentText } from '../../export/momentText.ts';
import { capital } from '../../shared/capital.ts';
import type { Format } from '../../shared/format.ts';
import type { Table } from '../../shared/tables/table.ts';
import { onFirstDay, onLastDay } from '../../time/daysOfSpan.ts';
import { DAY } from '../../time/utc.ts';
import type { Period, Report } from '../report.ts';
import { printedTable } from './documentTable.ts';

/** A report as people read it, in whatever markup: plain texts and rounded tables, in their order. */
export interface ReportDocument {
  readonly title: string;
  /** The amount first, or the answer: what a reader looks for; `''` for none. */
  readonly lead: string;
  /** Sentences after it; `''` for none. */
  readonly leadWords: string;
  readonly answers: string;
  /** What the report is of: organization, period, filter, data. */
  readonly facts: readonly string[];
  /** Sentences above all sections: that there is nothing, or what amounts are. */
  readonly words: readonly string[];
  readonly sections: readonly DocumentSection[];
  readonly notIncluded: readonly string[];
}

export interface DocumentSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly table: Table | null;
}

export function reportDocument(report: Report, format: Format): ReportDocument {
  const { title, sum, lead, answers, sections, notIncluded, known } = report;
  const words: string[] = [];
  if (sections.length === 0) {
    words.push(`No usage in ${known ? 'this period' : 'the data available for this period'}.`);
  }
  if (sections.some(({ table }) => hasAmounts(table))) {
    words.push('Amounts are in US dollars. ≈ marks estimates: amounts not yet (fully) billed.');
  }
  return {
    title,
    lead: sum?.lead ?? lead,
    leadWords: sum?.words ?? '',
    answers,
    facts: facts(report, format),
    words,
    sections: sections.map((section) => sectionOf(section, format)),
    notIncluded,
  };
}

function facts(
  { organization, sample, period, narrowedTo, dataTo, checkedAt, notes, remarks }: Report,
  format: Format,
): string[] {
  const moment = (instant: number) => `${momentText(format, instant)} ${format.zoneName(instant)}`;
  const read = [
    dataTo === null ? null : `data to ${moment(dataTo)}`,
    checkedAt === null ? null : `checked ${moment(checkedAt)}`,
  ].filter((part) => part !== null);
  return [
    `Organization: ${organization}${sample ? ' (sample data)' : ''}`,
    `Period: ${periodText(period, format)}`,
    ...(narrowedTo === '' ? [] : [`Filter: ${narrowedTo}`]),
    ...(read.length === 0 ? [] : [capital(read.join(', '))]),
    ...(notes.length === 0 ? [] : [`Notes: ${notes.map((note) => noteText(note, format)).join('; ')}`]),
    ...remarks,
  ];
}

/** `Sun, Nov 1, 2026 to Sun, Nov 22, 2026 (UTC days, so far)` */
function periodText(period: Period, format: Format): string {
  const { start, end, zone, running, isExact } = period;
  const soFar = running ? ', so far' : '';
  if (isExact) return `${momentText(format, start)} to ${momentText(format, end)} (${zone}${soFar})`;
  const [first, last] = [format.longDay(onFirstDay(period)), format.longDay(onLastDay(period))];
  const days = first === last ? first : `${first} to ${last}`;
  return `${days} (${zone === 'UTC' ? 'UTC days' : `days in ${zone}`}${soFar})`;
}

/** `Nov 12: migration`; the day is one of UTC, whatever the zone of the period. */
function noteText({ at, text }: Report['notes'][number], format: Format): string {
  return `${format.day(onFirstDay({ start: at, end: at + DAY }))}: ${text}`;
}

function hasAmounts(table: Table | null): boolean {
  return table?.columns.some(({ kind }) => kind === 'money' || kind === 'rate') ?? false;
}

function sectionOf({ title, paragraphs, table }: Report['sections'][number], format: Format): DocumentSection {
  if (table?.rows.length === 0) return { title, paragraphs: [...paragraphs, 'Nothing to list.'], table: null };
  return { title, paragraphs, table: table && printedTable(table, format) };
}
