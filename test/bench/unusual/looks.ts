import { Forecaster } from '../../../src/figures/forecast/forecaster.ts';
import { causesOf, type Excess } from '../../../src/figures/unusual/causes.ts';
import { DailyBaseline, type DailyPast, unusualDay } from '../../../src/figures/unusual/dailyBaseline.ts';
import type { FoundCause } from '../../../src/figures/unusual/followEvents.ts';
import { HourlyBaseline } from '../../../src/figures/unusual/hourlyBaseline.ts';
import { runaway } from '../../../src/figures/unusual/runaway.ts';
import { LOOK_MINUTES, RUNAWAY_MINUTES, thresholdsOf } from '../../../src/figures/unusual/thresholds.ts';
import { scopeKey } from '../../../src/shared/scope.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import {
  daysOf,
  indexOfDay,
  minutesOf,
  outputsOf,
  type SimulatedKey,
  type SimulatedScope,
  START,
  scopesOf,
} from './organizations.ts';

export const THRESHOLDS = thresholdsOf('medium', 10);
/** As many days by the hour as the extension holds, and as many closed days as it keeps. */
const BASELINE_DAYS = 42;
const HISTORY_DAYS = 365;
const MINUTES = HOUR / MINUTE;

/** Minutes of a key that are not those of its hours, as something was planted. */
export interface PlantedMinutes {
  readonly key: number;
  readonly from: number;
  readonly to: number;
  readonly factor: number;
}

/** Looks at a simulated organization as the extension does: by its hours and days up to a moment, never beyond it. */
export class Looks {
  readonly scopes: readonly SimulatedScope[];
  readonly #keys: readonly SimulatedKey[];
  readonly #days: readonly Float64Array[];
  readonly #outputs: readonly Float64Array[];
  #day = 0;
  #baselines: HourlyBaseline[] = [];

  constructor(keys: readonly SimulatedKey[]) {
    this.#keys = keys;
    this.scopes = scopesOf(keys);
    this.#days = this.scopes.map(({ hours }) => daysOf(hours));
    this.#outputs = this.scopes.map((scope) => outputsOf(scope, keys));
  }

  /** False of an hour whose minutes, and those of the hour before, cannot reach the bound of any scope. */
  mayRunAway(hour: number): boolean {
    const most = MINUTES / RUNAWAY_MINUTES;
    const day = Math.floor(hour / DAY) * DAY;
    return this.scopes.some(({ hours }, scope) => {
      const at = (hour - START) / HOUR;
      return ((hours[at - 1] ?? 0) + (hours[at] ?? 0)) * most >= this.baseline(scope, day).least(hour);
    });
  }

