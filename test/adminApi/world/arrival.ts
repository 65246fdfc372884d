import { roll, seedOf, uniform } from './random.ts';
import { floorTo, HOUR, MINUTE } from './time.ts';
import type { Traffic } from './traffic.ts';
import { addCells, emptyCells } from './volume.ts';
import { COUNTER_COUNT, type Lateness, type UsageGap } from './world.ts';

const SEED = seedOf('arrival');

/** What of the traffic the API shows at an instant: the running minute in part, and late data late. */
export interface Arrival {
  /** Up to when usage shows at `at`, late data apart. */
  edge(at: number): number;
  /** Whether nothing that ended at `end` can grow any more. */
  isSettled(end: number, at: number): boolean;
  /** Cells of a minute as shown at `at`. Shared with the traffic where it is settled: not to be written. */
  minute(start: number, at: number): Float64Array;
  /** Cells of an hour as shown at `at`. */
  hour(start: number, at: number): Float64Array;
}

export function createArrival(traffic: Traffic, lateness: Lateness): Arrival {
  const edge = (at: number) => at - lateness.delay;
  const gaps = lateness.gaps ?? [];
  const isOpen = (gap: UsageGap, start: number, end: number, at: number) =>
    gap.from < end && gap.until > start && at < gap.shownFrom;
  const isSettled = (end: number, at: number) =>
    end + lateness.upTo <= edge(at) && !gaps.some((gap) => isOpen(gap, 0, end, at));

  const minute = (start: number, at: number): Float64Array => {
    const cells = traffic.minute(start);
    if (isSettled(start + MINUTE, at)) return cells;
    const shown = emptyCells(traffic.streams.length);
    const elapsed = Math.min(1, (edge(at) - start) / MINUTE);
    if (elapsed <= 0) return shown;
    const hidden = gaps.filter((gap) => isOpen(gap, start, start + MINUTE, at));
    traffic.streams.forEach(({ key }, stream) => {
      if (hidden.some((gap) => gap.key === undefined || gap.key === key)) return;
      const late = lateShare(lateness, start, stream);
      const hasCome = start + MINUTE + lateBy(lateness, start, stream) <= edge(at);
      for (let index = stream * COUNTER_COUNT; index < (stream + 1) * COUNTER_COUNT; index += 1) {
        const sent = cells[index] ?? 0;
        const held = Math.floor(sent * late);
        shown[index] = Math.floor((sent - held) * elapsed) + (hasCome ? held : 0);
      }
    });
    return shown;
  };

  const hour = (start: number, at: number): Float64Array => {
    if (isSettled(start + HOUR, at)) return traffic.hour(start);
    const cells = emptyCells(traffic.streams.length);
    for (let instant = start; instant < start + HOUR; instant += MINUTE) addCells(cells, minute(instant, at));
    return cells;
  };

  return { edge, isSettled, minute, hour };
}

/** Share of a stream's minute that comes late: `share` on average, none for some and twice as much for others. */
function lateShare(lateness: Lateness, start: number, stream: number): number {
  return lateness.upTo > 0 ? 2 * lateness.share * uniform(SEED, start / MINUTE, stream) : 0;
}

/** How long after the end of its minute the late part comes, whole minutes in ms, at most `upTo`. */
function lateBy(lateness: Lateness, start: number, stream: number): number {
  const steps = floorTo(lateness.upTo, MINUTE) / MINUTE;
  return steps > 0 ? (1 + (roll(SEED, start / MINUTE, stream + 0x10000) % steps)) * MINUTE : 0;
}
