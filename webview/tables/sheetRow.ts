import { el } from '../widgets/dom.ts';
import type { RowName } from './rowNames.ts';
import type { Column, Line } from './sheet.ts';

export interface SheetRow<Extra> {
  readonly element: HTMLTableRowElement;
  /** Makes cells for other columns. The row's name stays where it is. */
  layOut(columns: readonly Column[]): void;
  update(line: Line, extra: Extra): void;
}

/** A row that is built once; what it shows is changed in place, and only where it differs. */
export function createSheetRow<Extra>(columns: readonly Column[], name: RowName<Extra>): SheetRow<Extra> {
  const row = el('tr', {}, el('th', { scope: 'row' }, el('span', { class: 'named' }, ...name.children)));
  let cells: ReturnType<typeof createCell>[] = [];
  const layOut = (laidOut: readonly Column[]) => {
    for (const { element } of cells) element.remove();
    cells = laidOut.map(createCell);
    row.append(...cells.map(({ element }) => element));
  };
  layOut(columns);
  return {
    element: row,
    layOut,
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

function createCell({ faint }: Column) {
  const text = document.createTextNode('');
  return { element: el('td', { class: faint ? 'number faint' : 'number' }, text), text, title: '' };
}
