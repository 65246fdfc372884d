import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import type { FoldedTable } from '../pageState.ts';
import { el, setText } from '../widgets/dom.ts';
import { plainName } from './rowNames.ts';
import { createTableView, type TableShown } from './tableView.ts';

export interface FoldedShown {
  readonly summary: string;
  /** Called once the table is open, not before. */
  readonly made: () => Omit<TableShown<null>, 'extra'>;
}

export interface FoldedOptions {
  readonly table: FoldedTable;
  /** Rows that are shown before "Show all". */
  readonly limit: number;
  readonly actions: Pick<Actions, 'post' | 'isOpen' | 'setOpen'>;
}

/** A table under its summary: closed until it is opened, built then, and left alone while it is closed. */
export function createFoldedTable({ table, limit, actions }: FoldedOptions): Component<FoldedShown> {
  const copy = (text: string) => actions.post('copy', text);
  const view = createTableView<null>({ limit, copy, name: plainName, className: 'matrix' });
  const summary = el('summary', {});
  const element = el('details', { class: 'folded' }, summary, view.element);
  element.open = actions.isOpen(table);
  let waiting: FoldedShown | null = null;
  const draw = () => {
    if (!element.open || !waiting) return;
    const { made } = waiting;
    waiting = null;
    view.update({ ...made(), extra: null });
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
