import type { Sort, Table } from '../../src/shared/tables/table.ts';
import { el, fill, keepFocus, setText } from '../widgets/dom.ts';

export interface TableHead {
  readonly element: HTMLElement;
  update(table: Table, sort: Sort | undefined): void;
}

/** The headings of a table, each a button that sorts by its column. */
export function createTableHead(onSort: (key: string) => void): TableHead {
  const row = el('tr', {});
  const createHeading = (key: string, isName: boolean) => {
    const name = el('button', { type: 'button', class: 'sort' });
    name.addEventListener('click', () => onSort(key));
    return { key, name, cell: el('th', { scope: 'col', class: isName ? '' : 'number' }, name) };
  };
  let cells: ReturnType<typeof createHeading>[] = [];
  return {
    element: el('thead', {}, row),
    update: ({ columns }, sort) => {
      if (columns.length !== cells.length || columns.some(({ key }, at) => cells[at]?.key !== key)) {
        const known = new Map(cells.map((each) => [each.key, each]));
        cells = columns.map(({ key, kind }) => known.get(key) ?? createHeading(key, kind === 'text'));
        keepFocus(row, () => fill(row, ...cells.map(({ cell }) => cell)));
      }
      for (const [at, { key, cell, name }] of cells.entries()) {
        setText(name, columns[at]?.title ?? '');
        if (key !== sort?.by) cell.removeAttribute('aria-sort');
        else cell.setAttribute('aria-sort', sort.descending ? 'descending' : 'ascending');
      }
    },
  };
}
