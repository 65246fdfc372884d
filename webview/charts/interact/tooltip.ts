import { WHAT_CHANGED } from '../../../src/shared/changeWords.ts';
import { el, fill, setShown } from '../../widgets/dom.ts';
import { createSwatch } from '../../widgets/swatch.ts';
import type { Box } from '../paint/plot.ts';

interface TooltipRow {
  /** Colour slot; null is "Other", and undefined has no colour. */
  readonly slot?: number | null;
  readonly name: string;
  readonly text: string;
  readonly share: string;
}

/** Words of one cell of a chart. */
export interface TooltipText {
  readonly title: string;
  readonly rows: readonly TooltipRow[];
  readonly foot: readonly TooltipRow[];
  readonly notes: readonly string[];
}

export interface Tooltip {
  readonly element: HTMLElement;
  /** Button below the figures, for a pointer alone: keys have their own. */
  readonly action: HTMLButtonElement;
  /** Shows it beside a box of the plot, with the action or without. */
  show(text: TooltipText, box: Box, hasAction: boolean): void;
  hide(): void;
}

const AWAY = 10;

/** Creates the figures that hover over a chart. A screen reader hears them from a live region instead. */
export function createTooltip(): Tooltip {
  const element = el('div', { class: 'tip', 'aria-hidden': 'true' });
  setShown(element, false);
  const action = el('button', { type: 'button', class: 'tip-action', tabindex: '-1' }, WHAT_CHANGED);
  // The focus stays where it is, so that the figures do, too.
  action.addEventListener('pointerdown', (event) => event.preventDefault());
  const line = ({ slot, name, text, share }: TooltipRow, kind: string) =>
    el(
      'tr',
      { class: kind },
      el(
        'th',
        {},
        el(
          'span',
          { class: 'named' },
          slot === undefined ? null : createSwatch(slot),
          el('span', { class: 'name' }, name),
        ),
      ),
      el('td', {}, text),
      el('td', { class: 'tip-share' }, share),
    );
  return {
    element,
    action,
    show: ({ title, rows, foot, notes }, box, hasAction) => {
      const lines = [...rows.map((row) => line(row, 'tip-row')), ...foot.map((row) => line(row, 'tip-foot'))];
      fill(
        element,
        el('p', { class: 'tip-title' }, title),
        lines.length > 0 ? el('table', { role: 'presentation' }, el('tbody', {}, ...lines)) : null,
        ...notes.map((note) => el('p', { class: 'tip-note' }, note)),
        hasAction ? action : null,
      );
      setShown(element, true);
      place(element, box);
    },
    hide: () => setShown(element, false),
  };
}

/** Places it after the box where there is room, else before it, else below it, always inside the plot's width. */
function place(element: HTMLElement, box: Box): void {
  const room = element.parentElement?.clientWidth ?? 0;
  const width = element.offsetWidth;
  const after = box.left + box.width + AWAY;
  const before = box.left - AWAY - width;
  const left = after + width <= room ? after : before >= 0 ? before : Math.max(0, Math.min(after, room - width));
  element.style.left = `${Math.round(left)}px`;
  const isBeside = after + width <= room || before >= 0;
  element.style.top = `${Math.round(isBeside ? Math.max(0, box.top - 4) : box.top + box.height + AWAY)}px`;
}

/** Writes a tooltip as a screen reader says it. */
export function tooltipSpeech({ title, rows, foot, notes }: TooltipText): string {
  const said = ({ name, text, share }: TooltipRow) => [name, text, share].filter((part) => part !== '').join(' ');
  return [title, ...foot.map(said), ...rows.map(said), ...notes].join('. ');
}
