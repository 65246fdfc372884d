import { markdownTable as aligned } from 'markdown-table';
import stringWidth from 'string-width';
import type { Format } from '../shared/format.ts';
import { fileTitle, type Row, type Table } from '../shared/tables/table.ts';
import { documentColumns, documentTexts } from './documentCell.ts';
import { escapeInline } from './escapeMarkdown.ts';

/**
 * A Markdown table whose raw text lines up too, with its rows in the order given. Titles and cells are escaped; the total,
 * where there is one, is the last row, in bold. `isShort`: counts are, where their columns say so.
 */
export function markdownTable(table: Table, format: Format, isShort = false): string {
  const { columns, rows, total } = documentColumns(table);
  const textOf = documentTexts({ columns }, format, isShort);
  const texts = (row: Row) =>
    columns.map((column, at) => {
      const text = escapeInline(textOf(row[at], column));
      return column.unbroken ? text.replaceAll(' ', NO_BREAK_SPACE) : text;
    });
  const lines = [columns.map((column) => escapeInline(fileTitle(column))), ...rows.map(texts)];
  if (total) lines.push(texts(total).map((text) => (text === '' ? '' : `**${text}**`)));
  return aligned(lines, {
    align: columns.map(({ kind }) => (kind === 'text' ? 'left' : 'right')),
    stringLength: stringWidth,
  });
}

const NO_BREAK_SPACE = '\u00a0';
