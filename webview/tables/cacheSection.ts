import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import type { CacheView } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { type CacheBy, cacheTable } from '../../src/shared/tables/cache.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, setShown } from '../widgets/dom.ts';
import { plainName } from './rowNames.ts';
import { createTableView } from './tableView.ts';

const LIMIT = 8;
const CUTS: readonly CacheBy[] = ['model', 'workspace', 'apiKey'];
const FORMULA = [
  'Saved = reads × (input rate − read rate) − writes × (write rate − input rate), at the rates of each day.',
  'Hit rate = reads ÷ (uncached + writes + reads).',
];

export interface CacheShown {
  readonly cache: CacheView;
  readonly format: Format;
}

/** Section on cache hits and the money that caching saved, with the formula in words. */
export function createCacheSection(actions: Actions): Component<CacheShown> {
  const view = createTableView<null>({ limit: LIMIT, name: plainName, copy: (text) => actions.post('copy', text) });
  let by: CacheBy = 'model';
  let shown: CacheShown | undefined;
  const draw = () => {
    if (!shown) return;
    const { cache, format } = shown;
    view.update({ table: cacheTable(cache, by), caption: `Cache by ${DIMENSION_WORDS[by]}`, format, extra: null });
  };
  const cut = (each: CacheBy) => {
    const input = el('input', { type: 'radio', name: 'cache-by', value: each });
    input.checked = each === by;
    input.addEventListener('change', () => {
      by = each;
      draw();
    });
    return el('label', {}, input, el('span', {}, DIMENSION_WORDS[each]));
  };
  const element = el(
    'section',
    { class: 'cache', 'aria-labelledby': 'cache-title' },
    el(
      'div',
      { class: 'title' },
      el('h2', { id: 'cache-title' }, 'Cache'),
      el('div', { class: 'cuts', role: 'radiogroup', 'aria-label': 'Cache by' }, ...CUTS.map(cut)),
    ),
    view.element,
    el('p', { class: 'formula' }, FORMULA.join(' ')),
  );
  return {
    element,
    update: (next) => {
      shown = next;
      // Where nothing is known there is no zero to show.
      setShown(element, next.cache.model.length > 0);
      draw();
    },
  };
}
