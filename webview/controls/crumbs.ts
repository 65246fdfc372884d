import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, fill, setShown } from '../widgets/dom.ts';
import type { NamedControls } from './controlsShown.ts';
import { crumbWords } from './crumbWords.ts';

/** `Last 30 days › Nov 20 › 14:00`: the way that led here, and back. Its line is there before there is a way: nothing moves. */
export function createCrumbs(actions: Actions): Component<NamedControls> {
  const list = el('ol', { class: 'crumbs' });
  const way = el('nav', { 'aria-label': 'The way here' }, list);
  let written = '';
  return {
    element: el('div', { class: 'way' }, way),
    update: ({ choice, format, explorer, nameOf }) => {
      const crumbs = actions.crumbs();
      setShown(way, crumbs.length > 0);
      const words = crumbWords([...crumbs, choice], { format, zone: explorer.chart.zone }, nameOf);
      const text = words.join('\n');
      // Only a new way is written anew: else the focus would be lost.
      if (text === written) return;
      written = text;
      const hadFocus = list.contains(document.activeElement);
      fill(
        list,
        ...words.map((word, at) => el('li', {}, at < crumbs.length ? link(word, () => actions.climb(at)) : here(word))),
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
