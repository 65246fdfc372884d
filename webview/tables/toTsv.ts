import { writtenId } from '../../src/shared/explorer.ts';
import { harmless } from '../../src/shared/harmlessCell.ts';
import { type Line, type Sheet, type Sort, sortLines } from './sheet.ts';

/**
 * A table as tab-separated text: every line in the order on show, names with their ids, and numbers with all their digits.
 * Names that a spreadsheet would take for a formula are made harmless; numbers stay numbers.
 */
export function toTsv(sheet: Sheet, sort: Sort | null): string {
  const { head, ids, columns, total } = sheet;
  const names = ({ name, id }: Line) => (ids === null ? [name] : [name, writtenId(id)]).map(textCell);
  const lines = [...sortLines(sheet, sort), ...(total ? [total] : [])];
  return [
    [head, ...(ids === null ? [] : [ids]), ...columns.map(({ copied }) => copied)].map(textCell),
    ...lines.map((line) => [...names(line), ...line.cells.map((cell) => cell.copied())]),
  ]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');
}

// Within a cell a tab or a line's end would begin another one.
function textCell(text: string): string {
  return harmless(text).replaceAll(/[\t\r\n\u2028\u2029]+/g, ' ');
}
