import { noise, seedOf } from '../../../src/sample/random.ts';
import { draw, sigmaOf, Wander } from '../forecast/simulate.ts';
import { OPEN, type Workload, type World } from '../forecast/worlds.ts';

/** What nobody knows of a simulated key but who simulates it. By the UTC day, amounts in millionths of a cent. */
interface KeyTruth {
  /** Amounts without noise. */
  readonly amounts: Float64Array;
  /** The same of cost per output token. */
  readonly unitCosts: Float64Array;
  /** Standard deviations of their logarithms. */
  readonly deviation: number;
  readonly unitDeviation: number;
  /** Part of a day's noise that the next day has, too. */
  readonly memory: number;
}

export interface Work {
  /** Cost per output token by the day: what a unit of work costs. A day's work is its amount over it. */
  readonly unitCosts: Float64Array;
  readonly truth: KeyTruth;
}

/**
 * Standard deviation of the logarithm of a day's cost per output token, of the least noisy seed and of the noisiest: a
 * program with one prompt differs by a tenth from day to day, as what it is asked does, and people at work with files of all
 * sizes by a quarter. Work and its unit cost are independent, and amounts are their product: they are given, so it is a
 * part of their deviation.
 */
const DEVIATION = [0.1, 0.25] as const;
/** The same of evaluations and migrations by hand, each with prompts of its own. */
const OF_BURSTS = 0.5;
/** A workload whose days differ so much is of such bursts. */
const BURSTS = 1;
/** Cost per output token, input included: $20 to $200 per million. */
const [LEAST, MOST] = [2_000, 20_000];

export interface KeyToWork {
  readonly world: World;
  readonly workload: Workload;
  /** Number of the key in its world. */
  readonly number: number;
  readonly seed: number;
  /** Amounts by the day, and the same without noise. */
  readonly days: Float64Array;
  readonly expected: Float64Array;
}

/** The unit costs of a key whose amounts are given. */
export function workOf({ world, workload, number, seed, days, expected }: KeyToWork): Work {
  const own = seedOf(`${world.name} unit costs ${number} ${seed}`);
  const deviation = sigmaOf(workload, seed);
  const unitDeviation = deviation >= BURSTS ? OF_BURSTS : deviationAt(seed);
  const part = unitDeviation / deviation;
  const wander = new Wander(workload.memory, own, 0);
  const level = LEAST * (MOST / LEAST) ** noise(own, 0, 2);
  const { priceCut } = draw(world, seed);
  const isCut = (day: number) => priceCut !== undefined && day >= priceCut;
  const usual = expected.map((_, day) => level * (isCut(day) ? (world.priceCut?.factor ?? 1) : 1));
  const unitCosts = usual.map((each, day) => {
    const ownNoise = Math.sqrt(1 - part ** 2) * wander.next();
    const ofAmount = part * noiseOf(days[day] ?? 0, expected[day] ?? 0, deviation);
    return each * Math.exp(unitDeviation * (ofAmount + ownNoise) - unitDeviation ** 2 / 2);
  });
  return {
    unitCosts,
    truth: { amounts: expected, unitCosts: usual, deviation, unitDeviation, memory: workload.memory },
  };
}

function deviationAt(seed: number): number {
  const [least, most] = DEVIATION;
  return least + ((most - least) * ((seed - 1) % OPEN.length)) / (OPEN.length - 1);
}

/** Noise of a log-normal amount, of mean 0 and standard deviation 1; 0 of none. */
export function noiseOf(amount: number, expected: number, deviation: number): number {
  return amount > 0 && expected > 0 ? Math.log(amount / expected) / deviation + deviation / 2 : 0;
}
