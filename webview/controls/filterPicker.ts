import { DIMENSION_WORDS, type Dimension } from '../../src/shared/dimensions.ts';
import type { Actions } from '../actions.ts';
import { offeredValues } from '../widgets/pickerValues.ts';
import { createValuePicker } from '../widgets/valuePicker.ts';
import type { NamedControls } from './controlsShown.ts';
import { filterValues, withTickedValues } from './filters.ts';

export interface FilterPicker {
  readonly element: HTMLElement;
  /** Offers the values that a dimension has now; they stay as they are while it is open. */
  open(dimension: Dimension, controls: NamedControls): HTMLElement;
}

/** Picks the values of a dimension's filter. Every tick is chosen at once. */
export function createFilterPicker(actions: Actions, onResize: () => void): FilterPicker {
  let dimension: Dimension = 'model';
  const picker = createValuePicker({
    onTick: (ticked, offered) =>
      actions.choose({ filters: withTickedValues(actions.choice().filters, dimension, ticked, offered) }),
    onResize,
  });
  return {
    element: picker.element,
    open: (opened, { explorer, nameOf }) => {
      dimension = opened;
      const ticked = filterValues(actions.choice().filters, dimension);
      const offered = offeredValues(explorer.values[dimension], ticked, (id) => nameOf(opened, id));
      return picker.offer(DIMENSION_WORDS[dimension], offered, ticked);
    },
  };
}
