import { el } from '../dom.ts';
import type { RowName } from './rowNames.ts';
import type { Column, Line } from './sheet.ts';

export interface SheetRow<Extra> {
  readonly element: HTMLTableRowElement;
  update(line: Line, extra: Extra): void;
}

/** A row that is built once; what it shows is changed in place, and only where it differs. */
export function createSheetRow<Extra>(columns: readonly Column[], name: RowName<Extra>): SheetRow<Extra> {
  const cells = columns.map(({ faint }) => {
    const text = document.createTextNode('');
    return { element: el('td', { class: faint ? 'number faint' : 'number' }, text), text, title: '' };
  });
  const head = el('th', { scope: 'row' }, el('span', { class: 'named' }, ...name.children));
  return {
    element: el('tr', {}, head, ...cells.map(({ element }) => element)),
    update: (line, extra) => {
      name.update(line, extra);
      for (const [at, shown] of cells.entries()) {
        const cell = line.cells[at];
        const text = cell?.text() ?? '';
        const title = cell?.title() ?? '';
        if (shown.text.data !== text) shown.text.data = text;
        if (shown.title !== title) {
          shown.element.title = title;
          shown.title = title;
        }
      }
    },
  };
}
