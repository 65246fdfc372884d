import { el } from '../dom.ts';

/** Lets a table scroll on its own, by keyboard too, where it is larger than its place. */
export function scroller(table: HTMLTableElement): { element: HTMLElement; name(text: string): void } {
  const element = el('div', { class: 'scroller' }, table);
  let label = '';
  // Only what really scrolls becomes a stop of the Tab key.
  const observer = new ResizeObserver(() => {
    const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
    if (scrolls) {
      element.setAttribute('tabindex', '0');
      element.setAttribute('role', 'region');
      element.setAttribute('aria-label', label);
    } else {
      for (const attribute of ['tabindex', 'role', 'aria-label']) element.removeAttribute(attribute);
    }
  });
  observer.observe(element);
  observer.observe(table);
  return {
    element,
    name: (text) => {
      label = text;
    },
  };
}
