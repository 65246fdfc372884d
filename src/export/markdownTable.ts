import { markdownTable as aligned } from 'markdown-table';
import stringWidth from 'string-width';
import { UNKNOWN, unpricedText } from '../shared/cost.ts';
import type { Format } from '../shared/format.ts';
import { cellText } from '../shared/tables/cellText.ts';
import { UNPRICED_COLUMN } from '../shared/tables/columns.ts';
import {
  type Cell,
  type Column,
  fileTitle,
  type MoneyCell,
  type Row,
  type Table,
  withColumns,
} from '../shared/tables/table.ts';
import { escapeInline } from './escapeMarkdown.ts';

/**
 * A Markdown table whose raw text lines up too, with its rows in the order given. Titles and cells are escaped; the total,
 * where there is one, is the last row, in bold. `isShort`: counts are, where their columns say so.
 */
export function markdownTable(table: Table, format: Format, isShort = false): string {
  const { columns, rows, total } = withColumns(table, ({ place }) => place === undefined || place === 'files');
  // Cells do not repeat tokens without a price where these have a column of their own.
  const tellsUnpriced = columns.every(({ key }) => key !== UNPRICED_COLUMN.key);
  const texts = (row: Row) =>
    columns.map((column, at) => {
      const text = escapeInline(textOf(row[at], column, { format, isShort, tellsUnpriced }));
      return column.unbroken ? text.replaceAll(' ', NO_BREAK_SPACE) : text;
    });
  const lines = [columns.map((column) => escapeInline(fileTitle(column))), ...rows.map(texts)];
  if (total) lines.push(texts(total).map((text) => (text === '' ? '' : `**${text}**`)));
  return aligned(lines, {
    align: columns.map(({ kind }) => (kind === 'text' ? 'left' : 'right')),
    stringLength: stringWidth,
  });
}

interface How {
  readonly format: Format;
  readonly isShort: boolean;
  readonly tellsUnpriced: boolean;
}

function textOf(cell: Cell | undefined, column: Column, { format, isShort, tellsUnpriced }: How): string {
  const text = cellText(cell, column, format, 'files', isShort);
  if (cell?.kind === 'money' && tellsUnpriced) return withUnpriced(text, cell, format);
  // A cell with an id is somebody's name for it, however long; any other is our own words.
  return cell?.kind === 'text' && cell.id !== undefined ? nameText(cell.text, cell.detail) : text;
}

/** `≈$12.40 + 1.2M unpriced tokens` */
function withUnpriced(text: string, { unpricedTokens = 0, unpricedAs }: MoneyCell, format: Format): string {
  if (unpricedTokens === 0) return text;
  const unpriced = `${unpricedText(format, unpricedTokens)}${unpricedAs === undefined ? '' : ` ${unpricedAs}`}`;
  return text === UNKNOWN ? unpriced : `${text} + ${unpriced}`;
}

const NO_BREAK_SPACE = '\u00a0';
const MOST_NAME = 80;

/** A name with the detail that tells it from a namesake; cut where it would push the figures out of view. */
function nameText(name: string, detail: string | undefined): string {
  const characters = [...(detail === undefined ? name : `${name} (${detail})`)];
  return characters.length > MOST_NAME ? `${characters.slice(0, MOST_NAME - 1).join('')}…` : characters.join('');
}
