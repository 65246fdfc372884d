import type { SeriesColors } from '../charts/model/seriesColors.ts';
import { el, setShown, setText } from '../widgets/dom.ts';
import type { Line } from './sheet.ts';

/** What stands in the first cell of a row. Made once for a row, which keeps its line. */
export interface RowName<Extra> {
  readonly children: readonly HTMLElement[];
  update(line: Line, extra: Extra): void;
}

/** A name, and beside it what tells it from a namesake. */
export function plainName(): RowName<unknown> {
  const name = el('span', { class: 'name' });
  const detail = el('span', { class: 'detail' });
  const label = el('span', { class: 'label' }, name, detail);
  return {
    children: [label],
    update: (line) => {
      setText(name, line.name);
      setText(detail, line.detail);
      setShown(detail, line.detail !== '');
      label.title = line.hint ?? '';
    },
  };
}

/** What a row's name shows of the chart, and what it can ask for. */
export interface Pointing {
  readonly slots: SeriesColors;
  readonly charted: readonly string[];
  /** False where the chart has no place for it, not even in "Other": there is nothing of it. */
  readonly isDrawn: (id: string) => boolean;
  readonly isolated: string | null;
  /** The one value that is filtered by. */
  readonly only: string | null;
  readonly onIsolate: (id: string | null) => void;
  readonly onOnly: (id: string) => void;
}

/** The name of a value in its colour: a click shows a charted one alone, another one filters by any. */
export function valueName(): RowName<Pointing> {
  let shown: { readonly line: Line; readonly pointing: Pointing } | undefined;
  let drawn = '';
  const swatch = el('span', { class: 'swatch' });
  const text = el('span', { class: 'name' });
  const charted = el('span', { class: 'name' });
  const alone = el('button', { type: 'button', class: 'value' }, charted);
  const detail = el('span', { class: 'detail' });
  const only = el('button', { type: 'button', class: 'only' }, 'only');
  alone.addEventListener('click', () => {
    if (shown) shown.pointing.onIsolate(shown.pointing.isolated === shown.line.id ? null : shown.line.id);
  });
  only.addEventListener('click', () => shown?.pointing.onOnly(shown.line.id));
  return {
    children: [swatch, el('span', { class: 'label' }, text, alone, detail), only],
    update: (line, pointing) => {
      shown = { line, pointing };
      const { id, name } = line;
      const isCharted = pointing.charted.includes(id);
      const isAlone = pointing.isolated === id;
      const isOnly = pointing.only === id;
      const own = isCharted ? pointing.slots[id] : undefined;
      const slot = own !== undefined ? `${own}` : pointing.isDrawn(id) ? 'other' : 'none';
      // Figures come anew each minute and names hardly ever.
      const next = [name, line.detail, slot, isCharted, isAlone, isOnly].join('\n');
      if (next === drawn) return;
      drawn = next;
      swatch.dataset['slot'] = slot;
      setText(isCharted ? charted : text, name);
      setShown(alone, isCharted);
      setShown(text, !isCharted);
      alone.setAttribute('aria-pressed', `${isAlone}`);
      alone.title = isAlone ? 'Show all again' : 'Show alone in the chart';
      setText(detail, line.detail);
      detail.title = line.detail;
      setShown(detail, line.detail !== '');
      only.title = `Only ${name}`;
      only.setAttribute('aria-label', `Only ${name}`);
      setShown(only, !isOnly);
    },
  };
}
