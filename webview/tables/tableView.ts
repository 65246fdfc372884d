import type { Format } from '../../src/shared/format.ts';
import { inOrderOfScreen, tableOnScreen } from '../../src/shared/tables/onScreen.ts';
import { nextSort, sortOf, sortRows } from '../../src/shared/tables/sortRows.ts';
import { othersRow } from '../../src/shared/tables/sumRows.ts';
import { type Column, type Row, type Sort, screenTitle, type Table } from '../../src/shared/tables/table.ts';
import { tsv } from '../../src/shared/tables/tsv.ts';
import type { Component } from '../page.ts';
import { el, fill, keepFocus, setShown, setText } from '../widgets/dom.ts';
import { plainName, type RowName } from './rowNames.ts';
import { scroller } from './scroller.ts';
import { createTableRow, type TableRow } from './tableRow.ts';

export interface TableShown<Extra> {
  readonly table: Table;
  /** For screen readers alone: the words right above name the table already. */
  readonly caption: string;
  readonly format: Format;
  readonly extra: Extra;
}

export interface TableOptions<Extra> {
  /** Rows that are shown before "Show all". */
  readonly limit: number;
  readonly name: () => RowName<Extra>;
  readonly copy: (text: string) => void;
  readonly className?: string;
}

/** A table that sorts, folds and copies. Its rows keep their place in the page while their figures change. */
export function createTableView<Extra>(options: TableOptions<Extra>): Component<TableShown<Extra>> {
  const caption = el('caption');
  const body = el('tbody', {});
  const total = createTableRow<unknown>([], plainName());
  const foot = el('tfoot', {}, total.element);
  const others = createTableRow<unknown>([], plainName());
  /** Stands between the rows and their total while some are folded away. */
  const folded = el('tbody', {}, others.element);
  const head = createTableHead((key) => {
    if (!shown) return;
    const table = tableOnScreen(shown.table);
    sort = nextSort(table, sortOf(table, sort), key);
    draw(shown);
  });
  const element = el('table', { class: options.className ?? '' }, caption, head.element, body, foot);
  const scrolling = scroller(element);
  const more = quiet('', () => {
    isWhole = !isWhole;
    if (shown) draw(shown);
  });
  const copy = quiet('Copy', () => {
    if (shown) options.copy(tsv(inOrderOfScreen(shown.table, sort)));
  });
  let shown: TableShown<Extra> | undefined;
  let sort: Sort | null = null;
  let isWhole = false;
  let layout = '';
  const rows = new Map<string, TableRow<Extra>>();

  const draw = (next: TableShown<Extra>) => {
    const { caption: words, format, extra } = next;
    const table = tableOnScreen(next.table);
    const { columns } = table;
    const laidOut = columns.map(({ key, faint }) => `${key}${faint ? ' faint' : ''}`).join('\n');
    if (laidOut !== layout) {
      layout = laidOut;
      for (const row of [...rows.values(), total, others]) row.layOut(columns);
    }
    head.update(table, sortOf(table, sort));
    setText(caption, words);
    scrolling.name(words);
    const all = sortRows(table, sort);
    const isFoldable = all.length > options.limit + 1;
    const visible = isFoldable && !isWhole ? all.slice(0, options.limit) : all;
    drawRows(body, rows, visible, (id, own) => {
      const row = rows.get(id) ?? createTableRow(columns, options.name());
      row.update(own, columns, format, extra);
      return row;
    });
    // Rows folded away are summed in one, so that those on show add up to the total.
    const hidden = table.total ? all.slice(visible.length) : [];
    if (hidden.length > 0) others.update(othersRow(columns, hidden, format), columns, format, extra);
    if (hidden.length === 0) folded.remove();
    else if (!folded.isConnected) foot.before(folded);
    if (table.total) total.update(table.total, columns, format, extra);
    setShown(foot, table.total !== null);
    setText(more, isWhole ? `Show the first ${options.limit}` : `Show all ${all.length}`);
    more.setAttribute('aria-expanded', `${isWhole}`);
    setShown(more, isFoldable);
  };
  return {
    element: el('div', { class: 'sheet' }, scrolling.element, el('div', { class: 'sheet-foot' }, more, copy)),
    update: (next) => {
      shown = next;
      copy.setAttribute('aria-label', `Copy the table: ${next.caption}`);
      draw(next);
    },
  };
}

/** Puts these rows into the page, in their order; what is focused stays so. */
function drawRows<Extra>(
  body: HTMLElement,
  drawn: Map<string, TableRow<Extra>>,
  rows: readonly Row[],
  rowOf: (id: string, row: Row) => TableRow<Extra>,
): void {
  const before = [...drawn.keys()];
  const kept = new Map(rows.map((row) => [idOf(row), rowOf(idOf(row), row)]));
  drawn.clear();
  for (const [id, row] of kept) drawn.set(id, row);
  if (before.length === drawn.size && rows.every((row, at) => before[at] === idOf(row))) return;
  keepFocus(body, () => fill(body, ...[...drawn.values()].map(({ element }) => element)));
}

/** No two rows have the same. */
function idOf([first]: Row): string {
  return first?.kind === 'text' ? (first.id ?? first.text) : '';
}

function quiet(label: string, onClick: () => void): HTMLButtonElement {
  const made = el('button', { type: 'button', class: 'sheet-action' }, label);
  made.addEventListener('click', onClick);
  return made;
}

interface TableHead {
  readonly element: HTMLElement;
  update(table: Table, sort: Sort | undefined): void;
}

/** The headings of a table, each a button that sorts by its column. */
function createTableHead(onSort: (key: string) => void): TableHead {
  const row = el('tr', {});
  const createHeading = ({ key, kind, isNamed }: Column) => {
    const className = kind === 'text' ? '' : isNamed ? 'number named-column' : 'number';
    const name = el('button', { type: 'button', class: 'sort' });
    name.addEventListener('click', () => onSort(key));
    return { key, name, cell: el('th', { scope: 'col', class: className }, name) };
  };
  let cells: ReturnType<typeof createHeading>[] = [];
  return {
    element: el('thead', {}, row),
    update: ({ columns }, sort) => {
      if (columns.length !== cells.length || columns.some(({ key }, at) => cells[at]?.key !== key)) {
        const known = new Map(cells.map((each) => [each.key, each]));
        cells = columns.map((column) => known.get(column.key) ?? createHeading(column));
        keepFocus(row, () => fill(row, ...cells.map(({ cell }) => cell)));
      }
      for (const [at, { key, cell, name }] of cells.entries()) {
        const column = columns[at];
        if (!column) continue;
        setText(name, screenTitle(column));
        if (column.isNamed) name.title = column.title;
        if (key !== sort?.by) cell.removeAttribute('aria-sort');
        else cell.setAttribute('aria-sort', sort.descending ? 'descending' : 'ascending');
      }
    },
  };
}
