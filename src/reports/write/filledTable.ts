import type { Cell, Table } from '../../shared/tables/table.ts';

/** A table without the columns that say nothing in any row: on paper they only take room. */
export function filledTable(table: Table): Table {
  const { columns, rows, total } = table;
  const isFilled = columns.map((_, at) => rows.some((cells) => saysSomething(cells[at])));
  const pick = <Item>(items: readonly Item[]) => items.filter((_, at) => isFilled[at]);
  return { ...table, columns: pick(columns), rows: rows.map(pick), total: total && pick(total) };
}

function saysSomething(cell: Cell | undefined): boolean {
  switch (cell?.kind) {
    case undefined:
      return false;
    case 'text':
      return cell.text !== '';
    case 'money':
      return cell.amount !== null || (cell.unpricedTokens ?? 0) > 0;
    case 'rate':
      return cell.perMillion !== null;
    case 'count':
    case 'ratio':
      return cell.value !== null;
    case 'share':
    case 'change':
    case 'points':
      return cell.fraction !== null;
  }
}
