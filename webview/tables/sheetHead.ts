import { el, fill, keepFocus, setText } from '../widgets/dom.ts';
import { NAME, type Sheet, type Sort } from './sheet.ts';

export interface SheetHead {
  readonly element: HTMLElement;
  update(sheet: Sheet, sort: Sort): void;
}

/** The headings of a table, each a button that sorts by its column. */
export function createSheetHead(onSort: (key: string) => void): SheetHead {
  const row = el('tr', {});
  const createHeading = (key: string) => {
    const name = el('button', { type: 'button', class: 'sort' });
    name.addEventListener('click', () => onSort(key));
    return { key, name, cell: el('th', { scope: 'col', class: key === NAME ? '' : 'number' }, name) };
  };
  let cells: ReturnType<typeof createHeading>[] = [];
  return {
    element: el('thead', {}, row),
    update: (sheet, sort) => {
      const heads = [{ key: NAME, name: sheet.head }, ...sheet.columns];
      if (heads.length !== cells.length || heads.some(({ key }, at) => cells[at]?.key !== key)) {
        const known = new Map(cells.map((each) => [each.key, each]));
        cells = heads.map(({ key }) => known.get(key) ?? createHeading(key));
        keepFocus(row, () => fill(row, ...cells.map(({ cell }) => cell)));
      }
      for (const [at, { key, cell, name }] of cells.entries()) {
        setText(name, heads[at]?.name ?? '');
        if (key !== sort.by) cell.removeAttribute('aria-sort');
        else cell.setAttribute('aria-sort', sort.descending ? 'descending' : 'ascending');
      }
    },
  };
}
