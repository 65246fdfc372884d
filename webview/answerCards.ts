import type { Answer } from './answers.ts';
import { el, fill, setText } from './dom.ts';
import type { Part } from './page.ts';

/** The row of answers at the top. Each poll changes words, not elements. */
export function createAnswerCards(): Part<readonly Answer[]> {
  const list = el('dl', { class: 'answers' });
  let cards: Part<Answer>[] = [];
  return {
    element: list,
    update: (answers) => {
      if (cards.length !== answers.length) {
        cards = answers.map(createCard);
        fill(list, ...cards.map(({ element }) => element));
      }
      for (const [index, answer] of answers.entries()) cards[index]?.update(answer);
    },
  };
}

function createCard(): Part<Answer> {
  const label = el('dt', {});
  const amount = el('span', {});
  const unit = el('span', { class: 'unit' });
  const notes = el('dd', { class: 'answer-notes' });
  return {
    element: el('div', { class: 'answer' }, label, el('dd', { class: 'answer-figure' }, amount, unit), notes),
    update: (answer) => {
      setText(label, answer.label);
      setText(amount, answer.figure);
      setText(unit, answer.unit);
      if (notes.textContent !== answer.notes.join('')) fill(notes, ...answer.notes.map((note) => el('p', {}, note)));
    },
  };
}
