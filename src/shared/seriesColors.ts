/** Number of colours; series beyond them share a grey, as "Other". */
export const COLOR_COUNT = 8;

/** Colour slot of a value, from 0, by its id. */
export type SeriesColors = Readonly<Record<string, number>>;

export interface ColorsInput {
  /** Slots of the values that own a colour, whether they are drawn or not. */
  readonly owned: SeriesColors;
  /** Ids that are drawn by name, dearest first. */
  readonly charted: readonly string[];
  /** Ids of a smaller chart on the same page. */
  readonly beside?: readonly string[];
  /** Slots that values had in this view, or in the one that it is a part of. */
  readonly kept?: SeriesColors;
}

/**
 * Gives each value that is drawn by name a slot of its own: the one that it owns, else one that it borrows. A borrower
 * keeps what it had, else takes a slot that nobody owns, else one whose owner is not in sight. The smaller chart gets
 * what the larger one leaves, so that a value of it may be without.
 */
export function seriesColors({ owned, charted, beside = [], kept = {} }: ColorsInput): SeriesColors {
  const drawn = charted.slice(0, COLOR_COUNT);
  const inSight = new Set([...drawn, ...beside]);
  const spared = new Set([...inSight].flatMap((id) => owned[id] ?? []));
  const slotsOwned = new Set(Object.values(owned));
  const rank = (slot: number) => (spared.has(slot) ? 2 : 0) + (slotsOwned.has(slot) ? 1 : 0);
  const toBorrow = Array.from({ length: COLOR_COUNT }, (_, slot) => slot).sort((a, b) => rank(a) - rank(b) || a - b);

  const given = new Map<string, number>();
  const taken = new Set<number>();
  const give = (id: string, slot: number | undefined) => {
    if (slot === undefined || taken.has(slot) || given.has(id)) return;
    given.set(id, slot);
    taken.add(slot);
  };
  for (const ids of [drawn, beside]) {
    for (const id of ids) give(id, owned[id]);
    for (const id of ids) if (!spared.has(kept[id] ?? 0)) give(id, kept[id]);
    for (const id of ids) {
      give(
        id,
        toBorrow.find((slot) => !taken.has(slot)),
      );
    }
  }
  return Object.fromEntries(given);
}

export interface ModelColorsInput {
  readonly owned: SeriesColors;
  /** Ids of the models of the last hour, dearest first. */
  readonly charted: readonly string[];
  /** Ids of the models of the chart's range, dearest first. */
  readonly ofRange: readonly string[];
  /** Slots that models had on this page. */
  readonly kept?: SeriesColors;
}

/** Gives the models of the last hour, beside a chart of something else, the slots that they have in a chart by model. */
export function modelColors({ owned, charted, ofRange, kept = {} }: ModelColorsInput): SeriesColors {
  const byModel = seriesColors({ owned, charted: ofRange, beside: charted, kept });
  return seriesColors({ owned, charted, kept: { ...kept, ...byModel } });
}
