import type { Chart } from '../../src/shared/explorer.ts';
import { BASES, type Basis } from '../../src/shared/panelView.ts';

const BILLED = BASES.indexOf('billed');

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

/** Whether no amount of a chart is an estimate, not even in part. */
export function isAllBilled(chart: Chart): boolean {
  return chart.kind !== 'cost' || chart.bases.every((code, cell) => code <= BILLED || chart.amounts[cell] === 0n);
}
