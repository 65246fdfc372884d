import { DAY, HOUR, MINUTE } from '../time/utc.ts';
import { around, noise, seedOf } from './random.ts';
import { shareOf } from './rhythm.ts';
import { dayNumber, isSurge } from './schedule.ts';
import { type Stream, streamsOn } from './streams.ts';

/** Usage of a stream in some span of time. */
export interface Flow {
  readonly stream: Stream;
  /** In the order of `Mix`. */
  readonly amounts: readonly number[];
}

/** An hour's traffic, which minutes are cut from. */
export interface HourTraffic {
  readonly start: number;
  readonly flows: readonly Flow[];
}

const MINUTES = 60;
/** Organizations have good and bad days, not only their programs. */
const MOOD = seedOf('mood');

/** Traffic of the hour that starts at this instant; `streams` are those of its day. */
export function hourOf(start: number, streams: readonly Stream[]): HourTraffic {
  const day = dayNumber(start);
  const hour = (start - day * DAY) / HOUR;
  const mood = around(0.08, MOOD, day);
  const flows: Flow[] = [];
  for (const stream of streams) {
    const requests = requestsOf(stream, day, hour, mood);
    if (requests === 0) continue;
    const amounts = stream.mix.map((tokens, item) =>
      tokens === 0
        ? 0
        : Math.round(
            requests *
              tokens *
              around(0.08, stream.seed, day, 100 + item) *
              around(0.08, stream.seed, start / HOUR, 200 + item),
          ),
    );
    flows.push({ stream, amounts });
  }
  return { start, flows };
}

/** Traffic of a UTC day, of its first `hours` hours. */
export function* flowsOfDay(day: number, hours = 24): Generator<Flow> {
  const streams = streamsOn(day);
  for (let hour = 0; hour < hours; hour++) yield* hourOf(day * DAY + hour * HOUR, streams).flows;
}

/** Sums flows whose streams have the same identity; the sum goes by the first one's stream. */
export function sumBy(flows: Iterable<Flow>, identityOf: (stream: Stream) => unknown): Flow[] {
  const sums = new Map<unknown, { readonly stream: Stream; readonly amounts: number[] }>();
  for (const { stream, amounts } of flows) {
    const identity = identityOf(stream);
    const sum = sums.get(identity);
    if (!sum) sums.set(identity, { stream, amounts: [...amounts] });
    else for (const [item, amount] of amounts.entries()) sum.amounts[item] = (sum.amounts[item] ?? 0) + amount;
  }
  return [...sums.values()];
}

function requestsOf(stream: Stream, day: number, hour: number, mood: number): number {
  const expected =
    stream.requests *
    shareOf(stream.rhythm, day, hour) *
    mood *
    around(0.09, stream.seed, day) *
    around(0.2, stream.seed, day * 24 + hour, 1);
  const surge = isSurge(day, hour) ? stream.surge : 0;
  return Math.floor(expected + surge + noise(stream.seed, day * 24 + hour, 2));
}

/**
 * Cuts an hour into its sixty minutes. The parts are integers and add up to the hour exactly, because each is the
 * difference of two rounded running totals.
 */
export function minutesOf({ start, flows }: HourTraffic): readonly (readonly Flow[])[] {
  const minutes: Flow[][] = Array.from({ length: MINUTES }, () => []);
  for (const { stream, amounts } of flows) {
    const reached = runningShares(stream, start / MINUTE, (amounts[4] ?? 0) / Math.max(1, stream.mix[4]));
    for (const [minute, flowsThen] of minutes.entries()) {
      const from = reached[minute] ?? 0;
      const to = reached[minute + 1] ?? 1;
      if (from < to) {
        const part = amounts.map((amount) => Math.floor(amount * to) - Math.floor(amount * from));
        flowsThen.push({ stream, amounts: part });
      }
    }
  }
  return minutes;
}

/** The part of a minute that has passed: whole tokens, and never more than the minute will have. */
export function elapsedPart(flows: readonly Flow[], passed: number): readonly Flow[] {
  return flows.map(({ stream, amounts }) => ({
    stream,
    amounts: amounts.map((amount) => Math.floor(amount * passed)),
  }));
}

/** Share of the hour's usage up to each of its 61 minute marks. Few requests leave most minutes empty. */
function runningShares(stream: Stream, firstMinute: number, requests: number): readonly number[] {
  const quiet = 0.9 * Math.max(0, 1 - requests / MINUTES);
  const sums = [0];
  let sum = 0;
  for (let minute = 0; minute < MINUTES; minute++) {
    const weight = noise(stream.seed, firstMinute + minute, 3);
    if (weight >= quiet) sum += weight;
    sums.push(sum);
  }
  // An hour whose minutes all stayed empty happened in its last one.
  return sums.map((reached, mark) => (mark === MINUTES ? 1 : sum === 0 ? 0 : reached / sum));
}
