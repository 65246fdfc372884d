import type { Choice, SavedView } from '../../src/shared/choice.ts';
import { UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { type RangeWriting, rangePreposition, rangeText } from '../text/rangeText.ts';
import { createDeleteButton } from '../widgets/deleteButton.ts';
import { el, fill } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { createPopover } from '../widgets/popover.ts';
import { roveFocus } from '../widgets/roving.ts';
import { sameChoice } from './choiceEquality.ts';
import type { NamedControls } from './controlsShown.ts';
import { type NameOf, whereText } from './filterWords.ts';

/** `Views ▾`: the saved views, to recall and to delete. */
export function createViewsMenu(actions: Actions): Component<NamedControls> {
  const opener = el('button', { type: 'button', class: 'quiet' }, 'Views', icon('open'));
  const list = el('ul', { class: 'menu' });
  const empty = () => el('li', { class: 'menu-empty', tabindex: '-1' }, 'No saved views yet.');
  let shown: NamedControls | undefined;
  let listed: readonly SavedView[] | undefined;

  const render = (focusAt: number): HTMLElement => {
    listed = shown?.saved ?? [];
    const rows = listed.map((view) => rowOf(view));
    fill(list, ...(rows.length > 0 ? rows : [empty()]));
    const goal = list.children[Math.min(focusAt, list.children.length - 1)];
    return goal?.querySelector<HTMLElement>('.menu-item') ?? list.querySelector<HTMLElement>('.menu-empty') ?? opener;
  };
  const rowOf = (view: SavedView): HTMLElement => {
    const isCurrent = shown !== undefined && sameChoice(view.choice, shown.choice);
    const text = shown
      ? choiceText(view.choice, { format: shown.format, zone: shown.explorer.chart.zone }, shown.nameOf)
      : '';
    const recall = el(
      'button',
      { type: 'button', class: 'menu-item', ...(isCurrent ? { 'aria-current': 'true' } : {}) },
      el('span', { class: 'menu-name' }, view.name),
      el('span', { class: 'muted' }, text),
    );
    recall.addEventListener('click', () => {
      popover.close();
      actions.recall(view);
    });
    return el(
      'li',
      { class: 'view' },
      recall,
      createDeleteButton(`view ${view.name}`, () => actions.post('deleteView', view.name)),
    );
  };
  const popover = createPopover({ name: 'Saved views', anchor: opener, onOpen: () => render(0) }, list);
  roveFocus(list, () => [...list.querySelectorAll<HTMLElement>('.menu-item')]);

  return {
    element: el('span', {}, opener, popover.element),
    update: (controls) => {
      shown = controls;
      if (!popover.isOpen() || JSON.stringify(listed) === JSON.stringify(controls.saved)) return;
      const at = [...list.children].findIndex((row) => row.contains(document.activeElement));
      const goal = render(Math.max(at, 0));
      if (at !== -1) goal.focus();
      popover.place();
    },
  };
}

/** `cost by model per day for the last 30 days where workspace is Research vs. previous period` */
export function choiceText(choice: Choice, writing: RangeWriting, nameOf: NameOf): string {
  const { measure, by, unit, range, compare } = choice;
  const question = `${MEASURE_WORDS[measure]} by ${DIMENSION_WORDS[by]} per ${UNIT_WORDS[unit]}`;
  const when = `${rangePreposition(range)} ${rangeText(range, writing)}`.trim();
  return `${question} ${when}${whereText(choice, nameOf)}${compare ? ' vs. previous period' : ''}`;
}
