import { UNITS, unitFor, unitsFor } from '../../src/shared/choice.ts';
import { previousWords, UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_IDS, DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { MEASURE_IDS, MEASURE_WORDS } from '../../src/shared/measures.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { chosenLength } from '../text/ranges.ts';
import { el } from '../widgets/dom.ts';
import { createWordDropdown, phrase } from '../widgets/dropdown.ts';
import { isAnswered } from './choiceEquality.ts';
import type { NamedControls } from './controlsShown.ts';
import { createFilterPhrases } from './filterPhrases.ts';
import { createRangeChoice } from './rangeChoice.ts';

export interface Sentence extends Component<NamedControls> {
  focus(): void;
}

/** `Show [cost] by [model] per [day] for [the last 30 days] where … against [nothing]`: the whole control. */
export function createSentence(actions: Actions): Sentence {
  const measure = createWordDropdown('Measure', MEASURE_IDS, (value) => actions.choose({ measure: value }));
  const by = createWordDropdown('Break down by', DIMENSION_IDS, (value) => actions.choose({ by: value }));
  const unit = createWordDropdown('Per', UNITS, (value) => actions.choose({ unit: value }));
  const range = createRangeChoice(actions);
  const filters = createFilterPhrases(actions);
  const against = createWordDropdown('Compare with', ['nothing', 'before'], (value) =>
    actions.choose({ compare: value === 'before' }),
  );
  const element = el(
    'div',
    { class: 'question', role: 'group', 'aria-label': 'What is shown' },
    phrase('Show', measure.element),
    phrase('by', by.element),
    phrase('per', unit.element),
    range.element,
    filters.element,
    phrase('against', against.element),
  );
  return {
    element,
    focus: () => unit.element.focus(),
    update: (controls) => {
      const { choice, explorer, today } = controls;
      const length = chosenLength(choice, explorer, today);
      const units = unitsFor(length);
      measure.show(choice.measure, MEASURE_WORDS);
      by.show(choice.by, DIMENSION_WORDS);
      unit.show(unitFor(choice.unit, length), Object.fromEntries(units.map((each) => [each, UNIT_WORDS[each]])));
      range.update(controls);
      filters.update(controls);
      against.show(choice.compare ? 'before' : 'nothing', { nothing: 'nothing', before: previousWords(choice.range) });
      element.setAttribute('aria-busy', `${!isAnswered(choice, explorer)}`);
    },
  };
}
