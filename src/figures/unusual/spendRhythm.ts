import { median } from '../../shared/median.ts';

/** Amounts that repeat: hours by the week, or days by the week. Millionths of a cent; NaN: not known. */
export interface RhythmOptions {
  readonly amounts: Float64Array;
  /** Number of amounts after which they are alike. */
  readonly period: number;
  /** Number of amounts whose shape is much the same within a period, as hours of a day are within the week; the period: none. */
  readonly cycle: number;
  /** Part of the level's weight that the amount before has. */
  readonly memory: number;
  /** An amount that is next to nothing: around it ratios say little. */
  readonly little: number;
  /** A single amount raises the level at most so many times: what is unusual must not become usual at once. */
  readonly mostRaised: number;
  /**
   * Share of past surprises, by size, that their standard deviation is taken from, and what it is of a normal one: the further
   * out, the more it sees of long tails, and the more surprises it needs.
   */
  readonly quantile: {
    readonly share: number;
    readonly deviations: number;
    readonly sizeOf: (surprise: number) => number;
  };
}

/** Amount by its place, which may be beyond the past; undefined where it is not known. */
export type AmountAt = (at: number) => number | undefined;

/** Medians and deviations of few periods are themselves by chance: of so many, the deviation is doubled. */
const FEW_PERIODS = 3;
/** Weight of the rhythm itself, whose level is 0, beside that of what came lately. */
const SHRINKS = 0.3;
/** Weights that are next to nothing. */
const LEAST_WEIGHT = 0.02;
/** Of the mean of all places, the part above which one is busy: what little there is at night scatters differently. */
const BUSY = 0.5;

/**
 * What a scope is expected to spend now: the median of its rhythm, times the level that it has shown lately. What lies
 * further away is told from chance by the scope's own past surprises. Levels and surprises are natural logarithms.
 */
export class SpendRhythm {
  readonly #options: RhythmOptions;
  readonly #reach: number;
  readonly #medians: Float64Array;
  /** By place in the period, what the shape of all cycles says of it. */
  readonly #shapes: Float64Array;
  /** Log ratios of the past, each to the median of the others. */
  readonly #ratios: Float64Array;
  readonly #scatters = new Map<number, number>();

  constructor(options: RhythmOptions) {
    const { amounts, period, memory } = options;
    this.#options = options;
    this.#reach = Math.ceil(Math.log(LEAST_WEIGHT) / Math.log(memory));
    this.#medians = Float64Array.from({ length: period }, (_, slot) => median(this.#alike(slot)) ?? 0);
    this.#shapes = this.#shapesOfCycles();
    this.#ratios = amounts.map((amount, at) => {
      const ofOthers = median(this.#alike(at % period, at)) ?? 0;
      return this.ratio(amount, this.#expected(at, ofOthers));
    });
  }

  /** Median of the amounts at the like of a place; 0 where there are fewer than two. */
  usual(at: number): number {
    return this.#alike(at % this.#options.period).length < 2 ? 0 : this.#usual(at);
  }

  /** Level of the amounts before a place, by the newest ones that are known, and by a `newest` log ratio of what came since. */
  level(at: number, amountAt: AmountAt = () => undefined, newest = Number.NaN): number {
    let [sum, weights] = [0, SHRINKS];
    let weight = 1;
    const most = Math.log(this.#options.mostRaised);
    const add = (ratio: number, expected: number) => {
      if (Number.isNaN(ratio)) return;
      const own = (weight * expected) / (expected + this.#options.little);
      sum += own * Math.min(most, ratio);
      weights += own;
      weight *= this.#options.memory;
    };
    add(newest, this.expected(at));
    for (let before = at - 1; before >= at - this.#reach; before--) {
      add(this.#ratioAt(before, amountAt), this.expected(before));
    }
    return sum / weights;
  }

  /** How far the mean log ratio of so many amounts, up to a place, is above the level before them; NaN: not known. */
  surprise(at: number, count: number, amountAt: AmountAt = () => undefined): number {
    let sum = 0;
    for (let place = at - count + 1; place <= at; place++) sum += this.#ratioAt(place, amountAt);
    return sum / count - this.level(at - count + 1, amountAt);
  }

  /** Robust standard deviation of past surprises in the busier places of the rhythm; wider, the fewer periods it knows. */
  scatter(count: number): number {
    const known = this.#scatters.get(count);
    if (known !== undefined) return known;
    const busy = (BUSY * this.#medians.reduce((sum, each) => sum + each, 0)) / this.#medians.length;
    const { share, deviations, sizeOf } = this.#options.quantile;
    const surprises: number[] = [];
    for (let at = count; at < this.#options.amounts.length; at++) {
      const surprise = this.#usual(at) > busy ? this.surprise(at, count) : Number.NaN;
      if (!Number.isNaN(surprise)) surprises.push(sizeOf(surprise));
    }
    surprises.sort((a, b) => a - b);
    const deviation = Math.max(0, surprises[Math.floor(share * surprises.length)] ?? 0) / deviations;
    const periods = this.#options.amounts.length / this.#options.period;
    const scatter = deviation * (1 + FEW_PERIODS / Math.max(1, periods));
    this.#scatters.set(count, scatter);
    return scatter;
  }

  /** What is expected at a place, at the level of 0: half of it by its own median, half by the shape of all cycles. */
  expected(at: number): number {
    return this.#expected(at, this.#usual(at));
  }

  #expected(at: number, usual: number): number {
    return Math.sqrt(usual * (this.#shapes[at % this.#options.period] ?? 0));
  }

  #shapesOfCycles(): Float64Array {
    const { amounts, period, cycle } = this.#options;
    if (cycle === period) return this.#medians;
    const levels = Float64Array.from({ length: period / cycle }, (_, at) =>
      this.#medians.subarray(at * cycle, (at + 1) * cycle).reduce((sum, each) => sum + each, 0),
    );
    const levelAt = (at: number) => levels[Math.floor((at % period) / cycle)] ?? 0;
    const parts = Array.from({ length: cycle }, () => [] as number[]);
    for (const [at, amount] of amounts.entries()) {
      const part = amount / levelAt(at);
      if (Number.isFinite(part)) parts[at % cycle]?.push(part);
    }
    const shape = parts.map((each) => median(each) ?? 0);
    return Float64Array.from({ length: period }, (_, at) => levelAt(at) * (shape[at % cycle] ?? 0));
  }

  #usual(at: number): number {
    return this.#medians[at % this.#options.period] ?? 0;
  }

  #ratioAt(at: number, amountAt: AmountAt): number {
    const given = amountAt(at);
    if (given !== undefined) return this.ratio(given, this.expected(at));
    return this.#ratios[at] ?? Number.NaN;
  }

  /** Logarithm of an amount over what was expected. */
  ratio(amount: number, usual: number): number {
    const { little } = this.#options;
    return Math.log((amount + little) / (usual + little));
  }

  #alike(slot: number, but = -1): number[] {
    const { amounts, period } = this.#options;
    const alike: number[] = [];
    for (let at = slot; at < amounts.length; at += period) {
      const amount = amounts[at] ?? Number.NaN;
      if (at !== but && !Number.isNaN(amount)) alike.push(amount);
    }
    return alike;
  }
}
