import { type DayNote, LONGEST_NOTE } from '../../src/shared/dayNote.ts';
import type { Format } from '../../src/shared/format.ts';
import * as terms from '../../src/shared/terms.ts';
import { onFirstDay } from '../../src/time/daysOfSpan.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { createDeleteButton } from '../widgets/deleteButton.ts';
import { el, fill, setShown, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { createPopover } from '../widgets/popover.ts';
import { roveFocus } from '../widgets/roving.ts';
import { button } from '../widgets/toolkit.ts';

export interface NotesShown {
  /** Oldest first. */
  readonly notes: readonly DayNote[];
  readonly format: Format;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

const DAY = 86_400_000;

/** `Add note`: writes a note on a day, and lists all of them to be changed and deleted. */
export function createNotesMenu(actions: Pick<Actions, 'post'>): Component<NotesShown> {
  const opener = el('button', { type: 'button', class: 'quiet' }, icon('note'), 'Add note');
  const day = el('input', { class: 'field', type: 'date' });
  const text = el('input', {
    class: 'field',
    type: 'text',
    maxlength: `${LONGEST_NOTE}`,
    placeholder: 'What happened on this day',
    'aria-label': 'Note',
  });
  const list = el('ul', { class: 'menu notes-menu' });
  let shown: NotesShown | undefined;
  let listed: readonly DayNote[] | undefined;
  /** Note that is being changed; null for a new one. */
  let changed: DayNote | null = null;

  const write = (note: DayNote | null) => {
    changed = note;
    day.value = note ? dayOf(note.at) : (shown?.today ?? '');
    text.value = note?.text ?? '';
    setText(label, note ? 'Save' : 'Add');
    setShown(cancel, note !== null);
  };
  const save = () => {
    const at = Date.parse(`${day.value}T00:00:00Z`);
    if (Number.isNaN(at)) return day.focus();
    if (text.value.trim() === '') return text.focus();
    actions.post('saveNote', { id: changed?.id ?? null, at, text: text.value.trim() });
    write(null);
    text.focus();
  };
  const stop = () => {
    write(null);
    text.focus();
  };
  const label = el('b', {}, 'Add');
  const done = button('', { appearance: 'primary', onClick: save });
  done.append(label);
  const cancel = button('Cancel', { appearance: 'secondary', onClick: stop });
  for (const input of [day, text]) {
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      save();
    });
  }

  const rowOf = (note: DayNote, format: Format): HTMLElement => {
    const name = format.longDay(onFirstDay({ start: note.at, end: note.at + DAY }));
    const edit = el(
      'button',
      { type: 'button', class: 'menu-item', title: 'Change this note' },
      el('span', { class: 'muted' }, name),
      el('span', {}, note.text),
    );
    edit.addEventListener('click', () => {
      write(note);
      text.focus();
    });
    return el(
      'li',
      { class: 'view' },
      edit,
      createDeleteButton(`note on ${name}: ${note.text}`, () => actions.post('deleteNote', note.id)),
    );
  };
  const render = () => {
    listed = shown?.notes ?? [];
    fill(list, ...(shown ? listed.map((note) => rowOf(note, shown?.format as Format)).reverse() : []));
    setShown(list, listed.length > 0);
    if (changed && !listed.some(({ id }) => id === changed?.id)) write(null);
  };
  const popover = createPopover(
    {
      name: terms.NOTES,
      anchor: opener,
      onOpen: () => {
        render();
        write(null);
        return text;
      },
    },
    el('div', { class: 'note-form' }, el('label', {}, 'Day', day), text, el('span', { class: 'save' }, done, cancel)),
    list,
  );
  roveFocus(list, () => [...list.querySelectorAll<HTMLElement>('.menu-item')]);
  return {
    element: el('span', {}, opener, popover.element),
    update: (next) => {
      shown = next;
      if (!popover.isOpen() || JSON.stringify(listed) === JSON.stringify(next.notes)) return;
      const at = [...list.children].findIndex((row) => row.contains(document.activeElement));
      render();
      const rows = list.querySelectorAll<HTMLElement>('.menu-item');
      if (at !== -1) (rows[Math.min(at, rows.length - 1)] ?? text).focus();
      popover.place();
    },
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
