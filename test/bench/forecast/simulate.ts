import { noise, seedOf } from '../../../src/sample/random.ts';
import { DAY, firstOfMonth, utcDayStart, weekdayOf } from '../../../src/time/utc.ts';
import type { Spend } from './spend.ts';
import { type DrawnDay, FIRST_DAY, HOURS, MONTHS, OPEN, WEEKDAYS, type Workload, type World } from './worlds.ts';

/** What a seed decides of a world, in days and hours since the world's first. */
export interface Drawn {
  /** The day on which each workload begins, 0 where it always was there. */
  readonly begins: readonly number[];
  /** Undefined where there is none. */
  readonly priceCut: number | undefined;
  readonly outages: readonly { readonly from: number; readonly to: number }[];
}

const UNITS_PER_DOLLAR = 100_000_000;
/** Part of an hour's noise that the next hour has, too: work begun in one hour goes on in the next. */
const HOUR_MEMORY = 0.7;

const FIRST = utcDayStart(FIRST_DAY) / DAY;
const DAYS = firstOfMonth(FIRST, MONTHS) - FIRST;

/** An organization's spend from its first day to the end of the 14 months: a function of name and seed. */
export function simulate(world: World, seed: number): Spend {
  const drawn = draw(world, seed);
  const total = new Float64Array(DAYS * 24);
  for (const [index, workload] of world.workloads.entries()) {
    const own = seedOf(`${world.name} ${index} ${seed}`);
    addWorkload(total, world, workload, drawn.begins[index] ?? 0, sigmaOf(workload, seed), own);
  }
  const { priceCut } = drawn;
  const dearTo = priceCut === undefined ? total.length : priceCut * 24;
  for (let hour = dearTo; hour < total.length; hour++) total[hour] = (total[hour] ?? 0) * (world.priceCut?.factor ?? 1);
  for (const { from, to } of drawn.outages) total.fill(0, from, to);
  const first = Math.min(...drawn.begins);
  return { start: (FIRST + first) * DAY, hours: total.subarray(first * 24).map(Math.round) };
}

export function draw({ name, workloads, priceCut, outages }: World, seed: number): Drawn {
  const own = seedOf(`${name} events ${seed}`);
  const day = ([first, last]: DrawnDay, at: number) => first + Math.floor(noise(own, at) * (last - first + 1));
  const part = (DAYS * 24) / (outages?.number ?? 1);
  return {
    begins: workloads.map(({ begins }, index) => (begins ? day(begins.on, index) : 0)),
    priceCut: priceCut && day(priceCut.on, 0),
    outages: Array.from({ length: outages?.number ?? 0 }, (_, index) => {
      const [least, most] = outages?.hours ?? [0, 0];
      const length = Math.round(least * (most / least) ** noise(own, index, 1));
      const from = Math.floor(part * index + noise(own, index, 2) * (part - length));
      return { from, to: from + length };
    }),
  };
}

/** A workload's daily noise with that seed: open and held-out seeds go through the same steps from least to most. */
export function sigmaOf({ noise: [least, most] }: Workload, seed: number): number {
  const step = (seed - 1) % OPEN.length;
  return least + ((most - least) * step) / (OPEN.length - 1);
}

/** Adds a workload's unrounded hours. A day's amount is drawn first, then divided among its hours. */
function addWorkload(
  total: Float64Array,
  world: World,
  workload: Workload,
  begins: number,
  sigma: number,
  seed: number,
): void {
  const { dollarsADay, hours, memory, hourNoise, growth = 0, idle } = workload;
  const daily = new Wander(memory, seed, 0);
  const hourly = new Wander(HOUR_MEMORY, seed, 2);
  for (let day = 0; day < DAYS; day++) {
    const level = dollarsADay * (1 + growth) ** (day / 30) * ramp(workload, day - begins);
    const amount = level * weightOf(world, workload, FIRST + day) * Math.exp(sigma * daily.next() - sigma ** 2 / 2);
    const weights = HOURS[hours].map((weight) => weight * Math.exp(hourNoise * hourly.next()));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    if (idle && noise(seed, day, 4) < idle.days) continue;
    for (const [hour, weight] of weights.entries()) {
      const at = day * 24 + hour;
      if (idle && noise(seed, at, 5) < idle.hours) continue;
      total[at] = (total[at] ?? 0) + (amount * UNITS_PER_DOLLAR * weight) / sum;
    }
  }
}

function ramp({ begins }: Workload, age: number): number {
  if (!begins) return 1;
  return age < 0 ? 0 : 1 - Math.exp(-(age + 1) / begins.rampDays);
}

function weightOf({ holidays = [] }: World, { weekdays, lastDaysOfMonth }: Workload, day: number): number {
  if (lastDaysOfMonth !== undefined && day < firstOfMonth(day, 1) - lastDaysOfMonth) return 0;
  const isHoliday = holidays.some((holiday) => utcDayStart(holiday) / DAY === day);
  return WEEKDAYS[weekdays][isHoliday ? 6 : weekdayOf(day)] ?? 0;
}

/** AR(1) noise of mean 0 and standard deviation 1: each step keeps a part of the one before. */
export class Wander {
  readonly #memory: number;
  readonly #seed: number;
  readonly #salt: number;
  #steps = 0;
  #last = 0;

  /** Takes two salts of the seed, the given one and the next. */
  constructor(memory: number, seed: number, salt: number) {
    this.#memory = memory;
    this.#seed = seed;
    this.#salt = salt;
  }

  next(): number {
    const fresh = this.#normal(this.#steps);
    const isFirst = this.#steps === 0;
    this.#last = isFirst ? fresh : this.#memory * this.#last + Math.sqrt(1 - this.#memory ** 2) * fresh;
    this.#steps++;
    return this.#last;
  }

  /** A normally distributed number: Box and Muller's transform. */
  #normal(at: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - noise(this.#seed, at, this.#salt)));
    return radius * Math.cos(2 * Math.PI * noise(this.#seed, at, this.#salt + 1));
  }
}
