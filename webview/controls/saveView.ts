import { LONGEST_NAME, type SavedView } from '../../src/shared/choice.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, setShown, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { button } from '../widgets/toolkit.ts';

/** Creates the button that saves a view. It asks for a name in its place, and again before it replaces one. */
export function createSaveView(actions: Actions): Component<readonly SavedView[]> {
  const opener = el('button', { type: 'button', class: 'quiet' }, icon('star'), 'Save view');
  const name = el('input', {
    class: 'field',
    type: 'text',
    maxlength: `${LONGEST_NAME}`,
    placeholder: 'View name',
    'aria-label': 'View name',
  });
  const note = el('span', { class: 'muted', role: 'status' });
  const label = el('b', {}, 'Save');
  let taken: readonly string[] = [];
  let agreed: string | undefined;

  const ask = (isAsking: boolean) => {
    setShown(form, isAsking);
    setShown(opener, !isAsking);
    (isAsking ? name : opener).focus();
    agreed = undefined;
    tell();
  };
  const tell = () => {
    const text = name.value.trim();
    const isAgreed = agreed !== undefined && agreed === text;
    setText(label, isAgreed ? 'Replace' : 'Save');
    setText(note, isAgreed ? `A view named “${text}” already exists. Replace it?` : '');
  };
  const save = () => {
    const text = name.value.trim();
    if (text === '') return name.focus();
    if (taken.includes(text) && agreed !== text) {
      agreed = text;
      return tell();
    }
    actions.post('saveView', { name: text, choice: actions.choice() });
    name.value = '';
    ask(false);
  };
  const done = button('', { appearance: 'primary', onClick: save });
  done.append(label);
  const cancel = button('Cancel', { appearance: 'secondary', onClick: () => ask(false) });
  const form = el('span', { class: 'save', role: 'group', 'aria-label': 'Save view' }, name, done, cancel, note);
  setShown(form, false);

  opener.addEventListener('click', () => ask(true));
  name.addEventListener('input', tell);
  name.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    // Else the same key would press the button that the focus goes to.
    event.preventDefault();
    save();
  });
  form.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') ask(false);
  });
  return {
    element: el('span', { class: 'saving' }, opener, form),
    update: (saved) => {
      taken = saved.map((view) => view.name);
    },
  };
}
