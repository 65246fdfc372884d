import { NAMED_RANGES, type Range } from '../../src/shared/choice.ts';
import { RANGE_WORDS } from '../../src/shared/choiceWords.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { firstDay, rangeChange, shiftDay } from '../text/ranges.ts';
import { rangeText } from '../text/rangeText.ts';
import { createWordDropdown, phrase } from '../widgets/dropdown.ts';
import type { ControlsShown } from './controlsShown.ts';
import { createDatesPopover, type DatesAsked } from './datesPopover.ts';

/** A range without a name stands in the list as itself; `dates` asks for another. */
const VALUES = [...NAMED_RANGES, 'unnamed', 'dates'] as const;

/** `for [the last 30 days]` */
export function createRangeChoice(actions: Actions): Component<ControlsShown> {
  let shown: ControlsShown | undefined;
  const choose = (range: Range) => {
    // The first range of the path leads back to where the path began.
    if (shown) actions.choose(rangeChange(actions.crumbs()[0] ?? actions.choice(), range, shown.today));
  };
  const word = createWordDropdown('Range', VALUES, (value) => {
    if (!shown) return;
    if (value !== 'dates' && value !== 'unnamed') return choose({ type: value });
    // The word shows the range in use again until two days are chosen.
    show(shown);
    if (value === 'dates') dates.ask(datesOf(shown));
  });
  const dates = createDatesPopover(word.element, choose);

  const show = ({ choice: { range }, format, explorer }: ControlsShown) => {
    const isNamed = range.type !== 'days' && range.type !== 'instants';
    const text = rangeText(range, { format, zone: explorer.chart.zone });
    const unnamed = isNamed ? {} : { unnamed: text };
    word.show(isNamed ? range.type : 'unnamed', { ...RANGE_WORDS, ...unnamed, dates: 'from … to …' });
  };
  return {
    element: phrase('for', word.element, dates.element),
    update: (controls) => {
      shown = controls;
      show(controls);
    },
  };
}

function datesOf({ choice: { range }, historyDays, today }: ControlsShown): DatesAsked {
  const bounds = { first: firstDay(today, historyDays), last: today };
  return range.type === 'days'
    ? { ...bounds, from: range.from, to: range.to }
    : { ...bounds, from: shiftDay(today, -29), to: today };
}
