import { type FoundCause, followEvents, type OpenEvent } from '../../../src/figures/unusual/followEvents.ts';
import { DAY } from '../../../src/time/utc.ts';
import type { World } from '../forecast/worlds.ts';
import { Looks } from './looks.ts';
import { daysOf, type SimulatedKey, START, simulateKeys } from './organizations.ts';
import {
  DAY_EVENTS,
  type DayEvent,
  eventsOf,
  factorsOf,
  firstMeasured,
  isOfWork,
  LASTS,
  plantAt,
  QUIET_DAYS,
} from './planted.ts';
import { noiseOf } from './work.ts';

/** What an oracle sees of a key's days: amounts alone, or what a unit of work costs, too. */
export type Sight = 'amounts' | 'unit costs';

/** What became of the events that pass the rule's thresholds, at so many false alarms. */
export interface Ceiling {
  readonly outcomes: readonly { readonly event: DayEvent; readonly isFound: boolean }[];
  /** Mean number of false alarms in 90 quiet days of a world, and that of the world with the most. */
  readonly falseAlarms: { readonly mean: number; readonly most: number };
}

/** False alarms that the oracle may have in 90 quiet days of any world: half of what both rules may. */
const FALSE_ALARMS = 0.5;
/** Steps of the evidence that is enough, a natural logarithm. */
const STEP = 0.05;

/** Logarithms of a key's days over what was expected of them, of a deviation; NaN without spend. */
interface Series {
  readonly logs: Float64Array;
  readonly deviation: number;
}

/** A way in which a series changes: its logarithm is so much higher by the day since the change began. */
type Shape = (age: number) => number;

/** A key's day that is far enough above its weekday for a rule to tell of it. */
interface Candidate {
  readonly key: number;
  readonly day: number;
  readonly evidence: number;
}

/**
 * What could be found of the days at best, by an oracle that knows what a key's days would be without noise, how noisy they
 * are, and how every event changes them: nobody can tell more of the same days than by their likelihood ratio. One bound of
 * it for all worlds is as low as its own false alarms in them allow.
 */
export function ceilingOfDays(worlds: readonly World[], seeds: readonly number[], sight: Sight): Ceiling {
  const quiet = worlds.map((world) =>
    seeds.map((seed) => {
      const keys = simulateKeys(world, seed);
      const first = firstMeasured(keys, world);
      return candidatesOf(keys, first, first + QUIET_DAYS, sight);
    }),
  );
  const alarmsAt = (bound: number) =>
    quiet.map((ofSeeds) => ofSeeds.reduce((sum, each) => sum + alarmsOf(each, bound), 0) / seeds.length);
  let bound = 0;
  while (Math.max(...alarmsAt(bound)) > FALSE_ALARMS) bound += STEP;
  const planted = worlds.filter(({ isApart }) => !isApart);
  const outcomes = planted.flatMap((world) =>
    seeds.flatMap((seed) => {
      const keys = simulateKeys(world, seed);
      return eventsOf(world, seed).flatMap((event) => {
        const { key, from, foundBefore, keys: changed } = plantAt(keys, event, world, seed);
        const own = candidatesOf(changed, from, foundBefore, sight).filter((each) => each.key === key);
        return own.length === 0 ? [] : [{ event, isFound: own.some(({ evidence }) => evidence >= bound) }];
      });
    }),
  );
  const alarms = alarmsAt(bound);
  const mean = alarms.reduce((sum, each) => sum + each, 0) / alarms.length;
  return { outcomes, falseAlarms: { mean, most: Math.max(...alarms) } };
}

/** Days of keys from one day to another that pass the rule's thresholds, oldest first. */
function candidatesOf(keys: readonly SimulatedKey[], from: number, to: number, sight: Sight): Candidate[] {
  const looks = new Looks(keys);
  const evidence = keys.map((key) => evidenceOf(key, sight));
  const days = Array.from({ length: to - from }, (_, at) => from + at);
  return days.flatMap((day) =>
    Array.from(keys.entries()).flatMap(([key, { truth }]): Candidate[] => {
      if (!looks.passesOn(looks.scopeOf(key), START + day * DAY)) return [];
      // Nothing was expected of a new key.
      const isNew = truth.amounts[day] === 0;
      return [{ key, day, evidence: isNew ? Number.POSITIVE_INFINITY : (evidence[key]?.[day] ?? 0) }];
    }),
  );
}

