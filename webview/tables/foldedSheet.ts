import { el, setText } from '../dom.ts';
import type { Part } from '../page.ts';
import { plainName } from './rowNames.ts';
import type { Sheet } from './sheet.ts';
import { createSheetView } from './sheetView.ts';

export interface FoldedShown {
  readonly summary: string;
  /** Asked for when the table is looked at, and not before. */
  readonly sheet: () => Sheet;
}

/** A table under its summary: closed at first, built when it is opened, and left alone while it is closed. */
export function createFoldedSheet(limit: number, copy: (text: string) => void): Part<FoldedShown> {
  const view = createSheetView<null>({ limit, copy, name: plainName, className: 'matrix' });
  const summary = el('summary', {});
  const element = el('details', { class: 'folded' }, summary, view.element);
  let waiting: FoldedShown | null = null;
  const draw = () => {
    if (!element.open || !waiting) return;
    const { sheet } = waiting;
    waiting = null;
    view.update({ sheet: sheet(), extra: null });
  };
  element.addEventListener('toggle', draw);
  return {
    element,
    update: (shown) => {
      waiting = shown;
      setText(summary, shown.summary);
      draw();
    },
  };
}
