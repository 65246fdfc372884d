/** Colours there are; what is drawn beyond them shares one, as "Other". */
export const SLOTS = 8;

/** Which of the colours a series has, by its id. */
export type Slots = Readonly<Record<string, number>>;

/**
 * Gives each charted series a colour and lets it keep the one it had, also while it is out of sight: a new one takes a
 * free colour, and only when none is left that of a series which is not charted now.
 */
export function assignSlots(charted: readonly string[], known: Slots): Slots {
  const owners = new Map<number, string>();
  for (const [id, slot] of Object.entries(known)) {
    if (Number.isInteger(slot) && slot >= 0 && slot < SLOTS && !owners.has(slot)) owners.set(slot, id);
  }
  const kept = new Set(owners.values());
  for (const id of charted) {
    if (kept.has(id)) continue;
    const slot =
      firstSlot((owner) => owner === undefined, owners) ?? firstSlot((o) => !charted.includes(o ?? ''), owners);
    if (slot !== undefined) owners.set(slot, id);
  }
  return Object.fromEntries([...owners].map(([slot, id]) => [id, slot]));
}

function firstSlot(wanted: (owner: string | undefined) => boolean, owners: ReadonlyMap<number, string>) {
  for (let slot = 0; slot < SLOTS; slot++) if (wanted(owners.get(slot))) return slot;
  return undefined;
}