/** Alarms of the days whose evidence is enough: those that follow each other are one. */
function alarmsOf(candidates: readonly Candidate[], bound: number): number {
  let open: OpenEvent[] = [];
  let alarms = 0;
  const enough = Map.groupBy(
    candidates.filter(({ evidence }) => evidence >= bound),
    ({ day }) => day,
  );
  for (const [day, each] of enough) {
    const start = START + day * DAY;
    const causes = each.map(({ key }): FoundCause => {
      const scope = { dimension: 'apiKey', id: String(key) } as const;
      return { scope, within: [], amount: 1, usual: 0, start, end: start + DAY };
    });
    const { opened, extended } = followEvents('day', open, causes, start + DAY);
    alarms += opened.length;
    open = [...open.filter((event) => !extended.some(([other]) => other === event)), ...causes];
  }
  return alarms;
}

/** For each day, the logarithm of the sum of likelihood ratios of all events on all days that they may have begun on. */
function evidenceOf(key: SimulatedKey, sight: Sight): Float64Array {
  const { work, unit, amounts } = seriesOf(key);
  const ratios = new Float64Array(amounts.logs.length);
  for (const event of DAY_EVENTS) {
    for (const factor of factorsOf(event)) {
      const shape: Shape = (age) => Math.log(factor(age));
      const series = sight === 'amounts' ? amounts : isOfWork(event) ? work : unit;
      addRatios(ratios, series, key.truth.memory, shape);
    }
  }
  return ratios.map(Math.log);
}

/** Work and its unit cost are independent, and with them their likelihoods. */
function seriesOf({ hours, unitCosts, truth }: SimulatedKey): Record<'work' | 'unit' | 'amounts', Series> {
  const { deviation, unitDeviation } = truth;
  const days = daysOf(hours);
  const amounts = days.map((amount, day) =>
    amount > 0 ? noiseOf(amount, truth.amounts[day] ?? 0, deviation) * deviation : Number.NaN,
  );
  const unit = unitCosts.map((cost, day) => noiseOf(cost, truth.unitCosts[day] ?? 0, unitDeviation) * unitDeviation);
  return {
    amounts: { logs: amounts, deviation },
    unit: { logs: unit.map((log, day) => (Number.isNaN(amounts[day]) ? Number.NaN : log)), deviation: unitDeviation },
    work: {
      logs: amounts.map((log, day) => log - (unit[day] ?? 0)),
      deviation: Math.sqrt(deviation ** 2 - unitDeviation ** 2),
    },
  };
}

/** Adds the likelihood ratios, by the day, of a change of a shape that began on any of the days before. */
function addRatios(ratios: Float64Array, { logs, deviation }: Series, memory: number, shape: Shape): void {
  const known = Array.from(logs.keys()).filter((day) => !Number.isNaN(logs[day]));
  for (const [at, from] of known.entries()) {
    let ratio = 0;
    for (let next = at; next < known.length; next++) {
      const [day = 0, before = -Infinity] = [known[next], known[next - 1]];
      if (day >= from + LASTS) break;
      // What is left of the noise that was known last; no day before has any part in the first.
      const kept = memory ** (day - before);
      const variance = deviation ** 2 * (1 - kept ** 2);
      const surprise = (logs[day] ?? 0) - (kept === 0 ? 0 : kept * (logs[before] ?? 0));
      const change = shape(day - from) - (before < from ? 0 : kept * shape(before - from));
      ratio += (change * (surprise - change / 2)) / variance;
      ratios[day] = (ratios[day] ?? 0) + Math.exp(ratio);
    }
  }
}
