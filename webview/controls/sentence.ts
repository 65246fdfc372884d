import { UNITS, type Unit, unitFor, unitsFor } from '../../src/shared/choice.ts';
import { UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_IDS, DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { MEASURE_IDS, MEASURE_WORDS } from '../../src/shared/measures.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { chosenLength } from '../text/ranges.ts';
import { el, setShown } from '../widgets/dom.ts';
import { createWordDropdown, phrase } from '../widgets/dropdown.ts';
import { isAnswered } from './choiceEquality.ts';
import { createComparisonChoice } from './comparisonChoice.ts';
import type { NamedControls } from './controlsShown.ts';
import { createFilterPhrases } from './filterPhrases.ts';
import { createRangeChoice } from './rangeChoice.ts';
import { shapeOf } from './shapes.ts';

export interface Sentence extends Component<NamedControls> {
  focus(): void;
}

/** Lengths that a unit suits, as `unitsFor` has them. */
const UNIT_LENGTHS: Readonly<Record<Unit, string>> = {
  minute: 'for up to a day',
  hour: 'for 2 hours to 62 days',
  day: 'for a day or more',
  week: 'for more than 7 days',
  month: 'for more than 27 days',
};

/** `Show [cost] by [model] per [day] for [the last 30 days] where … compared with [nothing]`: the whole control. */
export function createSentence(actions: Actions): Sentence {
  const measure = createWordDropdown('Measure', MEASURE_IDS, (value) => actions.choose({ measure: value }));
  const by = createWordDropdown('Break down by', DIMENSION_IDS, (value) => actions.choose({ by: value }));
  const unit = createWordDropdown('Per', UNITS, (value) => actions.choose({ unit: value }));
  const range = createRangeChoice(actions);
  const filters = createFilterPhrases(actions);
  const comparison = createComparisonChoice(actions);
  const [byPhrase, unitPhrase] = [phrase('by', by.element), phrase('per', unit.element)];
  // A heat map has one breakdown, whatever was chosen.
  const byHour = el('span', { class: 'phrase' }, 'by hour of the week');
  const element = el(
    'div',
    { class: 'question', role: 'group', 'aria-label': 'What is shown' },
    phrase('Show', measure.element),
    byPhrase,
    unitPhrase,
    byHour,
    range.element,
    filters.element,
    comparison.element,
  );
  return {
    element,
    focus: () => (unitPhrase.hidden ? measure : unit).element.focus(),
    update: (controls) => {
      const { choice, explorer, today } = controls;
      const length = chosenLength(choice, explorer, today);
      const suitable = unitsFor(length);
      const refused = UNITS.filter((each) => !suitable.includes(each)).map((each) => [each, UNIT_LENGTHS[each]]);
      const isHeat = shapeOf(choice) === 'heat';
      measure.show(choice.measure, MEASURE_WORDS);
      by.show(choice.by, DIMENSION_WORDS);
      unit.show(unitFor(choice.unit, length), UNIT_WORDS, Object.fromEntries(refused));
      for (const each of [byPhrase, unitPhrase]) setShown(each, !isHeat);
      setShown(byHour, isHeat);
      range.update(controls);
      filters.update(controls);
      comparison.update(controls);
      element.setAttribute('aria-busy', `${!isAnswered(choice, explorer)}`);
    },
  };
}
