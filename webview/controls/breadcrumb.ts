import { capital } from '../../src/shared/capital.ts';
import type { Choice, Range } from '../../src/shared/choice.ts';
import { UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { clockText } from '../../src/shared/clockText.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { sameRange } from '../text/ranges.ts';
import { type RangeWriting, rangeText } from '../text/rangeText.ts';
import { el, fill, setShown } from '../widgets/dom.ts';
import type { NamedControls } from './controlsShown.ts';
import { filterText, type NameOf } from './filterWords.ts';

/** `Last 30 days › Nov 20 › 14:00`: the path that led here, and back. Its line is there without a path too: nothing moves. */
export function createBreadcrumb(actions: Actions): Component<NamedControls> {
  const list = el('ol', { class: 'breadcrumb' });
  const way = el('nav', { 'aria-label': 'Breadcrumb' }, list);
  let written = '';
  return {
    element: el('div', { class: 'way' }, way),
    update: ({ choice, format, explorer, nameOf }) => {
      const path = actions.breadcrumb();
      setShown(way, path.length > 0);
      const words = breadcrumbWords([...path, choice], { format, zone: explorer.chart.zone }, nameOf);
      const text = words.join('\n');
      // Only a new path is written anew: else the focus would be lost.
      if (text === written) return;
      written = text;
      const hadFocus = list.contains(document.activeElement);
      fill(
        list,
        ...words.map((word, at) => el('li', {}, at < path.length ? link(word, () => actions.climb(at)) : here(word))),
      );
      if (hadFocus) list.querySelector<HTMLElement>('li:last-child > *')?.focus();
    },
  };
}

function link(word: string, onClick: () => void): HTMLElement {
  const made = el('button', { type: 'button', class: 'link', title: word }, word);
  made.addEventListener('click', onClick);
  return made;
}

const here = (word: string) => el('span', { 'aria-current': 'location', tabindex: '-1' }, word);

const HOUR = 3_600_000;

/** Words for each choice of a path: `Last 30 days`, `Nov 20`, `14:00`; where the range stayed, for the other change. */
export function breadcrumbWords(path: readonly Choice[], writing: RangeWriting, nameOf: NameOf): string[] {
  return path.map((choice, at) => {
    const before = path[at - 1];
    return capital(
      before && sameRange(before.range, choice.range)
        ? changeText(before, choice, nameOf)
        : spanText(before?.range ?? null, choice.range, writing),
    );
  });
}

function spanText(before: Range | null, range: Range, writing: RangeWriting): string {
  // An hour is enough of a name where its day stands before it.
  const isHour = range.type === 'instants' && range.end - range.start === HOUR;
  if (isHour && before && isWithinDay(before)) return clockText(range.start, writing.format);
  return rangeText(range, writing).replace(/^the /, '');
}

function isWithinDay(range: Range): boolean {
  if (range.type === 'instants') return range.end - range.start <= 24 * HOUR;
  return range.type === 'days' ? range.from === range.to : range.type === 'today' || range.type === 'yesterday';
}

function changeText(before: Choice, { by, unit, filters }: Choice, nameOf: NameOf): string {
  const textOf = JSON.stringify;
  const changed = filters.findLast((filter) => !before.filters.some((each) => textOf(each) === textOf(filter)));
  if (changed) return filterText(changed, nameOf);
  return by === before.by ? `per ${UNIT_WORDS[unit]}` : `by ${DIMENSION_WORDS[by]}`;
}
