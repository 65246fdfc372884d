import { writtenId } from '../explorer.ts';
import { harmless } from '../harmlessCell.ts';
import { plainCellText } from './cellText.ts';
import { type Cell, type Column, fileTitle, type Table } from './table.ts';

/**
 * A table as tab-separated text, with the columns of both the screen and files: names with their ids, and numbers with all
 * their digits. Names that a spreadsheet would take for a formula are made harmless; numbers stay numbers.
 */
export function tsv({ columns, rows, total }: Table): string {
  const lines = [...rows, ...(total ? [total] : [])];
  return [columns.flatMap(headings), ...lines.map((row) => columns.flatMap((column, at) => fields(column, row[at])))]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');
}

/** `Cost (USD)`; a text has its ids beside it. */
function headings(column: Column): string[] {
  const { unit, idTitle } = column;
  const heading = unit === undefined ? fileTitle(column) : `${fileTitle(column)} (${unit})`;
  return [heading, ...(idTitle === undefined ? [] : [idTitle])].map(textField);
}

function fields({ idTitle }: Column, cell: Cell | undefined): string[] {
  if (cell?.kind !== 'text') return [cell ? plainCellText(cell) : ''];
  return [cell.text, ...(idTitle === undefined ? [] : [writtenId(cell.id ?? '')])].map(textField);
}

// Within a cell a tab or a line's end would begin another one.
function textField(text: string): string {
  return harmless(text).replaceAll(/[\t\r\n\u2028\u2029]+/g, ' ');
}
