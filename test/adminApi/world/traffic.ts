import { HOUR, MINUTE } from './time.ts';
import { addCells, emptyCells, fillHour, minuteShare, minuteWeights, seedsOf } from './volume.ts';
import { COUNTER_COUNT, type Stream } from './world.ts';

const MINUTES = 60;
const HOURS_KEPT = 4_000;
const MINUTE_HOURS_KEPT = 60;

/** What was truly sent, whether the API shows it yet or not. The arrays are shared: read them, do not write. */
export interface Traffic {
  readonly streams: readonly Stream[];
  /** Cells of the hour that starts at `start`. */
  hour(start: number): Float64Array;
  /** Cells of the minute that starts at `start`. */
  minute(start: number): Float64Array;
}

/** Computes hours and minutes when first asked for, and keeps a bounded number of them. */
export function createTraffic(streams: readonly Stream[]): Traffic {
  const seeds = streams.map(seedsOf);
  const hours = new Map<number, Float64Array>();
  const minutes = new Map<number, Float64Array[]>();

  const whole = (start: number): Float64Array => {
    const cells = emptyCells(streams.length);
    streams.forEach((stream, index) => {
      const seed = seeds[index];
      if (seed && stream.from < start + HOUR && stream.until > start) {
        fillHour(stream, seed, start, cells, index * COUNTER_COUNT);
      }
    });
    return cells;
  };

  const split = (start: number): Float64Array[] => {
    const cells = whole(start);
    const result = Array.from({ length: MINUTES }, () => emptyCells(streams.length));
    streams.forEach((stream, index) => {
      const seed = seeds[index];
      if (!seed || stream.from >= start + HOUR || stream.until <= start) return;
      const weights = minuteWeights(stream, seed, start);
      for (const [minute, into] of result.entries()) {
        const instant = start + minute * MINUTE;
        if (instant < stream.from || instant >= stream.until) continue;
        for (let at = index * COUNTER_COUNT; at < (index + 1) * COUNTER_COUNT; at += 1) {
          into[at] = minuteShare(cells[at] ?? 0, weights, minute);
        }
      }
    });
    return result;
  };

  const hourMinutes = (start: number) => remember(minutes, start, MINUTE_HOURS_KEPT, () => split(start));
  /** A stream that begins or ends within the hour sends some of its minutes only. */
  const isCut = (start: number) => streams.some(({ from, until }) => isInside(from, start) || isInside(until, start));

  return {
    streams,
    hour: (start) =>
      remember(hours, start, HOURS_KEPT, () => {
        if (!isCut(start)) return whole(start);
        const cells = emptyCells(streams.length);
        for (const minute of hourMinutes(start)) addCells(cells, minute);
        return cells;
      }),
    minute: (start) => {
      const hour = Math.floor(start / HOUR) * HOUR;
      return hourMinutes(hour)[(start - hour) / MINUTE] ?? emptyCells(streams.length);
    },
  };
}

function isInside(instant: number, hour: number): boolean {
  return instant > hour && instant < hour + HOUR;
}

/** Bounded: the entry made longest ago goes first. */
function remember<Value>(cache: Map<number, Value>, key: number, most: number, make: () => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  for (const oldest of cache.keys()) {
    if (cache.size < most) break;
    cache.delete(oldest);
  }
  cache.set(key, made);
  return made;
}
