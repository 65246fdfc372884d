import { el } from './dom.ts';

/** Creates a square in the colour of a series; `null` is "Other". */
export function createSwatch(slot: number | null): HTMLElement {
  return el('span', { class: 'swatch', 'data-slot': slot === null ? 'other' : `${slot}` });
}
