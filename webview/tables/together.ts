import { basisOfParts, COST_PARTS } from '../../src/shared/basis.ts';
import type { RoundedCost } from '../../src/shared/cost.ts';
import { sumUnits } from '../../src/shared/measures.ts';
import { sumOf } from '../../src/shared/tables/costFigures.ts';
import type { Entry } from './totalsSheet.ts';

/** Several values as one; what is printed of it is the sum of what is printed of them. */
export function together(entries: readonly Entry[]): Entry {
  const [billed, mixed, estimated] = COST_PARTS.map((part) => {
    const own = entries.map(({ parts }) => parts[part]);
    return { ...sums(own), basis: part };
  });
  const nothing = { amount: 0n, cents: 0n, basis: 'none' } as const;
  const parts = { billed: billed ?? nothing, mixed: mixed ?? nothing, estimated: estimated ?? nothing };
  const unitsBefore = entries.map((entry) => entry.unitsBefore).filter((units) => units !== null);
  const isKnown = entries.every(({ basis }) => basis !== 'none');
  return {
    ...sums(entries),
    basis: basisOfParts(
      COST_PARTS.map((part) => parts[part].amount),
      isKnown ? 'billed' : 'none',
    ),
    parts,
    unpricedTokens: entries.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0),
    share: sumOfKnown(entries.map(({ share }) => share)),
    before: entries.some(({ before }) => before === null) ? null : sumOf(entries.map(({ before }) => before ?? 0n)),
    units: sumUnits(entries.map(({ units }) => units)),
    unitsBefore: unitsBefore.length === 0 ? null : sumUnits(unitsBefore),
  };
}

/** The sum of what is known; null where nothing is. */
export function sumOfKnown(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function sums(printed: readonly RoundedCost[]) {
  return { amount: sumOf(printed.map(({ amount }) => amount)), cents: sumOf(printed.map(({ cents }) => cents)) };
}
