/** How figures come about: taken from a bill, or estimated until there is one. */

/** In columns by code, the position here: a bit for what is billed and one for what is estimated. */
export const BASES = ['none', 'billed', 'estimated', 'mixed'] as const;

/** How a figure came about. `none`: nothing is known of it yet, which is not the same as zero. */
export type Basis = (typeof BASES)[number];

/** Codes of columns. As they are bits, that of a sum is the bitwise or of those of its parts. */
export const BASIS_CODES = { none: 0, billed: 1, estimated: 2, mixed: 3 } as const satisfies Record<Basis, number>;

/** As it is read on screen; files keep the names of `Basis`. */
export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  none: 'not known yet',
  billed: 'billed',
  estimated: 'estimated',
  mixed: 'partly estimated',
};

/** The bases that a sum is told apart by, in the order of their columns. */
export const COST_PARTS = ['billed', 'mixed', 'estimated'] as const satisfies readonly Basis[];
export type CostPart = (typeof COST_PARTS)[number];

/** Names a code of a column. */
export function basisAt(code: number | undefined): Basis {
  return BASES[code ?? 0] ?? 'none';
}

/** How the sum of two figures came about. */
export function combine(a: Basis, b: Basis): Basis {
  return basisAt(BASIS_CODES[a] | BASIS_CODES[b]);
}

/** How the sum of figures came about; `ofNothing` where nothing is known of any. */
export function basisOf(parts: Iterable<Basis>, ofNothing: Basis = 'none'): Basis {
  let sum: Basis = 'none';
  for (const part of parts) sum = combine(sum, part);
  return sum === 'none' ? ofNothing : sum;
}

/** How a sum came about by its amounts, in the order of `COST_PARTS`; a part of nothing has no say in it. */
export function basisOfParts(amounts: readonly bigint[], ofNothing: Basis = 'none'): Basis {
  const paid = COST_PARTS.filter((_, at) => (amounts[at] ?? 0n) !== 0n);
  return basisOf(paid, ofNothing);
}

/** Whether any of it is an estimate. */
export function hasEstimate(basis: Basis): basis is Exclude<CostPart, 'billed'> {
  return (BASIS_CODES[basis] & BASIS_CODES.estimated) !== 0;
}
