import { noise, seedOf } from '../../../src/sample/random.ts';
import { firstOfMonth } from '../../../src/time/utc.ts';
import type { World } from '../forecast/worlds.ts';
import { type SimulatedKey, START } from './organizations.ts';

/** Ways in which days become unusual. */
export const DAY_EVENTS = ['leak', 'broken cache', 'dearer model', 'new key'] as const;
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
  /** Times as much by the day of the event. */
  readonly factor: (age: number) => number;
}

/** Growth of a leak in a day, and the day by which it is to be found. */
const LEAK = 0.08;
const LEAK_DAYS = 8;
/** Days that other events last, and within which they are to be found. */
const LASTS = 10;
const FOUND_WITHIN = 4;
/**
 * Cost of input by a cache's hit rate: reads cost a tenth of input, and what misses is written, at a quarter more. A quarter
 * of the cost was output.
 */
const inputCost = (hits: number) => 0.1 * hits + 1.25 * (1 - hits);
const BROKEN_CACHE = 0.25 + (0.75 * inputCost(0.2)) / inputCost(0.85);
/** List prices of Opus over Sonnet, and of Sonnet over Haiku. */
const DEARER = [5 / 3, 3];
const NEW_KEY = 0.5;

/** Plants an event into the days of the key that spends most, on a drawn day of the given ones. */
export function plantDays(
  keys: readonly SimulatedKey[],
  event: DayEvent,
  {
    world,
    seed,
    days,
  }: { readonly world: World; readonly seed: number; readonly days: readonly [from: number, to: number] },
): PlantedDays {
  const own = seedOf(`${world.name} ${event} ${seed}`);
  const from = days[0] + Math.floor(noise(own, 1) * (days[1] - days[0]));
  const factor = factorOf(event, noise(own, 2));
  if (event === 'new key') {
    const hours = new Float64Array(keys[0]?.hours.length ?? 0);
    for (let hour = from * 24; hour < hours.length; hour++) {
      hours[hour] = NEW_KEY * keys.reduce((sum, key) => sum + (key.hours[hour] ?? 0), 0);
    }
    const added = { id: 'new-key', workspace: keys[0]?.workspace ?? '', hours };
    return {
      keys: [...keys, added],
      key: keys.length,
      from,
      to: hours.length,
      foundBefore: from + FOUND_WITHIN,
      factor,
    };
  }
  const to = from + LASTS;
  const planted = keys.map((key, index) => {
    if (index !== 0) return key;
    const hours = key.hours.slice();
    for (let hour = from * 24; hour < to * 24; hour++) {
      hours[hour] = (hours[hour] ?? 0) * factor(Math.floor(hour / 24) - from);
    }
    return { ...key, hours };
  });
  return { keys: planted, key: 0, from, to, foundBefore: from + (event === 'leak' ? LEAK_DAYS : FOUND_WITHIN), factor };
}

function factorOf(event: DayEvent, drawn: number): (age: number) => number {
  if (event === 'leak') return (age) => (1 + LEAK) ** (age + 1);
  if (event === 'broken cache') return () => BROKEN_CACHE;
  return () => DEARER[Math.floor(drawn * DEARER.length)] ?? 1;
}

/** First day that is measured: after 90 of history, or 15 after an organization began. */
export function firstMeasured(keys: readonly SimulatedKey[], { measuredDays }: World): number {
  if (measuredDays === undefined) return firstOfMonth(START / 86_400_000, 4) - START / 86_400_000;
  return Math.floor(Math.min(...keys.map(({ hours }) => hours.findIndex((amount) => amount > 0))) / 24) + 15;
}
