import { el, fill, setText } from './dom.ts';
import { icon } from './icons.ts';

/** Creates a button that deletes at the second click; it forgets the first one when the focus goes on. `what`: `view Week`. */
export function createDeleteButton(what: string, onDelete: () => void): HTMLElement {
  const words = el('span', {}, icon('close'));
  const made = el('button', { type: 'button', class: 'view-delete', 'aria-label': `Delete ${what}` }, words);
  let isSure = false;
  made.addEventListener('click', () => {
    if (isSure) return onDelete();
    isSure = true;
    setText(words, 'Delete?');
    made.setAttribute('aria-label', `Delete? Press again to delete ${what}`);
  });
  made.addEventListener('blur', () => {
    isSure = false;
    fill(words, icon('close'));
    made.setAttribute('aria-label', `Delete ${what}`);
  });
  return made;
}
