import { MINUTE } from '../world/time.ts';
import { type Adjustment, COUNTERS, type Counter, SEARCHES, type Stream, type World } from '../world/world.ts';
import { FINE, finePrice } from './fine.ts';
import { PRICE_PER_SEARCH } from './listPrices.ts';

/** Fine units a token (or search) by position in `COUNTERS`; null where nothing is billed. */
type StreamRates = readonly bigint[] | null;

/** Prices by epoch: a stretch of time in which no price of the world changes. */
export interface Rates {
  /** Starts of the epochs, ascending; the first is the beginning of time. */
  readonly starts: readonly number[];
  epochOf(instant: number): number;
  /** Whether a price changes after `from` and before `to`. */
  changesWithin(from: number, to: number): boolean;
  of(epoch: number, stream: number): StreamRates;
}

export function createRates(world: World): Rates {
  const starts = epochStarts(world);
  const known = new Map<string, StreamRates>();
  const epochOf = (instant: number) => {
    let epoch = 0;
    while ((starts[epoch + 1] ?? Number.POSITIVE_INFINITY) <= instant) epoch += 1;
    return epoch;
  };
  return {
    starts,
    epochOf,
    changesWithin: (from, to) => epochOf(from) !== epochOf(to - 1),
    of: (epoch, stream) => {
      const id = `${epoch}|${stream}`;
      const rates = known.get(id);
      if (rates !== undefined) return rates;
      const made = ratesAt(world, world.streams[stream], starts[epoch] ?? 0);
      known.set(id, made);
      return made;
    },
  };
}

function epochStarts(world: World): number[] {
  const starts = new Set([Number.NEGATIVE_INFINITY]);
  for (const { from, until } of [...world.adjustments, ...world.refusals]) {
    for (const instant of [from, until]) {
      if (instant === undefined) continue;
      if (instant % MINUTE !== 0) throw new RangeError('prices change at whole minutes only');
      starts.add(instant);
    }
  }
  return [...starts].sort((a, b) => a - b);
}

function ratesAt(world: World, stream: Stream | undefined, at: number): StreamRates {
  if (!stream || stream.serviceTier === 'priority') return null;
  if (world.refusals.some(({ key, from, until }) => key === stream.key && from <= at && at < until)) return null;
  const price = world.prices[stream.model];
  if (!price) throw new RangeError(`${stream.model} has no true price`);
  const perMillion = stream.speed === 'fast' ? price.fast : price.standard;
  if (!perMillion) throw new RangeError(`${stream.model} has no fast mode`);
  return COUNTERS.map((counter, index) => {
    if (index === SEARCHES) return PRICE_PER_SEARCH * FINE;
    const factors = world.adjustments.filter((adjustment) => applies(adjustment, stream, counter, at));
    return finePrice(
      perMillion[index] ?? '0',
      factors.map(({ times }) => times),
    );
  });
}

function applies(adjustment: Adjustment, stream: Stream, counter: Counter, at: number): boolean {
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = adjustment;
  return (
    from <= at &&
    at < until &&
    names(adjustment.workspaces, stream.workspace) &&
    names(adjustment.models, stream.model) &&
    names(adjustment.counters, counter) &&
    names(adjustment.serviceTiers, stream.serviceTier) &&
    names(adjustment.contextWindows, stream.contextWindow) &&
    names(adjustment.inferenceGeos, stream.inferenceGeo) &&
    names(adjustment.speeds, stream.speed)
  );
}

function names<Value>(values: readonly Value[] | undefined, value: Value): boolean {
  return values === undefined || values.includes(value);
}
