import type { Component } from '../page.ts';
import { el, fill, keepFocus, setShown, setText } from '../widgets/dom.ts';
import { plainName, type RowName } from './rowNames.ts';
import { scroller } from './scroller.ts';
import { type Line, nextSort, type Sheet, type Sort, sortLines, sortOf } from './sheet.ts';
import { createSheetHead } from './sheetHead.ts';
import { createSheetRow, type SheetRow } from './sheetRow.ts';
import { toTsv } from './toTsv.ts';

/** Columns of figures that take all the room there is. */
const FULL = 7;

export interface SheetShown<Extra> {
  readonly sheet: Sheet;
  readonly extra: Extra;
}

export interface SheetOptions<Extra> {
  /** Rows that are shown before "Show all". */
  readonly limit: number;
  readonly name: () => RowName<Extra>;
  readonly copy: (text: string) => void;
  readonly className?: string;
}

/** A table that sorts, folds and copies. Its rows keep their place in the page while their figures change. */
export function createSheetView<Extra>(options: SheetOptions<Extra>): Component<SheetShown<Extra>> {
  const caption = el('caption');
  const body = el('tbody', {});
  const total = createSheetRow<unknown>([], plainName());
  const foot = el('tfoot', {}, total.element);
  const others = createSheetRow<unknown>([], plainName());
  /** Stands between the rows and their total while some are folded away. */
  const folded = el('tbody', {}, others.element);
  const head = createSheetHead((key) => {
    if (!shown) return;
    sort = nextSort(sortOf(shown.sheet, sort), key);
    draw(shown);
  });
  const table = el('table', { class: options.className ?? '' }, caption, head.element, body, foot);
  const scrolling = scroller(table);
  const more = quiet('', () => {
    isWhole = !isWhole;
    if (shown) draw(shown);
  });
  const copy = quiet('Copy', () => {
    if (shown) options.copy(toTsv(shown.sheet, sort));
  });
  let shown: SheetShown<Extra> | undefined;
  let sort: Sort | null = null;
  let isWhole = false;
  let layout = '';
  const rows = new Map<string, SheetRow<Extra>>();

  const draw = ({ sheet, extra }: SheetShown<Extra>) => {
    const columns = sheet.columns.map(({ key, faint }) => `${key}${faint ? ' faint' : ''}`).join('\n');
    if (columns !== layout) {
      layout = columns;
      table.classList.toggle('roomy', sheet.columns.length < FULL);
      for (const row of [...rows.values(), total, others]) row.layOut(sheet.columns);
    }
    head.update(sheet, sortOf(sheet, sort));
    setText(caption, sheet.caption);
    scrolling.name(sheet.caption);
    const lines = sortLines(sheet, sort);
    const isFoldable = lines.length > options.limit + 1;
    const visible = isFoldable && !isWhole ? lines.slice(0, options.limit) : lines;
    drawRows(body, rows, visible, (line) => {
      const row = rows.get(line.id) ?? createSheetRow(sheet.columns, options.name());
      row.update(line, extra);
      return row;
    });
    const hidden = othersOf(sheet, lines.slice(visible.length));
    if (hidden) others.update(hidden, extra);
    if (!hidden) folded.remove();
    else if (!folded.isConnected) foot.before(folded);
    if (sheet.total) total.update(sheet.total, extra);
    setShown(foot, sheet.total !== null);
    setText(more, isWhole ? `Show the first ${options.limit}` : `Show all ${lines.length}`);
    more.setAttribute('aria-expanded', `${isWhole}`);
    setShown(more, isFoldable);
  };
  return {
    element: el('div', { class: 'sheet' }, scrolling.element, el('div', { class: 'sheet-foot' }, more, copy)),
    update: (next) => {
      shown = next;
      copy.setAttribute('aria-label', `Copy the table: ${next.sheet.caption}`);
      draw(next);
    },
  };
}

/** What is folded away as one line, so that those on show add up to the total. */
function othersOf({ together }: Sheet, hidden: readonly Line[]): Line | null {
  if (!together || hidden.length === 0) return null;
  return { id: '', name: `${hidden.length} others`, detail: '', cells: together(hidden) };
}

/** Puts the rows of these lines into the page, in their order; what is focused stays so. */
function drawRows<Extra>(
  body: HTMLElement,
  rows: Map<string, SheetRow<Extra>>,
  lines: readonly Line[],
  rowOf: (line: Line) => SheetRow<Extra>,
): void {
  const before = [...rows.keys()];
  const kept = new Map(lines.map((line) => [line.id, rowOf(line)]));
  rows.clear();
  for (const [id, row] of kept) rows.set(id, row);
  if (before.length === rows.size && lines.every(({ id }, at) => before[at] === id)) return;
  keepFocus(body, () => fill(body, ...[...rows.values()].map(({ element }) => element)));
}

function quiet(label: string, onClick: () => void): HTMLButtonElement {
  const made = el('button', { type: 'button', class: 'sheet-action' }, label);
  made.addEventListener('click', onClick);
  return made;
}
