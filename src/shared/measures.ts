import { mapValues } from './mapValues.ts';

/** Items, by their position in `ITEMS`. */
const [UNCACHED, WRITE_5M, WRITE_1H, READ, OUTPUT, SEARCHES] = [0, 1, 2, 3, 4, 5] as const;
/** Number of items. In columns of units a value has so many cells side by side, one for each item. */
export const ITEM_COUNT = 6;
/** All input tokens. */
export const INPUT: readonly number[] = [UNCACHED, WRITE_5M, WRITE_1H, READ];
export const WRITES: readonly number[] = [WRITE_5M, WRITE_1H];

/** Facts of a measure that the page, the figures and the reports need. */
interface MeasureEntry {
  /** `output tokens by model` */
  readonly word: string;
  /** Items that it counts, by position; null for what is summed in dollars. */
  readonly items: readonly number[] | null;
  /** For a share: the items of its whole; `items` are those of its part. */
  readonly of?: readonly number[];
}

const ENTRIES = {
  cost: { word: 'cost', items: null },
  tokens: { word: 'tokens', items: [...INPUT, OUTPUT] },
  uncachedInput: { word: 'uncached input tokens', items: [UNCACHED] },
  cacheWrite5m: { word: 'cache write tokens (5 min)', items: [WRITE_5M] },
  cacheWrite1h: { word: 'cache write tokens (1 h)', items: [WRITE_1H] },
  cacheRead: { word: 'cache read tokens', items: [READ] },
  output: { word: 'output tokens', items: [OUTPUT] },
  webSearches: { word: 'web searches', items: [SEARCHES] },
  cacheHitRate: { word: 'cache hit rate', items: [READ], of: INPUT },
} as const satisfies Record<string, MeasureEntry>;

/** Figure that the explorer shows. Saved views and exported files have these ids. */
export type Measure = keyof typeof ENTRIES;

/** Measures in the order in which they are offered. */
export const MEASURES: Readonly<Record<Measure, MeasureEntry>> = ENTRIES;
export const MEASURE_IDS = Object.keys(ENTRIES) as readonly Measure[];
export const MEASURE_WORDS = mapValues(MEASURES, ({ word }) => word);

export const isCost = (measure: Measure): boolean => MEASURES[measure].items === null;
export const isShare = (measure: Measure): boolean => MEASURES[measure].of !== undefined;

/** Units of a value, by position of item. */
export type Units = ArrayLike<number>;

/** Units of the value at an index of columns such as `Totals.counts`. */
export function unitsAt(counts: Float64Array, value: number): Units {
  return counts.subarray(value * ITEM_COUNT, (value + 1) * ITEM_COUNT);
}

/** Units of several values together. */
export function sumUnits(all: readonly Units[]): Units {
  return Array.from({ length: ITEM_COUNT }, (_, item) => all.reduce((sum, units) => sum + (units[item] ?? 0), 0));
}

/** Units of some items. */
export function unitsIn(units: Units, items: readonly number[]): number {
  return items.reduce((sum, item) => sum + (units[item] ?? 0), 0);
}

/** Units that a measure counts, for a share those of its part; 0 for a cost. */
export function unitsOf(measure: Measure, units: Units): number {
  return unitsIn(units, MEASURES[measure].items ?? []);
}
