import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import type { FoldedTable } from '../pageState.ts';
import { el, setText } from '../widgets/dom.ts';
import { plainName } from './rowNames.ts';
import type { Sheet } from './sheet.ts';
import { createSheetView } from './sheetView.ts';

export interface FoldedShown {
  readonly summary: string;
  /** Asked for when the table is looked at, and not before. */
  readonly sheet: () => Sheet;
}

export interface FoldedOptions {
  readonly table: FoldedTable;
  /** Rows that are shown before "Show all". */
  readonly limit: number;
  readonly actions: Pick<Actions, 'post' | 'isOpen' | 'setOpen'>;
}

/** A table under its summary: closed until it is opened, built then, and left alone while it is closed. */
export function createFoldedSheet({ table, limit, actions }: FoldedOptions): Component<FoldedShown> {
  const copy = (text: string) => actions.post('copy', text);
  const view = createSheetView<null>({ limit, copy, name: plainName, className: 'matrix' });
  const summary = el('summary', {});
  const element = el('details', { class: 'folded' }, summary, view.element);
  element.open = actions.isOpen(table);
  let waiting: FoldedShown | null = null;
  const draw = () => {
    if (!element.open || !waiting) return;
    const { sheet } = waiting;
    waiting = null;
    view.update({ sheet: sheet(), extra: null });
  };
  element.addEventListener('toggle', () => {
    actions.setOpen(table, element.open);
    draw();
  });
  return {
    element,
    update: (shown) => {
      waiting = shown;
      setText(summary, shown.summary);
      draw();
    },
  };
}
