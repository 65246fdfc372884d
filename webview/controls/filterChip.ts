import { DIMENSION_WORDS, type Dimension } from '../../src/shared/dimensions.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { createPopover } from '../widgets/popover.ts';
import type { NamedControls } from './controlsShown.ts';
import { createFilterPicker } from './filterPicker.ts';
import { filterValues, removeFilter } from './filters.ts';
import { filterText } from './filterWords.ts';

export interface FilterChip extends Component<{ readonly controls: NamedControls; readonly joint: string }> {
  readonly isOpen: () => boolean;
  focus(): void;
}

/** `where [workspace is Production, Research ×]` */
export function createFilterChip(
  dimension: Dimension,
  actions: Actions,
  { onRemove, onClose }: { readonly onRemove: () => void; readonly onClose: () => void },
): FilterChip {
  const word = DIMENSION_WORDS[dimension];
  const joint = el('span', {});
  const words = el('span', { class: 'chip-words' });
  const edit = el('button', { type: 'button', class: 'chip-edit' }, words);
  const remove = el('button', { type: 'button', class: 'chip-remove', 'aria-label': `Remove the filter by ${word}` });
  remove.append(icon('close'));
  remove.addEventListener('click', () => {
    actions.choose({ filters: removeFilter(actions.choice().filters, dimension) });
    onRemove();
  });

  let shown: NamedControls | undefined;
  const picker = createFilterPicker(actions, () => popover.place());
  const popover = createPopover(
    {
      name: `Filter by ${word}`,
      anchor: edit,
      onOpen: () => (shown ? picker.open(dimension, shown) : edit),
      onClose,
    },
    picker.element,
  );
  return {
    element: el('span', { class: 'phrase' }, joint, el('span', { class: 'chip' }, edit, remove), popover.element),
    isOpen: popover.isOpen,
    focus: () => edit.focus(),
    update: ({ controls, joint: jointWord }) => {
      shown = controls;
      const values = filterValues(controls.choice.filters, dimension);
      setText(joint, jointWord);
      const text = filterText({ dimension, values }, controls.nameOf);
      setText(words, text);
      const names = values.map((id) => controls.nameOf(dimension, id));
      // The chip has only a part of these words.
      edit.title = names.length > 2 || text.length > 30 ? names.join(', ') : '';
    },
  };
}
