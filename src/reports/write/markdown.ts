import { escapeInline, escapeMarkdown } from '../../export/escapeMarkdown.ts';
import { markdownTable } from '../../export/markdownTable.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import type { Report } from '../report.ts';
import { type DocumentSection, reportDocument } from './document.ts';

/** A report as a document to read; its raw text lines up, too. */
export function reportMarkdown(report: Report): string {
  const format = createFormat(report.locale, report.period.zone);
  const { title, lead, leadWords, answers, facts, words, sections, notIncluded } = reportDocument(report, format);
  const parts = [`# ${escapeInline(title)}`, leadText(lead, leadWords), escapeMarkdown(answers), list(facts), ...words];
  for (const section of sections) parts.push(...sectionParts(section, format));
  if (notIncluded.length > 0) parts.push('## Not included', list(notIncluded));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function leadText(lead: string, words: string): string {
  return lead === '' ? '' : `**${escapeInline(lead)}** ${escapeInline(words)}`.trim();
}

function sectionParts({ title, paragraphs, table }: DocumentSection, format: Format): string[] {
  const words = paragraphs.map(escapeMarkdown);
  return [`## ${escapeInline(title)}`, ...words, ...(table ? [markdownTable(table, format, true)] : [])];
}

function list(texts: readonly string[]): string {
  return texts.map((text) => `- ${escapeMarkdown(text)}`).join('\n');
}
