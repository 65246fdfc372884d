import { DIMENSION_IDS, DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, fill } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { createPopover } from '../widgets/popover.ts';
import { roveFocus, setTabStop } from '../widgets/roving.ts';
import type { NamedControls } from './controlsShown.ts';
import { createFilterPicker } from './filterPicker.ts';
import { filteredDimensions } from './filters.ts';

const NAME = 'Add a filter';

export interface AddFilter extends Component<NamedControls> {
  focus(): void;
}

/** `[+ filter]`: a list of the dimensions without a filter, then the values of the one that was picked. */
export function createAddFilter(actions: Actions): AddFilter {
  const opener = el('button', { type: 'button', class: 'word-button word-add' }, icon('add'), 'filter');
  const inside = el('div', {});
  let shown: NamedControls | undefined;
  const picker = createFilterPicker(actions, () => popover.place());
  const popover = createPopover(
    {
      name: NAME,
      anchor: opener,
      onOpen: () => {
        popover.element.setAttribute('aria-label', NAME);
        const dimensions = unfiltered();
        fill(inside, el('div', { class: 'menu' }, ...dimensions));
        setTabStop(dimensions, 0);
        return dimensions[0] ?? opener;
      },
    },
    inside,
  );

  const unfiltered = () => {
    const taken = filteredDimensions(actions.choice());
    return DIMENSION_IDS.filter((dimension) => !taken.includes(dimension)).map((dimension) => {
      const item = el('button', { type: 'button', class: 'menu-item' }, DIMENSION_WORDS[dimension]);
      item.addEventListener('click', () => {
        if (!shown) return;
        fill(inside, picker.element);
        popover.element.setAttribute('aria-label', `Filter by ${DIMENSION_WORDS[dimension]}`);
        picker.open(dimension, shown).focus();
      });
      return item;
    });
  };
  roveFocus(inside, () => [...inside.querySelectorAll<HTMLElement>('.menu-item')]);

  return {
    element: el('span', { class: 'phrase' }, opener, popover.element),
    focus: () => opener.focus(),
    update: (controls) => {
      shown = controls;
    },
  };
}
