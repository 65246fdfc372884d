import type { HistoryRange } from '../src/shared/panelView.ts';
import { choice } from './controls.ts';
import { el } from './dom.ts';
import type { Page, Part } from './page.ts';

const RANGES = [
  ['7', 'the last 7 days'],
  ['30', 'the last 30 days'],
  ['90', 'the last 90 days'],
] as const;
const RANGE_OF: Readonly<Record<(typeof RANGES)[number][0], HistoryRange>> = { '7': 7, '30': 30, '90': 90 };

/** The panel's control: a sentence that says what is shown, and whose parts can be changed. */
export function createSentence(page: Page): Part<HistoryRange> {
  const range = choice('Range', RANGES, (value) => page.chooseRange(RANGE_OF[value]));
  return {
    element: el('p', { class: 'sentence' }, el('span', {}, 'Show cost by model per day for'), range.element),
    // A view that was under way when the user chose must not take the choice back.
    update: () => range.choose(`${page.state().range}`),
  };
}
