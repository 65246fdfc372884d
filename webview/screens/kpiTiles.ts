import type { Component } from '../page.ts';
import { el, fill, setLines, setShown, setText } from '../widgets/dom.ts';
import type { Kpi, KpiLink } from './kpis.ts';

/** The row of answers at the top. Each poll changes words, not elements. */
export function createKpiTiles(open: (opens: KpiLink) => void): Component<readonly Kpi[]> {
  const list = el('dl', { class: 'answers' });
  let cards: Component<Kpi>[] = [];
  return {
    element: list,
    update: (answers) => {
      if (cards.length !== answers.length) {
        cards = answers.map(() => createTile(open));
        fill(list, ...cards.map(({ element }) => element));
      }
      for (const [index, answer] of answers.entries()) cards[index]?.update(answer);
    },
  };
}

function createTile(open: (opens: KpiLink) => void): Component<Kpi> {
  let opens: KpiLink | null = null;
  const name = el('span', {});
  const link = el('button', { type: 'button', class: 'answer-link', title: 'Show it in the chart below' });
  link.addEventListener('click', () => {
    if (opens) open(opens);
  });
  const label = el('dt', {}, name, link);
  const amount = el('span', {});
  const unit = el('span', { class: 'unit' });
  const notes = el('dd', { class: 'answer-notes' });
  return {
    element: el('div', { class: 'answer' }, label, el('dd', { class: 'answer-figure' }, amount, unit), notes),
    update: (answer) => {
      opens = answer.opens;
      setText(opens ? link : name, answer.label);
      setShown(link, opens !== null);
      setShown(name, opens === null);
      setText(amount, answer.figure);
      setText(unit, answer.unit);
      setLines(notes, 'p', answer.notes);
    },
  };
}
