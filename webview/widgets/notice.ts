import { el, fill, setShown } from './dom.ts';
import { icon } from './icons.ts';
import { button } from './toolkit.ts';

export interface Notice {
  readonly element: HTMLElement;
  say(message: string): void;
}

/** Says that what the user asked for could not be done, until it is closed or something else is said. */
export function createNotice(): Notice {
  const text = el('span', { class: 'notice-text' });
  const close = button('', {
    appearance: 'icon',
    icon: icon('close'),
    name: 'Close',
    onClick: () => setShown(line, false),
  });
  const line = el('div', { class: 'line line-error' }, icon('warning'), text, close);
  setShown(line, false);
  return {
    element: el('div', { role: 'alert' }, line),
    say: (message) => {
      // Also when it says so again: it was asked for again.
      fill(text, message);
      setShown(line, true);
    },
  };
}
