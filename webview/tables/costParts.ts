import type { Basis } from '../../src/shared/panelView.ts';

/** The bases that an amount is told apart by, in the order of their columns. */
export const PARTS = ['billed', 'mixed', 'estimated'] as const satisfies readonly Basis[];
export type Part = (typeof PARTS)[number];

/** The column of an amount. What nothing is known of has none to speak of, and is surely not billed. */
export function partOf(basis: Basis): Part {
  return basis === 'none' ? 'mixed' : basis;
}
