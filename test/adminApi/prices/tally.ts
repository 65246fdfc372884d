import type { Arrival } from '../world/arrival.ts';
import { DAY, floorTo, HOUR, MINUTE } from '../world/time.ts';
import type { Traffic } from '../world/traffic.ts';
import { addCells, emptyCells } from '../world/volume.ts';
import type { Rates } from './rates.ts';

/** Cells of a stretch of time, summed by epoch of prices. */
type Tally = ReadonlyMap<number, Float64Array>;

/** Sums what was sent from `from` until `to`; with `shownAt`, only what the API shows of it at that instant. */
export type Tallier = (from: number, to: number, shownAt?: number) => Tally;

/** Whole hours where they can be, minutes elsewhere. The Tallier throws a RangeError on instants within a minute. */
export function createTallier(traffic: Traffic, arrival: Arrival, rates: Rates): Tallier {
  return (from, to, shownAt) => {
    if (from % MINUTE !== 0 || to % MINUTE !== 0) throw new RangeError('only whole minutes can be summed');
    const tally = new Map<number, Float64Array>();
    const add = (instant: number, cells: Float64Array) => {
      const epoch = rates.epochOf(instant);
      const sum = tally.get(epoch) ?? emptyCells(traffic.streams.length);
      addCells(sum, cells);
      tally.set(epoch, sum);
    };
    for (let start = from; start < to; ) {
      const isWhole = start % HOUR === 0 && start + HOUR <= to && !rates.changesWithin(start, start + HOUR);
      if (isWhole) add(start, shownAt === undefined ? traffic.hour(start) : arrival.hour(start, shownAt));
      else add(start, shownAt === undefined ? traffic.minute(start) : arrival.minute(start, shownAt));
      start += isWhole ? HOUR : MINUTE;
    }
    return tally;
  };
}

/** UTC midnight of a day given as any instant in it or as `YYYY-MM-DD`. */
export function midnightOf(day: number | string): number {
  return floorTo(typeof day === 'number' ? day : Date.parse(`${day}T00:00:00Z`), DAY);
}
