import type { SeriesColors } from '../../src/shared/seriesColors.ts';
import type { TextCell } from '../../src/shared/tables/table.ts';
import { el, setShown, setText } from '../widgets/dom.ts';

/** Contents of the first cell of a row. Made once for a row, which keeps its name. */
export interface RowName<Extra> {
  readonly children: readonly HTMLElement[];
  update(cell: TextCell, extra: Extra): void;
}

/** Full name in a tooltip, as a long one is cut short on the page, with what tells it from a namesake. */
function nameTitle(cell: TextCell): string {
  return lines(cell.text, distinction(cell));
}

/** What tells a name from a namesake, or says more of it. */
function distinction({ detail, hint }: TextCell): string {
  return detail ?? hint ?? '';
}

const lines = (...words: readonly string[]) => words.filter(Boolean).join('\n');

/** A name, beside it the detail that tells it from a namesake, and below it what is marked there. */
export function plainName(): RowName<unknown> {
  const name = el('span', { class: 'name' });
  const detailText = el('bdi', { dir: 'ltr' });
  const detail = el('span', { class: 'detail' }, detailText);
  const label = el('span', { class: 'label' }, name, detail);
  const below = el('span', { class: 'row-marks' });
  return {
    children: [label, below],
    update: (cell) => {
      const { text, detail: own, note, marks = [] } = cell;
      const beside = own ?? note ?? '';
      setText(name, text);
      setText(detailText, beside);
      setShown(detail, beside !== '');
      setText(below, marks.join('\n'));
      setShown(below, marks.length > 0);
      label.title = nameTitle(cell);
    },
  };
}

/** State of the chart that a row's name shows, and actions of a click on it. */
export interface Pointing {
  readonly slots: SeriesColors;
  readonly charted: readonly string[];
  /** False where the chart has nothing of it, not even in "Other". */
  readonly isDrawn: (id: string) => boolean;
  readonly isolated: string | null;
  /** The one value that is filtered by. */
  readonly only: string | null;
  readonly onIsolate: (id: string | null) => void;
  readonly onOnly: (id: string) => void;
}

/** The name of a value in its colour: one button shows a charted value alone, another filters by any value. */
export function valueName(): RowName<Pointing> {
  let shown: { readonly id: string; readonly pointing: Pointing } | undefined;
  let drawn = '';
  const swatch = el('span', { class: 'swatch' });
  const text = el('span', { class: 'name' });
  const charted = el('span', { class: 'name' });
  const alone = el('button', { type: 'button', class: 'value' }, charted);
  const detailText = el('bdi', { dir: 'ltr' });
  const detail = el('span', { class: 'detail' }, detailText);
  const label = el('span', { class: 'label' }, text, alone, detail);
  const only = el('button', { type: 'button', class: 'only' }, 'only');
  alone.addEventListener('click', () => {
    if (shown) shown.pointing.onIsolate(shown.pointing.isolated === shown.id ? null : shown.id);
  });
  only.addEventListener('click', () => shown?.pointing.onOnly(shown.id));
  return {
    children: [swatch, label, only],
    update: (cell, pointing) => {
      const { id = '', text: name, detail: beside = '' } = cell;
      shown = { id, pointing };
      const isCharted = pointing.charted.includes(id);
      const isAlone = pointing.isolated === id;
      const isOnly = pointing.only === id;
      const own = isCharted ? pointing.slots[id] : undefined;
      const slot = own !== undefined ? `${own}` : pointing.isDrawn(id) ? 'other' : 'none';
      // Figures come anew each minute and names hardly ever.
      const title = nameTitle(cell);
      const next = [title, beside, slot, isCharted, isAlone, isOnly].join('\n');
      if (next === drawn) return;
      drawn = next;
      swatch.dataset['slot'] = slot;
      setText(isCharted ? charted : text, name);
      setShown(alone, isCharted);
      setShown(text, !isCharted);
      alone.setAttribute('aria-pressed', `${isAlone}`);
      label.title = title;
      const action = isAlone ? 'Show all again' : 'Show alone in the chart';
      alone.title = lines(title, action);
      // The name has been heard already.
      alone.setAttribute('aria-description', lines(distinction(cell), action));
      setText(detailText, beside);
      setShown(detail, beside !== '');
      only.setAttribute('aria-label', `Only ${name}`);
      setShown(only, !isOnly);
    },
  };
}
