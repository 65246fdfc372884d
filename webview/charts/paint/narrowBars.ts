/** Pixels of a bucket; in a narrower one a hatching is not seen as one, and flickers from bar to bar. */
export const NARROW = 9;

/** Percent of its colour that a thin bar keeps. */
export const STRENGTHS = { estimated: 50, mixed: 75 } as const;

/** Colour of bars that are not all billed and too thin to be hatched. */
export function paler(colour: string, background: string, basis: keyof typeof STRENGTHS): string {
  return `color-mix(in srgb, ${colour} ${STRENGTHS[basis]}%, ${background})`;
}
