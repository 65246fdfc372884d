import type { OtelCounter } from '../ledger/otelTable.ts';
import type { CountsById } from './daySums.ts';

/** By their identity: see `counterId`. */
export type Counters = ReadonlyMap<string, OtelCounter>;

const NOTHING: OtelCounter = { settled: 0, highest: 0, made: 0 };

/** Adds counters that have counted nothing yet: a receiver that sees their zeros misses nothing of what follows. */
export function withZeros(counters: Counters, ids: Iterable<string>): Counters {
  const all = new Map(counters);
  for (const id of ids) if (!all.has(id)) all.set(id, NOTHING);
  return all;
}

/** Settles what a day was last seen with, as the history has it no more. */
export function withSettled(counters: Counters, day: CountsById): Counters {
  const all = new Map(counters);
  for (const [id, count] of day) {
    const counter = all.get(id) ?? NOTHING;
    all.set(id, { ...counter, settled: counter.settled + count });
  }
  return all;
}

/**
 * Takes over what the days of the history sum to now. A counter whose sum has fallen stays where it is until growth has
 * eaten the difference. Usage that has moved between counters of one parent, as when a day is read in more detail, makes
 * none of them rise: their sum goes before the way it is divided.
 */
export function observed(counters: Counters, sums: CountsById, parentOf: (id: string) => string): Counters {
  const all = new Map(withZeros(counters, sums.keys()));
  for (const [, ids] of Map.groupBy(all.keys(), parentOf)) {
    const rises = ids.map((id) => {
      const { settled, highest } = all.get(id) ?? NOTHING;
      return settled + (sums.get(id) ?? 0) - highest;
    });
    let left = rises.reduce((sum, rise) => sum + rise, 0);
    for (const [index, id] of ids.entries()) {
      const rise = Math.min(rises[index] ?? 0, left);
      if (rise <= 0) continue;
      left -= rise;
      const counter = all.get(id) ?? NOTHING;
      all.set(id, { ...counter, highest: counter.highest + rise });
    }
  }
  return all;
}

/** What each counter has counted that is in no request: those that have counted nothing are left out. */
export function unmade(counters: Counters): CountsById {
  const counts = new Map<string, number>();
  for (const [id, { highest, made }] of counters) if (highest > made) counts.set(id, highest - made);
  return counts;
}

/** Notes that counts are in a request now; or, where one was given up, that they are in none: with `sign` -1. */
export function withMade(counters: Counters, counts: CountsById, sign: 1 | -1 = 1): Counters {
  const all = new Map(counters);
  for (const [id, count] of counts) {
    const counter = all.get(id);
    if (counter) all.set(id, { ...counter, made: counter.made + sign * count });
  }
  return all;
}

/** Sums counts by counter. */
export function sumOfCounts(days: Iterable<CountsById>): CountsById {
  const sums = new Map<string, number>();
  for (const day of days) for (const [id, count] of day) sums.set(id, (sums.get(id) ?? 0) + count);
  return sums;
}
