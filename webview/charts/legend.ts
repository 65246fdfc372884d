import type { Basis } from '../../src/shared/panelView.ts';
import { el, fill } from '../dom.ts';
import type { Part } from '../page.ts';
import type { BucketState } from './bucketState.ts';
import type { Layer } from './layers.ts';

export interface LegendShown {
  readonly layers: readonly Layer[];
  readonly states: readonly BucketState[];
  /** False where the table right below names the colours. */
  readonly named: boolean;
}

const BASIS_LABELS: readonly (readonly [Basis, string])[] = [
  ['mixed', 'mixed: the bill is still growing'],
  ['estimated', 'estimated, not billed yet'],
];

/** What the colours and the hatchings of a chart mean; only what occurs in it is listed. */
export function createLegend(): Part<LegendShown> {
  const list = el('ul', { class: 'legend', 'aria-label': 'Legend' });
  let drawn = '';
  return {
    element: list,
    update: ({ layers, states, named }) => {
      const bases = BASIS_LABELS.filter(([basis]) => layers.some((layer) => layer.bases.includes(basis)));
      const entries = [
        ...(named ? layers : []).map(({ name, slot }) => [swatchOf(slot), name] as const),
        ...bases.map(([basis, label]) => [el('span', { class: `swatch swatch-${basis}` }), label] as const),
        ...(states.includes('unknown')
          ? [[el('span', { class: 'swatch swatch-unknown' }), 'not known yet'] as const]
          : []),
      ];
      const next = entries.map(([swatch, label]) => `${swatch.outerHTML}${label}`).join('\n');
      if (next === drawn) return;
      drawn = next;
      fill(list, ...entries.map(([swatch, label]) => el('li', {}, swatch, label)));
    },
  };
}

/** A square in the colour of a series; `null` is "Other". */
export function swatchOf(slot: number | null): HTMLElement {
  return el('span', { class: 'swatch', 'data-slot': slot === null ? 'other' : `${slot}` });
}
