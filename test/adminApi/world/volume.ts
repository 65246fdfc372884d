import { between, roll, seedOf, uniform } from './random.ts';
import { DAY, HOUR } from './time.ts';
import { COUNTER_COUNT, SEARCHES, type Stream } from './world.ts';

const MINUTES = 60;

/** What of a stream is needed again and again: seeds made of its identity, so that a stream does not move others. */
export interface Seeds {
  readonly stream: number;
  readonly key: number;
}

export function seedsOf(stream: Stream): Seeds {
  const { workspace, key, model, serviceTier, contextWindow, inferenceGeo, speed } = stream;
  return {
    stream: seedOf([workspace, key, model, serviceTier, contextWindow, inferenceGeo, speed].join('|')),
    key: seedOf(`${workspace}|${key}`),
  };
}

/** Writes what a stream sends in a whole hour into `cells`, from `offset` on. */
export function fillHour(stream: Stream, seeds: Seeds, start: number, cells: Float64Array, offset: number): void {
  const hour = start / HOUR;
  const day = Math.floor(start / DAY);
  const level =
    weight(stream, start) * between(0.7, 1.3, seeds.stream, hour) * between(0.85, 1.15, seeds.stream, day, 1);
  for (let counter = 0; counter < SEARCHES; counter += 1) {
    const share = stream.mix[counter] ?? 0;
    const mood = between(0.6, 1.4, seeds.key, day, counter);
    cells[offset + counter] = Math.round(stream.tokensPerHour * level * share * mood);
  }
  cells[offset + SEARCHES] = Math.floor(stream.searchesPerHour * level + uniform(seeds.stream, hour, SEARCHES));
}

/** What a stream sends in an hour of such a day, on average over such days. */
export function usualTokens(stream: Stream, start: number): number {
  const isThere = stream.from <= start && start < stream.until;
  return isThere ? stream.tokensPerHour * weight(stream, start) : 0;
}

/** 0 to 1: the hour's place in the day and the week. */
function weight(stream: Stream, start: number): number {
  const hour = (start / HOUR) % 24;
  const apart = Math.abs(hour - stream.shape.peak);
  const distance = Math.min(apart, 24 - apart) / 12;
  const daily = 1 - stream.shape.depth * distance * distance * (3 - 2 * distance);
  const weekday = new Date(start).getUTCDay();
  return weekday === 0 || weekday === 6 ? daily * stream.shape.weekend : daily;
}

/** Weights of the hour's minutes, cumulated: 61 numbers from 0 to their total, which is above zero. */
export function minuteWeights(stream: Stream, seeds: Seeds, start: number): Float64Array {
  const hour = start / HOUR;
  const cumulated = new Float64Array(MINUTES + 1);
  let total = 0;
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const rolled = roll(seeds.stream, hour * MINUTES + minute, 7);
    if ((rolled >>> 10) / 0x40_0000 < stream.activity) total += 256 + (rolled & 0x2ff);
    cumulated[minute + 1] = total;
  }
  if (total === 0) cumulated.fill(1, 1 + (roll(seeds.stream, hour, 8) % MINUTES));
  return cumulated;
}

/**
 * The tokens of one minute: the hour's up to its end, less the hour's up to its start, both rounded down. So the minutes
 * of an hour add up to it exactly.
 */
export function minuteShare(hourly: number, weights: Float64Array, minute: number): number {
  const total = weights[MINUTES] ?? 1;
  const before = Math.floor((hourly * (weights[minute] ?? 0)) / total);
  return Math.floor((hourly * (weights[minute + 1] ?? 0)) / total) - before;
}

/** Cells of a bucket: `COUNTER_COUNT` numbers for each stream. */
export function emptyCells(streams: number): Float64Array {
  return new Float64Array(streams * COUNTER_COUNT);
}

export function addCells(into: Float64Array, cells: Float64Array): void {
  for (let index = 0; index < into.length; index += 1) into[index] = (into[index] ?? 0) + (cells[index] ?? 0);
}
