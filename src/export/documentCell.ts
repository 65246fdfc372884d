/** Tables in documents that people read, Markdown and HTML alike: their columns and the texts of their cells. */
import { UNKNOWN, unpricedText } from '../shared/cost.ts';
import type { Format } from '../shared/format.ts';
import { cellText } from '../shared/tables/cellText.ts';
import { UNPRICED_COLUMN } from '../shared/tables/columns.ts';
import { type Cell, type Column, type MoneyCell, type Table, withColumns } from '../shared/tables/table.ts';

/** A table without the columns that are for the screen or for programs alone. */
export function documentColumns(table: Table): Table {
  return withColumns(table, ({ place }) => place === undefined || place === 'files');
}

/** Writes the cells of a table's columns. `isShort`: counts are, where their columns say so. */
export function documentTexts(
  { columns }: Pick<Table, 'columns'>,
  format: Format,
  isShort: boolean,
): (cell: Cell | undefined, column: Column) => string {
  // Cells do not repeat tokens without a price where these have a column of their own.
  const tellsUnpriced = columns.every(({ key }) => key !== UNPRICED_COLUMN.key);
  return (cell, column) => {
    const text = cellText(cell, column, format, 'files', isShort);
    if (cell?.kind === 'money' && tellsUnpriced) return withUnpriced(text, cell, format);
    // A cell with an id is somebody's name for it, however long; any other is our own words.
    return cell?.kind === 'text' && cell.id !== undefined ? nameText(cell.text, cell.detail) : text;
  };
}

/** `≈$12.40 + 1.2M unpriced tokens` */
function withUnpriced(text: string, { unpricedTokens = 0, unpricedAs }: MoneyCell, format: Format): string {
  if (unpricedTokens === 0) return text;
  const unpriced = `${unpricedText(format, unpricedTokens)}${unpricedAs === undefined ? '' : ` ${unpricedAs}`}`;
  return text === UNKNOWN ? unpriced : `${text} + ${unpriced}`;
}

const MOST_NAME = 80;

/** A name with the detail that tells it from a namesake; cut where it would push the figures out of view. */
function nameText(name: string, detail: string | undefined): string {
  const characters = [...(detail === undefined ? name : `${name} (${detail})`)];
  return characters.length > MOST_NAME ? `${characters.slice(0, MOST_NAME - 1).join('')}…` : characters.join('');
}
