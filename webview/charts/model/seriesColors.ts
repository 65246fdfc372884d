import type { Value } from '../../../src/shared/explorer.ts';

/** Number of colours; series beyond them share one, as "Other". */
export const COLOR_COUNT = 8;

/** Colour slot of a series, from 0, by its id. */
export type SeriesColors = Readonly<Record<string, number>>;

/** Number of colours, the first ones, that are calm enough for the largest areas. */
const CALM = 4;

/**
 * Assigns colours to series by their ids, whatever was shown before and however they are filtered: each id has one of its
 * own, and where two meet the dearer one has it and the other the next that is free. The dearest of all `values` of the
 * dimension share the calm ones, then come those that follow, then the others `charted`, in the place of one that is not.
 * No two of those charted are alike. Charted series with a colour in `kept` keep it; a smaller chart shown `beside` leaves
 * them theirs.
 */
export function assignColors(
  values: readonly Pick<Value, 'id'>[],
  charted: readonly string[],
  kept: SeriesColors = {},
  beside: readonly string[] = [],
): SeriesColors {
  const stays = charted.slice(0, COLOR_COUNT).filter((id) => kept[id] !== undefined);
  const owners = new Map(stays.map((id) => [kept[id] ?? 0, id]));
  const place = (id: string, room: number, mayTake: (owner: string) => boolean) => {
    const ways = Array.from({ length: room }, (_, step) => (ownSlot(id) + step) % room);
    const slot = ways.find((way) => !owners.has(way)) ?? ways.find((way) => mayTake(owners.get(way) ?? ''));
    if (slot !== undefined) owners.set(slot, id);
  };
  const dearest = values.slice(0, COLOR_COUNT).map(({ id }) => id);
  for (const [rank, id] of dearest.entries()) {
    if (!stays.includes(id)) place(id, rank < CALM ? CALM : COLOR_COUNT, () => false);
  }
  const placed = new Set(owners.values());
  const others = charted.slice(0, COLOR_COUNT).filter((id) => !placed.has(id));
  for (const id of others) place(id, COLOR_COUNT, (owner) => !charted.includes(owner));
  const coloured = new Set(owners.values());
  const drawn = [...charted, ...beside];
  for (const id of beside) if (!coloured.has(id)) place(id, COLOR_COUNT, (owner) => !drawn.includes(owner));
  return Object.fromEntries([...owners].map(([slot, id]) => [id, slot]));
}

/** FNV-1a, from a start with which no two of the models that most is spent on today meet. */
function ownSlot(id: string): number {
  let hash = 0x598c528;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 29) % COLOR_COUNT;
}
