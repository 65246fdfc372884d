import { noise, seedOf } from '../../../src/sample/random.ts';
import { firstOfMonth } from '../../../src/time/utc.ts';
import type { World } from '../forecast/worlds.ts';
import { type SimulatedKey, START } from './organizations.ts';

/** Ways in which days leak: by a context that grows, or by work that does. */
const LEAKS = ['growing context', 'growing work'] as const;
/** Ways in which days become unusual. */
export const DAY_EVENTS = [...LEAKS, 'broken cache', 'dearer model', 'new key'] as const;
export type DayEvent = (typeof DAY_EVENTS)[number];

/** An event that was planted into the days of a key. Days by their number since the world's first. */
export interface PlantedDays {
  readonly keys: readonly SimulatedKey[];
  /** Number of the key. */
  readonly key: number;
  readonly from: number;
  /** First day after it, and the first that is too late to find it. */
  readonly to: number;
  readonly foundBefore: number;
}

export const QUIET_DAYS = 90;
/** Growth of a leak in a day, and the day by which it is to be found. */
const LEAK = 0.08;
const LEAK_DAYS = 8;
/** Days that events last: others are found while they do. */
export const LASTS = 10;
/** Days since the first that is measured, between which events begin. */
const PLANTED_ON = [20, 60] as const;
/**
 * Cost of input by a cache's hit rate: reads cost a tenth of input, and what misses is written, at a quarter more. A quarter
 * of the cost was output.
 */
const inputCost = (hits: number) => 0.1 * hits + 1.25 * (1 - hits);
const BROKEN_CACHE = 0.25 + (0.75 * inputCost(0.2)) / inputCost(0.85);
/** List prices of Opus over Sonnet, and of Sonnet over Haiku. */
const DEARER = [5 / 3, 3];
const NEW_KEY = 0.5;

/** The events of an organization, one after the other: its leak is of a drawn kind. */
export function eventsOf(world: World, seed: number): DayEvent[] {
  const leak = LEAKS[Math.floor(noise(seedOf(`${world.name} leak ${seed}`), 0) * LEAKS.length)];
  return DAY_EVENTS.filter((event) => !isLeak(event) || event === leak);
}

/** Plants an event into the days of the key that spends most, for so many days from a drawn one of those that are measured. */
export function plantAt(
  keys: readonly SimulatedKey[],
  event: DayEvent,
  world: World,
  seed: number,
  lasts = LASTS,
): PlantedDays {
  const earliest = firstMeasured(keys, world) + PLANTED_ON[0];
  const own = seedOf(`${world.name} ${event} ${seed}`);
  const from = earliest + Math.floor(noise(own, 1) * (PLANTED_ON[1] - PLANTED_ON[0]));
  const [first] = keys;
  if (!first) throw new RangeError('an organization without keys');
  if (event === 'new key') {
    const hours = new Float64Array(first.hours.length);
    for (let hour = from * 24; hour < hours.length; hour++) {
      hours[hour] = NEW_KEY * keys.reduce((sum, key) => sum + (key.hours[hour] ?? 0), 0);
    }
    const truth = { ...first.truth, amounts: new Float64Array(first.truth.amounts.length) };
    const added = { ...first, id: 'new-key', hours, truth };
    return { keys: [...keys, added], key: keys.length, from, to: hours.length / 24, foundBefore: from + LASTS };
  }
  const factors = factorsOf(event);
  const factor = factors[Math.floor(noise(own, 2) * factors.length)] ?? (() => 1);
  const to = from + lasts;
  const hours = first.hours.slice();
  for (let hour = from * 24; hour < to * 24; hour++) {
    hours[hour] = (hours[hour] ?? 0) * factor(Math.floor(hour / 24) - from);
  }
  const unitCosts = first.unitCosts.slice();
  for (let day = from; day < to && !isOfWork(event); day++) {
    unitCosts[day] = (unitCosts[day] ?? 0) * factor(day - from);
  }
  const foundBefore = from + (isLeak(event) ? LEAK_DAYS : LASTS);
  return { keys: [{ ...first, hours, unitCosts }, ...keys.slice(1)], key: 0, from, to, foundBefore };
}

export function isLeak(event: string): boolean {
  return LEAKS.some((leak) => leak === event);
}

/** Ways in which the amounts of a key that is there become so many times as much, by the day of the event. */
export function factorsOf(event: DayEvent): readonly ((age: number) => number)[] {
  if (event === 'new key') return [];
  if (isLeak(event)) return [(age) => (1 + LEAK) ** (age + 1)];
  const factors = event === 'broken cache' ? [BROKEN_CACHE] : DEARER;
  return factors.map((factor) => () => factor);
}

/** True of an event that changes how much work there is, and not what a unit of it costs. */
export function isOfWork(event: DayEvent): boolean {
  return event === 'growing work' || event === 'new key';
}

/** First day that is measured: after 90 of history, or 15 after an organization began. */
export function firstMeasured(keys: readonly SimulatedKey[], { measuredDays }: World): number {
  if (measuredDays === undefined) return firstOfMonth(START / 86_400_000, 4) - START / 86_400_000;
  return Math.floor(Math.min(...keys.map(({ hours }) => hours.findIndex((amount) => amount > 0))) / 24) + 15;
}
