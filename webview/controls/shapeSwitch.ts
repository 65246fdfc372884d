import { type Choice, SHAPES } from '../../src/shared/choice.ts';
import { SHAPE_WORDS } from '../../src/shared/choiceWords.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, setShown } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { roveFocus, setTabStop } from '../widgets/roving.ts';
import { shapeOf, shapesFor } from './shapes.ts';

/** Creates the choice of the chart's shape, a group of radio buttons. */
export function createShapeSwitch(actions: Actions): Component<Choice> {
  const radios = SHAPES.map((shape) => {
    const radio = el('button', { type: 'button', class: 'shape', role: 'radio' }, icon(shape), SHAPE_WORDS[shape]);
    if (shape === 'heat') radio.title = 'Hourly averages by weekday';
    radio.addEventListener('click', () => actions.choose({ shape }));
    return { shape, radio };
  });
  const element = el(
    'div',
    { class: 'shapes', role: 'radiogroup', 'aria-label': 'Shape of the chart' },
    ...radios.map(({ radio }) => radio),
  );
  const offered = () => radios.map(({ radio }) => radio).filter((radio) => !radio.hidden);
  roveFocus(element, offered, { isRound: true, onStep: (radio) => radio.click() });
  return {
    element,
    update: (choice) => {
      const [shape, shapes] = [shapeOf(choice), shapesFor(choice.measure)];
      for (const each of radios) {
        setShown(each.radio, shapes.includes(each.shape));
        each.radio.setAttribute('aria-checked', `${each.shape === shape}`);
      }
      const checked = radios.find((each) => each.shape === shape);
      setTabStop(offered(), checked ? offered().indexOf(checked.radio) : 0);
    },
  };
}
