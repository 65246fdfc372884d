import { momentText } from '../../export/momentText.ts';
import { capital } from '../../shared/capital.ts';
import type { Format } from '../../shared/format.ts';
import type { Table } from '../../shared/tables/table.ts';
import { onFirstDay, onLastDay } from '../../time/daysOfSpan.ts';
import { DAY } from '../../time/utc.ts';
import type { Report, ReportSum } from '../report.ts';
import { printedTable } from './documentTable.ts';

/** A report as people read it, in whatever markup: plain texts and rounded tables, in their order. */
export interface ReportDocument {
  readonly title: string;
  /** The amount first: what a reader looks for. */
  readonly sum: Pick<ReportSum, 'lead' | 'words'> | null;
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
  const { title, sum, answers, sections, notIncluded, known } = report;
  const words: string[] = [];
  if (sections.length === 0) {
    words.push(`No usage in ${known ? 'this period' : 'the data available for this period'}.`);
  }
  if (sections.some(({ table }) => hasAmounts(table))) {
    words.push('Amounts are in US dollars. ≈ marks estimates: amounts not yet (fully) billed.');
  }
  return {
    title,
    sum,
    answers,
    facts: facts(report, format),
    words,
    sections: sections.map((section) => sectionOf(section, format)),
    notIncluded,
  };
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

function hasAmounts(table: Table | null): boolean {
  return table?.columns.some(({ kind }) => kind === 'money' || kind === 'rate') ?? false;
}

function sectionOf({ title, paragraphs, table }: Report['sections'][number], format: Format): DocumentSection {
  if (table?.rows.length === 0) return { title, paragraphs: [...paragraphs, 'Nothing to list.'], table: null };
  return { title, paragraphs, table: table && printedTable(table, format) };
}
