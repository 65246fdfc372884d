/** The basis of figures: taken from a bill, or estimated until there is one. */

/** Bases by their code in columns, the position here: one bit stands for billed, one for estimated. */
export const BASES = ['none', 'billed', 'estimated', 'mixed'] as const;

/** Origin of a figure. `none`: nothing is known of it yet, which is not the same as zero. */
export type Basis = (typeof BASES)[number];

/** Codes in columns. They are bits: the code of a sum is the bitwise OR of the codes of its parts. */
export const BASIS_CODES = { none: 0, billed: 1, estimated: 2, mixed: 3 } as const satisfies Record<Basis, number>;

/** Words on screen; files keep the names of `Basis`. */
export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  none: 'not known yet',
  billed: 'billed',
  estimated: 'estimated',
  mixed: 'partly estimated',
};

/** Bases that a table splits a cost by, in the order of their columns. */
export const COST_PARTS = ['billed', 'mixed', 'estimated'] as const satisfies readonly Basis[];
export type CostPart = (typeof COST_PARTS)[number];

/** Returns the basis of a column's code. */
export function basisAt(code: number | undefined): Basis {
  return BASES[code ?? 0] ?? 'none';
}

/** Basis of the sum of two figures. */
export function combine(a: Basis, b: Basis): Basis {
  return basisAt(BASIS_CODES[a] | BASIS_CODES[b]);
}

/** Basis of the sum of figures; `ofNothing` where nothing is known of any. */
export function basisOf(parts: Iterable<Basis>, ofNothing: Basis = 'none'): Basis {
  let sum: Basis = 'none';
  for (const part of parts) sum = combine(sum, part);
  return sum === 'none' ? ofNothing : sum;
}

/** Basis of the sum of amounts, given in the order of `COST_PARTS`; a part of zero does not count. */
export function basisOfParts(amounts: readonly bigint[], ofNothing: Basis = 'none'): Basis {
  const paid = COST_PARTS.filter((_, at) => (amounts[at] ?? 0n) !== 0n);
  return basisOf(paid, ofNothing);
}

/** Returns true where all of a figure, or some of it, is estimated. */
export function hasEstimate(basis: Basis): basis is Exclude<CostPart, 'billed'> {
  return (BASIS_CODES[basis] & BASIS_CODES.estimated) !== 0;
}
