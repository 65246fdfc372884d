import { UNKNOWN } from '../../src/shared/cost.ts';
import type { Format } from '../../src/shared/format.ts';
import { cellBasis, cellText, cellTitle } from '../../src/shared/tables/cellText.ts';
import type { Column, Row } from '../../src/shared/tables/table.ts';
import { el, setText } from '../widgets/dom.ts';
import type { RowName } from './rowNames.ts';

export interface TableRow<Extra> {
  readonly element: HTMLTableRowElement;
  /** Makes cells for other columns, the first of which is the name. That stays where it is. */
  layOut(columns: readonly Column[]): void;
  update(row: Row, columns: readonly Column[], format: Format, extra: Extra): void;
}

/** A row that is built once; its cells are changed in place, and only where they differ. */
export function createTableRow<Extra>(columns: readonly Column[], name: RowName<Extra>): TableRow<Extra> {
  const element = el('tr', {}, el('th', { scope: 'row' }, el('span', { class: 'named' }, ...name.children)));
  let cells: ReturnType<typeof createCell>[] = [];
  const layOut = (laidOut: readonly Column[]) => {
    for (const cell of cells) cell.element.remove();
    cells = laidOut.slice(1).map(createCell);
    element.append(...cells.map((cell) => cell.element));
  };
  layOut(columns);
  return {
    element,
    layOut,
    update: (row, shownColumns, format, extra) => {
      const [first] = row;
      if (first?.kind === 'text') name.update(first, extra);
      for (const [at, shown] of cells.entries()) {
        const cell = row[at + 1];
        const column = shownColumns[at + 1];
        const text = column ? unbroken(cellText(cell, column, format, 'screen')) : UNKNOWN;
        const title = cell && column ? cellTitle(cell, column, format) : '';
        const basis = cell ? cellBasis(cell) : '';
        if (shown.text.data !== text) shown.text.data = text;
        if (shown.basis !== basis) {
          // Heard behind the figure; to the eye it has its ≈.
          setText(shown.heard, basis === '' ? '' : ` ${basis}`);
          if (basis === '') shown.heard.remove();
          else shown.element.append(shown.heard);
          shown.basis = basis;
        }
        if (shown.title !== title) {
          shown.element.title = title;
          shown.title = title;
        }
      }
    },
  };
}

/** Amounts in a sentence, which a browser would break after their sign. */
function unbroken(text: string): string {
  return text.replace(/([+−])(?=\p{Sc})/gu, '$1\u2060');
}

function createCell({ faint, kind }: Column) {
  const text = document.createTextNode('');
  const element = el('td', { class: kind === 'text' ? 'words' : faint ? 'number faint' : 'number' }, text);
  return { element, text, title: '', heard: el('span', { class: 'heard' }), basis: '' };
}
