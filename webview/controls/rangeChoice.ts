import { isNamed, NAMED_RANGES, type Range } from '../../src/shared/choice.ts';
import { RANGE_WORDS } from '../../src/shared/choiceWords.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { daysBetween, firstDay, rangeChange, shiftDay } from '../text/ranges.ts';
import { type RangeWriting, rangePreposition, rangeText } from '../text/rangeText.ts';
import { el, setShown, setText } from '../widgets/dom.ts';
import { createWordDropdown } from '../widgets/dropdown.ts';
import type { ControlsShown } from './controlsShown.ts';
import { createDatesPopover, type DatesAsked } from './datesPopover.ts';

/** Days before today that a range may be since, the earliest first: `since Monday … since yesterday`. */
const SINCE = { since6: 6, since5: 5, since4: 4, since3: 3, since2: 2, since1: 1 } as const;
type Since = keyof typeof SINCE;
const SINCE_VALUES = Object.keys(SINCE) as readonly Since[];

/** A range without a name stands in the list as itself; `dates` asks for another. */
const VALUES = [...NAMED_RANGES, 'unnamed', ...SINCE_VALUES, 'dates'] as const;
type Value = (typeof VALUES)[number];

/** `for [the last 30 days]`, `[since Tuesday, Nov 24]` */
export function createRangeChoice(actions: Actions): Component<ControlsShown> {
  let shown: ControlsShown | undefined;
  const choose = (range: Range) => {
    if (!shown) return;
    // The first range of the path leads back to where the path began.
    const change = rangeChange(actions.breadcrumb()[0] ?? actions.choice(), range, shown.today);
    // Who asks what happened since a day asks what has changed.
    actions.choose(range.type === 'since' ? { ...change, compare: true } : change);
  };
  const word = createWordDropdown('Range', VALUES, (value) => {
    if (!shown) return;
    const range = rangeOf(value, shown.today);
    if (range) return choose(range);
    // The word shows the range in use again until two days are chosen.
    show(shown);
    if (value === 'dates') dates.ask(datesOf(shown));
  });
  const dates = createDatesPopover(word.element, choose);
  const preposition = el('span');

  const show = ({ choice: { range }, format, explorer, today }: ControlsShown) => {
    const writing = { format, zone: explorer.chart.zone };
    const value = listValue(range, today);
    const unnamed = value === 'unnamed' ? { unnamed: rangeText(range, writing) } : {};
    setText(preposition, rangePreposition(range));
    setShown(preposition, preposition.textContent !== '');
    word.show(value, { ...RANGE_WORDS, ...unnamed, ...sinceWords(today, writing), dates: 'from … to …' });
  };
  return {
    element: el('span', { class: 'phrase' }, preposition, word.element, dates.element),
    update: (controls) => {
      shown = controls;
      show(controls);
    },
  };
}

/** Range of a value of the list; null for those that ask for one or show one. */
function rangeOf(value: Value, today: string): Range | null {
  if (value === 'dates' || value === 'unnamed') return null;
  return isSince(value) ? { type: 'since', from: shiftDay(today, -SINCE[value]) } : { type: value };
}

function listValue(range: Range, today: string): Value {
  if (isNamed(range)) return range.type;
  const ago = range.type === 'since' ? daysBetween(range.from, today) : 0;
  return SINCE_VALUES.find((value) => SINCE[value] === ago) ?? 'unnamed';
}

function isSince(value: Value): value is Since {
  return SINCE_VALUES.some((since) => since === value);
}

function sinceWords(today: string, writing: RangeWriting): Record<Since, string> {
  const words = (value: Since) =>
    value === 'since1'
      ? 'since yesterday'
      : rangeText({ type: 'since', from: shiftDay(today, -SINCE[value]) }, writing);
  return Object.fromEntries(SINCE_VALUES.map((value) => [value, words(value)])) as Record<Since, string>;
}

function datesOf({ choice: { range }, historyDays, today }: ControlsShown): DatesAsked {
  const bounds = { first: firstDay(today, historyDays), last: today };
  return range.type === 'days'
    ? { ...bounds, from: range.from, to: range.to }
    : { ...bounds, from: shiftDay(today, -29), to: today };
}
