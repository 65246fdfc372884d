import type { Component } from '../page.ts';
import { el, fill, setLines, setShown, setText } from '../widgets/dom.ts';
import type { Kpi, KpiLink } from './kpis.ts';

/** Size of a unit beside its figure, as in the style sheet. */
const UNIT_SIZE = 0.6;

/** Creates the row of key figures at the top. Each poll changes words, not elements. */
export function createKpiTiles(open: (opens: KpiLink) => void): Component<readonly Kpi[]> {
  const list = el('dl', { class: 'answers' });
  let tiles: Component<Kpi>[] = [];
  return {
    element: list,
    update: (kpis) => {
      if (tiles.length !== kpis.length) {
        tiles = kpis.map(() => createTile(open));
        fill(list, ...tiles.map(({ element }) => element));
      }
      for (const [index, kpi] of kpis.entries()) tiles[index]?.update(kpi);
      // The longest figure sets the size of all: see `.answer-figure`.
      const length = Math.max(...kpis.map(({ figure, unit }) => figure.length + unit.length * UNIT_SIZE));
      list.style.setProperty('--longest', length.toFixed(1));
    },
  };
}

function createTile(open: (opens: KpiLink) => void): Component<Kpi> {
  let opens: KpiLink | null = null;
  const name = el('span', {});
  const link = el('button', { type: 'button', class: 'answer-link', title: 'Show in the chart below' });
  link.addEventListener('click', () => {
    if (opens) open(opens);
  });
  const label = el('dt', {}, name, link);
  const amount = el('span', {});
  const unit = el('span', { class: 'unit' });
  const notes = el('dd', { class: 'answer-notes' });
  return {
    element: el('div', { class: 'answer' }, label, el('dd', { class: 'answer-figure' }, amount, unit), notes),
    update: (kpi) => {
      opens = kpi.opens;
      setText(opens ? link : name, kpi.label);
      setShown(link, opens !== null);
      setShown(name, opens === null);
      setText(amount, kpi.figure);
      setText(unit, kpi.unit);
      setLines(notes, 'p', kpi.notes);
    },
  };
}
