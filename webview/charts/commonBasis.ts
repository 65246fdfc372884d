import type { Basis } from '../../src/shared/panelView.ts';

/** How a sum came about whose parts came about so; parts of which nothing is known do not count. */
export function commonBasis(bases: Iterable<Basis>): Basis {
  let common: Basis = 'none';
  for (const basis of bases) {
    if (basis === 'none' || basis === common) continue;
    if (common !== 'none') return 'mixed';
    common = basis;
  }
  return common;
}