  /** Amounts of every scope in the minutes of two hours, the given one and the one before. */
  minutes(hour: number, planted: readonly PlantedMinutes[] = []): Float64Array[] {
    const ofKeys = this.#keys.map(({ id, hours }, key) => {
      const minutes = new Float64Array(2 * MINUTES);
      for (const [at, start] of [hour - HOUR, hour].entries()) {
        const amount = hours[(start - START) / HOUR] ?? 0;
        minutes.set(minutesOf(amount, id, start), at * MINUTES);
        for (const { from, to, factor } of planted.filter((each) => each.key === key)) {
          const own = minutesOf(amount * factor, id, start);
          for (let minute = 0; minute < MINUTES; minute++) {
            const instant = start + minute * MINUTE;
            if (instant >= from && instant < to) minutes[at * MINUTES + minute] = own[minute] ?? 0;
          }
        }
      }
      return minutes;
    });
    return this.scopes.map(({ keys }) => {
      const sums = new Float64Array(2 * MINUTES);
      for (const key of keys) {
        for (let minute = 0; minute < sums.length; minute++) {
          sums[minute] = (sums[minute] ?? 0) + (ofKeys[key]?.[minute] ?? 0);
        }
      }
      return sums;
    });
  }

  /** Causes that run away at the end of a minute. `minutes` are those of its hour: see `minutes`. */
  runaways(end: number, minutes: readonly Float64Array[]): FoundCause[] {
    const hour = Math.floor((end - MINUTE) / HOUR) * HOUR;
    const day = Math.floor(hour / DAY) * DAY;
    const last = MINUTES + (end - hour) / MINUTE;
    const newest = (scope: number) => (minutes[scope] ?? new Float64Array()).subarray(last - LOOK_MINUTES, last);
    const organizationRate = sum(newest(0).subarray(-RUNAWAY_MINUTES)) * (MINUTES / RUNAWAY_MINUTES);
    const found = this.scopes.flatMap(({ scope, within }, at): FoundCause[] => {
      const look = { minutes: newest(at), end, organizationRate, today: this.#today(at, day, end) };
      const over = runaway({ ...look, baseline: this.baseline(at, day) }, THRESHOLDS);
      if (!over) return [];
      const span = { start: end - over.minutes * MINUTE, end };
      return [{ scope, within, amount: over.rate, usual: over.usual, ...span }];
    });
    return causesOf(found);
  }

  /** Causes by which a closed day was unusual. */
  unusualDays(day: number): FoundCause[] {
    const at = indexOfDay(day);
    const organizationDay = this.#days[0]?.[at] ?? 0;
    const found = this.scopes.flatMap(({ scope, within }, number): Excess[] => {
      const amount = this.#days[number]?.[at] ?? 0;
      if (amount < THRESHOLDS.leastADay) return [];
      const outputs = this.#outputs[number]?.[at] ?? Number.NaN;
      const over = unusualDay({ amount, outputs }, this.dailyBaseline(number, day), organizationDay);
      return over ? [{ scope, within, ...over }] : [];
    });
    return causesOf(found).map((cause) => ({ ...cause, start: day, end: day + DAY }));
  }

  /** True where a day under way is unusual by its forecast, as a window finds it at a moment. */
  isExpected(scope: number, moment: number): boolean {
    const day = Math.floor(moment / DAY) * DAY;
    const [at, hour] = [indexOfDay(day), (moment - START) / HOUR];
    const { hours } = this.scopes[scope] ?? { hours: new Float64Array() };
    const spentIn = (all: Float64Array) => sum(all.subarray(at * 24, hour));
    const spent = spentIn(hours);
    let usual = 0;
    for (let start = day; start < moment; start += HOUR) usual += this.baseline(scope, day).usual(start);
    if (spent < THRESHOLDS.leastADay || spent < THRESHOLDS.dayFactor * usual) return false;
    const { start, days } = this.#pastOf(scope, day);
    const hoursStart = Math.max(start, day - BASELINE_DAYS * DAY);
    const ofHours = { hours: hours.subarray((hoursStart - START) / HOUR, hour), hoursStart };
    const forecaster = new Forecaster({ start, days, ...ofHours, now: moment, billedDays: days.length });
    const low = forecaster.total({ start: day, end: day + DAY })?.range?.low;
    if (low === undefined) return false;
    const outputs = ((this.#outputs[scope]?.[at] ?? 0) * low) / (this.#days[scope]?.[at] ?? 1);
    const organizationDay = spentIn(this.scopes[0]?.hours ?? new Float64Array());
    return unusualDay({ amount: low, outputs }, this.dailyBaseline(scope, day), organizationDay) !== null;
  }

  /** True where a day is as much above the median of its weekday as the rule wants it, whatever it takes for chance. */
  passesOn(scope: number, day: number): boolean {
    const { usual } = this.dailyBaseline(scope, day);
    const amount = this.#days[scope]?.[indexOfDay(day)] ?? 0;
    return amount >= Math.max(THRESHOLDS.dayFactor * usual, usual + THRESHOLDS.leastADay);
  }

  dailyBaseline(scope: number, day: number): DailyBaseline {
    return new DailyBaseline(this.#pastOf(scope, day), day, THRESHOLDS);
  }

  /** Days from the scope's first spend on. */
  #pastOf(scope: number, day: number): DailyPast {
    const at = indexOfDay(day);
    const from = Math.max(0, at - HISTORY_DAYS);
    const days = this.#days[scope]?.subarray(from, at) ?? new Float64Array();
    const first = days.findIndex((amount) => amount > 0);
    const own = first < 0 ? at : from + first;
    const outputs = this.#outputs[scope] ?? new Float64Array();
    return { start: START + own * DAY, days: days.subarray(own - from), outputs: outputs.subarray(own, at) };
  }

  scopeOf(key: number): number {
    const id = this.#keys[key]?.id ?? '';
    return this.scopes.findIndex(({ scope }) => scopeKey(scope) === scopeKey({ dimension: 'apiKey', id }));
  }

  /** What the hours of a day are compared with. */
  baseline(scope: number, day: number): HourlyBaseline {
    if (day !== this.#day) this.#baselines = [];
    this.#day = day;
    let baseline = this.#baselines[scope];
    if (!baseline) {
      const to = indexOfDay(day) * 24;
      const from = Math.max(0, to - BASELINE_DAYS * 24);
      const hours = this.scopes[scope]?.hours.subarray(from, to) ?? new Float64Array();
      baseline = new HourlyBaseline({ start: START + from * HOUR, hours }, THRESHOLDS);
      this.#baselines[scope] = baseline;
    }
    return baseline;
  }

  #today(scope: number, day: number, end: number): (hour: number) => number | undefined {
    return (hour) =>
      hour >= day && hour + HOUR <= end - MINUTE ? this.scopes[scope]?.hours[(hour - START) / HOUR] : undefined;
  }
}

function sum(amounts: Float64Array): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
