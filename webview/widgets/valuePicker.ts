import type { Value } from '../../src/shared/explorer.ts';
import { el, fill, setShown, setText } from './dom.ts';
import { MOST_ROWS, searchValues } from './pickerValues.ts';
import { roveFocus, setTabStop } from './roving.ts';

export interface ValuePicker {
  readonly element: HTMLElement;
  /** Offers values anew, and says what the focus goes to. */
  offer(name: string, offered: readonly Value[], ticked: readonly string[]): HTMLElement;
}

export interface PickerOptions {
  /** Called at every tick. */
  readonly onTick: (ticked: ReadonlySet<string>, offered: readonly Value[]) => void;
  /** Called when the list became longer or shorter. */
  readonly onResize: () => void;
}

/** Creates a search box over a list of check boxes. */
export function createValuePicker({ onTick, onResize }: PickerOptions): ValuePicker {
  const search = el('input', { class: 'field', type: 'search', spellcheck: 'false', autocomplete: 'off' });
  const list = el('ul', { class: 'ticks' });
  const more = el('li', { class: 'ticks-more' });
  const state = el('p', { class: 'ticks-state', role: 'status' });
  const all = el('button', { type: 'button', class: 'quiet' }, 'All');
  const none = el('button', { type: 'button', class: 'quiet' }, 'None');
  let offered: readonly Value[] = [];
  let found: readonly Value[] = [];
  let ticked = new Set<string>();
  let boxes: readonly HTMLInputElement[] = [];

  const tell = () => {
    const count = offered.filter(({ id }) => ticked.has(id)).length;
    const leavesAll = count === 0 || count === offered.length;
    setText(state, leavesAll ? 'Not filtered' : `${count} of ${offered.length}`);
  };
  const render = () => {
    found = searchValues(offered, search.value);
    const rows = found.slice(0, MOST_ROWS).map((value) => rowOf(value, ticked.has(value.id)));
    boxes = rows.map(({ box }) => box);
    setTabStop(boxes, 0);
    const rest = found.length - rows.length;
    const note = rest > 0 ? `${rest} more: search to see them.` : found.length === 0 ? 'Nothing found.' : '';
    setText(more, note);
    setShown(more, note !== '');
    fill(list, ...rows.map(({ element }) => element), more);
    list.scrollTop = 0;
    tell();
    onResize();
  };
  const tick = (ids: readonly string[], isOn: boolean) => {
    for (const id of ids) {
      if (isOn) ticked.add(id);
      else ticked.delete(id);
    }
    tell();
    onTick(ticked, offered);
  };
  const tickFound = (isOn: boolean) => {
    for (const box of boxes) box.checked = isOn;
    tick(
      found.map(({ id }) => id),
      isOn,
    );
  };

  search.addEventListener('input', render);
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    boxes.find((box) => box.tabIndex === 0)?.focus();
  });
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowUp' || document.activeElement !== boxes[0]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    search.focus();
  });
  roveFocus(list, () => boxes);
  list.addEventListener('change', ({ target }) => {
    const at = target instanceof HTMLInputElement ? boxes.indexOf(target) : -1;
    const [value, box] = [found[at], boxes[at]];
    if (!value || !box) return;
    setTabStop(boxes, at);
    tick([value.id], box.checked);
  });
  all.addEventListener('click', () => tickFound(true));
  none.addEventListener('click', () => tickFound(false));

  return {
    element: el('div', { class: 'picker' }, search, list, el('div', { class: 'picker-end' }, state, all, none)),
    offer: (name, newOffered, newTicked) => {
      search.value = '';
      search.placeholder = `Search ${name}`;
      search.setAttribute('aria-label', `Search ${name}`);
      list.setAttribute('aria-label', name);
      offered = newOffered;
      ticked = new Set(newTicked);
      render();
      return search;
    },
  };
}

function rowOf({ name, detail }: Value, isTicked: boolean) {
  const box = el('input', { type: 'checkbox' });
  box.checked = isTicked;
  const words = el(
    'span',
    { class: 'tick-words' },
    el('span', { class: 'name' }, name),
    detail === '' ? null : el('span', { class: 'tick-detail' }, ` ${detail}`),
  );
  return { box, element: el('li', {}, el('label', { class: 'tick' }, box, words)) };
}
