import { el } from '../widgets/dom.ts';

export interface Scroller {
  readonly element: HTMLElement;
  name(text: string): void;
}

/** Lets a table scroll on its own, by keyboard too, where it is larger than its place; an edge that hides some of it is marked. */
export function scroller(table: HTMLTableElement): Scroller {
  const scrolling = el('div', { class: 'scroller' }, table);
  const element = el('div', { class: 'scroller-edges' }, scrolling);
  let label = '';
  const mark = () => {
    const { scrollLeft, scrollWidth, clientWidth } = scrolling;
    // On a zoomed page scrolling ends a part of a pixel early.
    element.classList.toggle('more-before', scrollLeft > 1);
    element.classList.toggle('more-after', scrollWidth - clientWidth - scrollLeft > 1);
  };
  // Only what really scrolls becomes a stop of the Tab key.
  const observer = new ResizeObserver(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight, offsetWidth } = scrolling;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) {
      scrolling.setAttribute('tabindex', '0');
      scrolling.setAttribute('role', 'region');
      scrolling.setAttribute('aria-label', label);
    } else {
      for (const attribute of ['tabindex', 'role', 'aria-label']) scrolling.removeAttribute(attribute);
    }
    element.style.setProperty('--scrollbar', `${offsetWidth - clientWidth}px`);
    mark();
  });
  observer.observe(scrolling);
  observer.observe(table);
  scrolling.addEventListener('scroll', mark, { passive: true });
  return {
    element,
    name: (text) => {
      label = text;
      if (scrolling.hasAttribute('role')) scrolling.setAttribute('aria-label', text);
    },
  };
}
