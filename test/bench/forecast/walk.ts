import { noise, seedOf } from '../../../src/sample/random.ts';
import { DAY, firstOfMonth, HOUR, type Span, startOfUtcDay } from '../../../src/time/utc.ts';
import type { Forecast, Forecaster } from './forecaster.ts';
import { simulate } from './simulate.ts';
import { endOf, type Spend, spentIn } from './spend.ts';
import { FIRST_DAY, type World } from './worlds.ts';

/** Days of a month, at noon UTC, from which its total is forecast. */
export const MONTH_DAYS: readonly number[] = [3, 5, 10, 15, 20];
/** Hours UTC from which the day's total is forecast. */
export const TODAY_HOURS: readonly number[] = [9, 12, 15, 18];

/** Today's total and passing days are asked for on each third day: each weekday as often, in a third of the time. */
const EVERY_DAYS = 3;
/** Two months pass before the first forecast, in worlds that there were from the first day on. */
const FIRST_MONTH = 2;
/** Days of history from which on there are 14 days of bills: yesterday's is not there yet. */
const LEAST_DAYS = 15;
/** Budgets, as shares of what the month will come to. Drawn, so that no forecaster can learn the total from them. */
const BUDGET: readonly [least: number, most: number] = [0.6, 1.2];
const NOON = 12;

/** A total that was forecast, and what it came to. */
export interface TotalAnswer {
  readonly of: 'month' | 'today';
  /** Day of the month, or hour of the day. */
  readonly from: number;
  readonly forecast: Forecast;
  readonly truth: number;
}

/** When a month's budget is reached, in days from the day of the forecast; null where it holds. */
export interface PassingAnswer {
  readonly forecast: number | null;
  readonly truth: number | null;
}

export interface Answers {
  readonly totals: readonly TotalAnswer[];
  readonly passings: readonly PassingAnswer[];
}

/** What a forecaster says of a simulated organization. */
export function walkWorld(forecaster: Forecaster, world: World, seed: number): Answers {
  const from = firstOfMonth(Date.parse(FIRST_DAY) / DAY, FIRST_MONTH) * DAY;
  return walk(forecaster, simulate(world, seed), {
    from,
    ...(world.measuredDays && { days: world.measuredDays }),
    seed: seedOf(`${world.name} budgets ${seed}`),
  });
}

interface Measured {
  /** Start of the first day to forecast on, ms, if there is enough history by then. */
  readonly from: number;
  /** Days of the history that are measured. Undefined: all. */
  readonly days?: number;
  /** Draws the budgets. */
  readonly seed: number;
}

/**
 * Walks through an organization's days and asks for forecasts on its way. Nothing ahead can be seen: hours are copied
 * into what the forecaster is handed as they pass, and later ones are not in its memory. The spend ends with a month.
 */
export function walk(
  forecaster: Forecaster,
  all: Spend,
  { from, days = Number.POSITIVE_INFINITY, seed }: Measured,
): Answers {
  const known = new Known(all);
  const totals: TotalAnswer[] = [];
  const passings: PassingAnswer[] = [];
  const first = Math.max(from, all.start + LEAST_DAYS * DAY);
  const end = Math.min(endOf(all), all.start + days * DAY);
  for (let day = first; day < end; day += DAY) {
    const isAsked = (day / DAY) % EVERY_DAYS === 0;
    const month = monthOf(day);
    const dayOfMonth = (day - month.start) / DAY + 1;
    const total = spentIn(all, month);
    for (const hour of TODAY_HOURS) {
      const spend = known.until(day + hour * HOUR);
      const today: Span = { start: day, end: day + DAY };
      if (isAsked) {
        const forecast = forecaster.forecast(spend, today);
        totals.push({ of: 'today', from: hour, forecast, truth: spentIn(all, today) });
      }
      if (hour !== NOON) continue;
      if (MONTH_DAYS.includes(dayOfMonth)) {
        totals.push({ of: 'month', from: dayOfMonth, forecast: forecaster.forecast(spend, month), truth: total });
      }
      const [least, most] = BUDGET;
      const budget = Math.round(total * (least + (most - least) * noise(seed, month.start / DAY)));
      if (!isAsked || spentIn(spend, month) >= budget) continue;
      const { passesOn } = forecaster.forecast(spend, month, budget);
      if (passesOn === undefined) continue;
      const daysTo = (on: number | null) => (on === null ? null : (on - day) / DAY);
      passings.push({ forecast: daysTo(passesOn), truth: daysTo(passingDay(all, month, budget)) });
    }
  }
  return { totals, passings };
}

function monthOf(day: number): Span {
  const number = day / DAY;
  return { start: firstOfMonth(number) * DAY, end: firstOfMonth(number, 1) * DAY };
}

/** Start of the day on which a period's spend reaches an amount; null where it does not. */
function passingDay({ start, hours }: Spend, period: Span, amount: number): number | null {
  let total = 0;
  for (let at = Math.max(period.start, start); at < period.end; at += HOUR) {
    total += hours[(at - start) / HOUR] ?? 0;
    if (total >= amount) return startOfUtcDay(at);
  }
  return null;
}

/** As much of an organization's spend as has passed. */
class Known {
  readonly #all: Spend;
  readonly #hours: Float64Array;
  #passed = 0;

  constructor(all: Spend) {
    this.#all = all;
    this.#hours = new Float64Array(all.hours.length).fill(Number.NaN);
  }

  /** Moments are asked for in their order. */
  until(moment: number): Spend {
    const { start, hours } = this.#all;
    const passed = (moment - start) / HOUR;
    this.#hours.set(hours.subarray(this.#passed, passed), this.#passed);
    this.#passed = passed;
    return { start, hours: this.#hours.subarray(0, passed) };
  }
}
