import { markdownTable as aligned } from 'markdown-table';
import stringWidth from 'string-width';
import { escapeInline } from './escapeMarkdown.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/**
 * A table whose raw text lines up too. Titles and cells are texts, whatever they contain; the total, where there is one,
 * is the last row, in bold.
 */
export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  total: readonly string[] | null = null,
): string {
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => cells.map(escapeInline));
  if (total) lines.push(total.map(bold));
  return aligned(lines, { align: columns.map(({ align }) => align), stringLength: stringWidth });
}

function bold(cell: string): string {
  const text = escapeInline(cell);
  return text === '' ? '' : `**${text}**`;
}
