import type { Dimension } from '../../src/shared/dimensions.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el } from '../widgets/dom.ts';
import { createAddFilter } from './addFilterButton.ts';
import type { NamedControls } from './controlsShown.ts';
import { createFilterChip, type FilterChip } from './filterChip.ts';
import { filteredDimensions } from './filters.ts';

/** `where [workspace is Production ×] and [3 models ×] [+ filter]` */
export function createFilterPhrases(actions: Actions): Component<NamedControls> {
  const add = createAddFilter(actions);
  const element = el('span', { class: 'phrases' }, add.element);
  const chips = new Map<Dimension, FilterChip>();
  let shown: NamedControls | undefined;

  const chipOf = (dimension: Dimension): FilterChip => {
    const made =
      chips.get(dimension) ?? createFilterChip(dimension, actions, { onRemove: () => add.focus(), onClose: render });
    chips.set(dimension, made);
    return made;
  };
  const render = () => {
    if (!shown) return;
    const filtered = filteredDimensions(shown.choice);
    for (const [dimension, chip] of chips) {
      // Without its last tick the filter is gone, but not the list that the user is ticking in.
      if (filtered.includes(dimension) || chip.isOpen()) continue;
      const hadFocus = chip.element.contains(document.activeElement);
      chip.element.remove();
      chips.delete(dimension);
      if (hadFocus) add.focus();
    }
    const inOrder = [...new Set([...chips.keys(), ...filtered])].map(chipOf);
    for (const [at, chip] of inOrder.entries()) {
      chip.update({ controls: shown, joint: at === 0 ? 'where' : 'and' });
      // A phrase in its place is not moved: moving would close its list and take its focus.
      if (element.children[at] !== chip.element) element.insertBefore(chip.element, element.children[at] ?? null);
    }
  };
  return {
    element,
    update: (controls) => {
      shown = controls;
      add.update(controls);
      render();
    },
  };
}
