import { noise, seedOf } from '../../../src/sample/random.ts';
import { ORGANIZATION, type Scope, scopeKey } from '../../../src/shared/scope.ts';
import { DAY, HOUR, utcDayStart } from '../../../src/time/utc.ts';
import { simulate } from '../forecast/simulate.ts';
import { FIRST_DAY, type Workload, type World } from '../forecast/worlds.ts';
import { type Work, workOf } from './work.ts';

/** A key of a simulated organization, with its amounts by the hour since the world's first day. */
export interface SimulatedKey extends Work {
  readonly id: string;
  readonly workspace: string;
  readonly hours: Float64Array;
}

/** A scope of it, and the scopes that it is a part of. */
export interface SimulatedScope {
  readonly scope: Scope;
  readonly within: readonly string[];
  readonly hours: Float64Array;
  readonly keys: readonly number[];
}

export const START = utcDayStart(FIRST_DAY);
/** Parts of a workload that its keys have: one does most of it. */
const KEYS = [0.6, 0.4];
const MINUTES = 60;
/** A request's mean cost: three cents. */
const REQUEST = 3_000_000;
const FEWEST_REQUESTS = 0.5;

/**
 * The keys of a forecast's world: each workload is of two keys in a workspace, with the workload's rhythm and with noise of
 * their own. A workload that begins within the world has always been there: a new key is an event, which is planted.
 */
export function simulateKeys(world: World, seed: number): SimulatedKey[] {
  return world.workloads.flatMap((workload, at) =>
    KEYS.map((share, part): SimulatedKey => {
      const number = at * KEYS.length + part;
      const own: Workload = { ...withBeginning(workload, world, seed), dollarsADay: workload.dollarsADay * share };
      const hours = hoursOf(own, number, world, seed);
      const expected = daysOf(hoursOf({ ...own, noise: [0, 0] }, number, world, seed));
      const work = workOf({ world, workload: own, number, seed, days: daysOf(hours), expected });
      return { id: `key-${number}`, workspace: `workspace-${at}`, hours, ...work };
    }),
  );
}

function hoursOf(own: Workload, number: number, world: World, seed: number): Float64Array {
  const silent: Workload = { ...own, dollarsADay: 0 };
  // Outages and prices are drawn by the world's name, and noise by the place of a workload in it.
  const before = new Array<Workload>(number).fill(silent);
  const workloads: [Workload, ...Workload[]] = number === 0 ? [own] : [silent, ...before.slice(1), own];
  const { start, hours } = simulate({ ...world, workloads }, seed);
  const all = new Float64Array((start - START) / HOUR + hours.length);
  all.set(hours, (start - START) / HOUR);
  return all;
}

/** An organization that has just started begins with all of its keys on one day. */
function withBeginning(workload: Workload, { name, measuredDays }: World, seed: number): Workload {
  const { begins, ...always } = workload;
  if (measuredDays === undefined || !begins) return always;
  const [first, last] = begins.on;
  const day = first + Math.floor(noise(seedOf(`${name} beginning ${seed}`), 0) * (last - first + 1));
  return { ...always, begins: { ...begins, on: [day, day] } };
}

/** The organization, its workspaces and its keys. */
export function scopesOf(keys: readonly SimulatedKey[]): SimulatedScope[] {
  const organization = scopeKey(ORGANIZATION);
  const all = keys.map((_, index) => index);
  const workspaces = Map.groupBy(all, (index) => keys[index]?.workspace ?? '');
  const scopeOf = (dimension: 'workspace' | 'apiKey', id: string): Scope => ({ dimension, id });
  const sum = (indexes: readonly number[]) => sumOf(indexes.map((index) => keys[index]?.hours ?? new Float64Array()));
  return [
    { scope: ORGANIZATION, within: [], hours: sum(all), keys: all },
    ...Array.from(workspaces, ([id, indexes]) => ({
      scope: scopeOf('workspace', id),
      within: [organization],
      hours: sum(indexes),
      keys: indexes,
    })),
    ...keys.map(({ id, workspace, hours }, index) => ({
      scope: scopeOf('apiKey', id),
      within: [organization, scopeKey(scopeOf('workspace', workspace))],
      hours,
      keys: [index],
    })),
  ];
}

/**
 * The 60 minutes of a key's hour: requests come at random, and cost three cents on average, some of them much more. A minute
 * with few of them may be empty, or hold twice as many; those of a busy key are alike. They sum to the hour.
 */
export function minutesOf(amount: number, key: string, hour: number): Float64Array {
  const own = seedOf(key);
  const at = (hour / HOUR) * MINUTES;
  const requests = amount / MINUTES / REQUEST;
  // A minute has a sum of requests, Poisson many, of exponential costs: variance over squared mean.
  const deviation = Math.sqrt(2 / Math.max(requests, FEWEST_REQUESTS));
  const weights = Float64Array.from({ length: MINUTES }, (_, minute) => {
    const radius = Math.sqrt(-2 * Math.log(1 - noise(own, at + minute, 1)));
    return Math.max(0, 1 + deviation * radius * Math.cos(2 * Math.PI * noise(own, at + minute, 2)));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? weights.fill(amount / MINUTES) : weights.map((weight) => (amount * weight) / total);
}

/** Amounts of the UTC days of hours. */
export function daysOf(hours: Float64Array): Float64Array {
  const days = new Float64Array(Math.floor(hours.length / 24));
  for (let day = 0; day < days.length; day++) days[day] = sumOf24(hours.subarray(day * 24, day * 24 + 24));
  return days;
}

/** Output tokens of the UTC days of a scope: what its keys' amounts buy at their unit costs. */
export function outputsOf({ keys }: SimulatedScope, all: readonly SimulatedKey[]): Float64Array {
  return sumOf(
    keys.map((key) => {
      const { hours = new Float64Array(), unitCosts = [] } = all[key] ?? {};
      return daysOf(hours).map((amount, day) => amount / (unitCosts[day] ?? 1));
    }),
  );
}

export function indexOfDay(dayStart: number): number {
  return (dayStart - START) / DAY;
}

function sumOf24(hours: Float64Array): number {
  return hours.reduce((sum, amount) => sum + amount, 0);
}

function sumOf(all: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(all[0]?.length ?? 0);
  for (const hours of all)
    for (let hour = 0; hour < sums.length; hour++) sums[hour] = (sums[hour] ?? 0) + (hours[hour] ?? 0);
  return sums;
}
