import type { Caveat } from '../../src/shared/caveat.ts';

/** The sentences of caveats, in their order. */
export function caveatTexts({ caveats }: { readonly caveats: readonly Caveat[] }): string[] {
  return caveats.map(({ text }) => text);
}
