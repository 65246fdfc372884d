/** The user's choice in the panel: a question that reads as a sentence, kept per panel and as named views. */

import * as z from 'zod/mini';
import { DAY, HOUR } from '../time/utc.ts';
import { DIMENSION_IDS, type Dimension } from './dimensions.ts';
import { MEASURE_IDS } from './measures.ts';
import type { Parsed } from './rpc.ts';

export const UNITS = ['minute', 'hour', 'day', 'week', 'month'] as const;
export type Unit = (typeof UNITS)[number];

/**
 * Ranges by name, of the panel and of reports: see `namedDays`. `last7` is today and the six days before; weeks begin on
 * Monday. Days are those of the zone in the setting.
 */
export const NAMED_RANGES = [
  'today',
  'yesterday',
  'thisWeek',
  'last7',
  'last30',
  'last90',
  'thisMonth',
  'lastMonth',
] as const;
export type NamedRange = (typeof NAMED_RANGES)[number];

/** The most filters that a choice may have: one for each dimension. */
const MOST_FILTERS = DIMENSION_IDS.length;
/** The most values that a filter may have. */
export const MOST_VALUES = 1000;
/** The most characters that the values of all filters may have together: eight thousand ids take a quarter of it. */
export const MOST_CHARACTERS = 1_000_000;

/** Shapes that a chart is drawn in: the page's own business, as all of them show the same figures. */
export const SHAPES = ['bars', 'lines', 'cumulative', 'heat'] as const;
export type Shape = (typeof SHAPES)[number];

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const range = z.union([
  z.object({ type: z.enum(NAMED_RANGES) }),
  /** Days `YYYY-MM-DD`, both inclusive. */
  z.object({ type: z.literal('days'), from: day, to: day }),
  /** From a day on, today included. */
  z.object({ type: z.literal('since'), from: day }),
  /** Instants in ms, `end` exclusive: an hour, as a click on a bar leads to. */
  z.object({ type: z.literal('instants'), start: z.int(), end: z.int() }),
]);
export type Range = Parsed<typeof range>;

/** Returns true of a range that has a name. */
export function isNamed(range: Range): range is { readonly type: NamedRange } {
  return NAMED_RANGES.some((name) => name === range.type);
}

const filter = z.object({
  dimension: z.enum(DIMENSION_IDS),
  /** Ids, such as those of a chart's series. */
  values: z.array(z.string()).check(z.minLength(1), z.maxLength(MOST_VALUES)),
});
/** Keeps only usage with one of these values of a dimension. Several filters must all hold. */
export type Filter = Parsed<typeof filter>;

export const choiceSchema = z.object({
  measure: z.enum(MEASURE_IDS),
  by: z.enum(DIMENSION_IDS),
  unit: z.enum(UNITS),
  range,
  filters: z.array(filter).check(
    z.maxLength(MOST_FILTERS),
    z.refine((filters) => charactersOf(filters) <= MOST_CHARACTERS),
  ),
  /** Shows the previous period too. */
  compare: z.boolean(),
  shape: z.enum(SHAPES),
});
export type Choice = Parsed<typeof choiceSchema>;

/** Choices that led to another, the first one first. */
export const pathSchema = z.array(choiceSchema);

export const FIRST_CHOICE: Choice = {
  measure: 'cost',
  by: 'model',
  unit: 'day',
  range: { type: 'last30' },
  filters: [],
  compare: false,
  shape: 'bars',
};

function charactersOf(filters: readonly Pick<Filter, 'values'>[]): number {
  return filters.reduce((sum, { values }) => values.reduce((length, value) => length + value.length, sum), 0);
}

/** Returns true where a choice breaks down by a dimension or filters by it. */
export function uses({ by, filters }: Choice, dimension: Dimension): boolean {
  return by === dimension || filters.some((filter) => filter.dimension === dimension);
}

/** The most characters that the name of a view may have. */
export const LONGEST_NAME = 80;

export const savedViewSchema = z.object({
  /** As the user wrote it: text, never markup. */
  name: z.string().check(z.minLength(1), z.maxLength(LONGEST_NAME)),
  choice: choiceSchema,
});
/** A choice that the user gave a name. */
export type SavedView = Parsed<typeof savedViewSchema>;

/** Parses a choice from JSON; null where this version does not know it. */
export function readChoice(json: string): Choice | null {
  return z.safeParse(choiceSchema, parsed(json)).data ?? null;
}

/** Parses a path from JSON; an empty one where this version does not know it. */
export function readPath(json: string): readonly Choice[] {
  return z.safeParse(pathSchema, parsed(json)).data ?? [];
}

/** Parses a saved view, whose choice is JSON; null where this version does not know it. */
export function readSavedView(name: string, choice: string): SavedView | null {
  return z.safeParse(savedViewSchema, { name, choice: parsed(choice) }).data ?? null;
}

/** A value of JSON; undefined where it is none. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Units that a range of so many ms may be cut into: at least two buckets where that can be, at most about 1,500, and no
 * minutes beyond a day, which is as far as they are fetched for.
 */
export function unitsFor(lengthMs: number): Unit[] {
  const units: Unit[] = [];
  if (lengthMs <= 25 * HOUR) units.push('minute');
  if (lengthMs > HOUR && lengthMs <= 62 * DAY) units.push('hour');
  if (lengthMs >= 23 * HOUR) units.push('day');
  if (lengthMs > 7 * DAY) units.push('week');
  if (lengthMs > 27 * DAY) units.push('month');
  return units;
}

/** The unit nearest to the wished one that suits a range. */
export function unitFor(wished: Unit, lengthMs: number): Unit {
  const units = unitsFor(lengthMs);
  const at = UNITS.indexOf(wished);
  const distance = (unit: Unit) => Math.abs(UNITS.indexOf(unit) - at);
  return units.reduce((best, unit) => (distance(unit) < distance(best) ? unit : best), units[0] ?? 'hour');
}
