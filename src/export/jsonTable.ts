import type { Cell, Column, Row, Table } from '../shared/tables/table.ts';
import { exactAmount, roundedDollars } from './exactCell.ts';

/**
 * A table for `JSON.stringify`: rows as objects by the keys of the columns, amounts as decimal strings of dollars,
 * exact, and with two decimals beside that where a column has a name for these in a CSV.
 */
export function jsonTable({ key, columns, rows, total }: Table): object {
  const line = (cells: Row) =>
    Object.fromEntries(columns.map((column, at) => [column.key, jsonCell(cells[at], column)]));
  return {
    key,
    columns: columns.map(({ key: name, title, kind }) => ({ key: name, title, kind })),
    rows: rows.map(line),
    total: total && line(total),
  };
}

function jsonCell(cell: Cell | undefined, { roundedKey }: Column): unknown {
  switch (cell?.kind) {
    case undefined:
      return null;
    case 'text':
      return { text: cell.text, ...(cell.id === undefined ? {} : { id: cell.id }) };
    case 'money':
      return {
        ...exactAmount(cell),
        ...(roundedKey !== undefined && { rounded_usd: roundedDollars(cell) }),
        unpriced_tokens: cell.unpricedTokens ?? 0,
      };
    case 'rate': {
      const { usd, basis } = exactAmount(cell);
      return { usd_per_million: usd, basis };
    }
    case 'count':
    case 'ratio':
      return cell.value;
    case 'share':
    case 'change':
    case 'points':
      return cell.fraction;
  }
}
