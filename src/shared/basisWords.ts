import type { Basis } from './panelView.ts';

/** How a figure came about, as it is read on screen; files keep the names of `Basis`. */
export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  none: 'not known yet',
  billed: 'billed',
  estimated: 'estimated',
  mixed: 'partly estimated',
};
