import type { Range } from '../../src/shared/choice.ts';
import { daysRange } from '../text/ranges.ts';
import { el, setText } from '../widgets/dom.ts';
import { createPopover } from '../widgets/popover.ts';
import { button } from '../widgets/toolkit.ts';

export interface DatesAsked {
  readonly from: string;
  readonly to: string;
  /** Days `YYYY-MM-DD`, both inclusive. */
  readonly first: string;
  readonly last: string;
}

/** Creates a popover that asks for two days. */
export function createDatesPopover(anchor: HTMLElement, onChoose: (range: Range) => void) {
  const from = el('input', { class: 'field', type: 'date' });
  const to = el('input', { class: 'field', type: 'date' });
  const problem = el('p', { class: 'muted', role: 'status' });
  let asked: DatesAsked = { from: '', to: '', first: '', last: '' };

  const choose = () => {
    const range = daysRange(from.value, to.value, asked);
    if (!range) return say('Both days are needed.');
    popover.close();
    onChoose(range);
  };
  const show = button('Show', { appearance: 'primary', onClick: choose });
  const popover = createPopover(
    {
      name: 'Range of days',
      anchor,
      onOpen: () => {
        for (const input of [from, to]) {
          input.min = asked.first;
          input.max = asked.last;
        }
        from.value = asked.from;
        to.value = asked.to;
        setText(problem, '');
        return from;
      },
    },
    el('div', { class: 'dates' }, el('label', {}, 'From', from), el('label', {}, 'to', to), show, problem),
  );
  const say = (text: string) => {
    setText(problem, text);
    popover.place();
  };
  const sayOrder = () => {
    const isReversed = from.value !== '' && to.value !== '' && from.value > to.value;
    say(isReversed ? 'The first day is after the last one: they will be swapped.' : '');
  };
  for (const input of [from, to]) {
    input.addEventListener('input', sayOrder);
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      choose();
    });
  }
  return {
    element: popover.element,
    ask: (dates: DatesAsked) => {
      asked = dates;
      popover.open();
    },
  };
}
