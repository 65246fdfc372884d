import type { OwnedColor } from '../../ledger/ownedColorTable.ts';
import { COLOR_COUNT, type SeriesColors } from '../../shared/seriesColors.ts';
import { DAY } from '../../time/utc.ts';

/** A value of a dimension, and the end of its newest use, ms. */
export interface ValueUse {
  readonly id: string;
  readonly usedAt: number;
}

/** A value that has not been used for so many days gives its colour up. */
export const OWNED_DAYS = 90;

/**
 * Decides who owns the colours of a dimension from `now` (ms) on, by slot. An owner keeps its colour while it is used,
 * however little. A free one goes to one of the dearest eight that own none, the dearest first. `values` are dearest first;
 * `lent` are slots that values on the page have now: whoever claims a colour gets the one it has, so that nothing changes.
 */
export function claimColors(
  owned: readonly OwnedColor[],
  values: readonly ValueUse[],
  lent: SeriesColors,
  now: number,
): OwnedColor[] {
  const isUsed = ({ usedAt }: ValueUse) => now - usedAt < OWNED_DAYS * DAY;
  const newest = new Map(values.map(({ id, usedAt }) => [id, usedAt]));
  const owners = owned
    .map((owner) => ({ ...owner, usedAt: Math.max(owner.usedAt, newest.get(owner.id) ?? owner.usedAt) }))
    .filter(isUsed);
  const dearest = values.filter(isUsed).slice(0, COLOR_COUNT);
  const claim = (slotOf: (id: string) => number | undefined) => {
    for (const { id, usedAt } of dearest) {
      const slot = slotOf(id);
      const isFree = slot !== undefined && slot < COLOR_COUNT && owners.every((owner) => owner.slot !== slot);
      if (isFree && owners.every((owner) => owner.id !== id)) owners.push({ id, slot, usedAt });
    }
  };
  const slots = Array.from({ length: COLOR_COUNT }, (_, slot) => slot);
  claim((id) => (Object.hasOwn(lent, id) ? lent[id] : undefined));
  claim(() => slots.find((slot) => owners.every((owner) => owner.slot !== slot)));
  return owners.sort((a, b) => a.slot - b.slot);
}
