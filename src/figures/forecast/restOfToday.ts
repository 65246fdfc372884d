import { DAY, HOUR, weekdayOf } from '../../time/utc.ts';
import { errorOf } from './errorRange.ts';

/** A closed day with its hours: what came before the time of day that it is now, what came after, what was expected. */
interface PastDay {
  readonly weekday: number;
  readonly before: number;
  readonly after: number;
  readonly expected: number;
}

/** Part of a day's surplus by now that its rest has, too, before days tell, as if so many had told it. */
const CARRIED = 0.6;
const CARRIED_DAYS = 10;
const MOST_CARRIED = 1.2;
/** Surplus of a day's part, in multiples of what was expected of it, that counts at most. */
const LARGEST_SURPLUS = 2;
/** A part of the day that has less than that of it tells nothing of the other. */
const LEAST_SHARE = 0.02;
/** Days below that part of what was expected tell nothing of how a day goes on. */
const LOW = 0.3;
const LEAST_VARIANCE = 0.01;

export interface RestOfToday {
  readonly amount: number;
  /** Logarithms of what came over what was forecast, on earlier days at the same time, least first. */
  readonly errors: Float64Array;
}

export interface DayHours {
  /** Amounts by hour of closed days, the first at a midnight, NaN where not known, and of today. */
  readonly hours: Float64Array;
  readonly hoursStart: number;
  readonly now: number;
  /** Expected amount of the day that starts at an instant, as known then. */
  readonly expected: (start: number) => number;
}

/**
 * Forecasts the rest of today: what the day was expected to bring after this time of day, times a part of the surplus that
 * it has so far. That part is what past days carried on.
 */
export function restOfToday({ hours, hoursStart, now, expected }: DayHours): RestOfToday {
  const today = Math.floor(now / DAY) * DAY;
  const past = pastDays({ hours, hoursStart, now, expected }, today);
  const shares = new SharesByNow(past, (now - today) / DAY);
  const soFar = sumKnown(hours.subarray(Math.max(0, (today - hoursStart) / HOUR)));
  const share = shares.of(weekdayOf(today / DAY));
  const pairs = past.filter((each) => each.expected > 0).map((each) => ({ ...each, share: shares.without(each) }));
  const carried = carriedOn(pairs);
  const whole = expected(today);
  const errors = pairs
    .map((each) => ({ after: each.after, forecast: each.expected * (1 - each.share) * factor(each, carried) }))
    .filter(({ forecast }) => forecast > 0)
    .map(({ after, forecast }) => errorOf(after, forecast));
  return {
    amount: whole * (1 - share) * factor({ before: soFar, expected: whole, share }, carried),
    errors: Float64Array.from(errors).sort(),
  };
}

function pastDays({ hours, hoursStart, now, expected }: DayHours, today: number): PastDay[] {
  const elapsed = (now - today) / HOUR;
  const days: PastDay[] = [];
  for (let start = hoursStart; start < today; start += DAY) {
    let [before, after] = [0, 0];
    for (let hour = 0; hour < 24; hour++) {
      const amount = hours[(start - hoursStart) / HOUR + hour] ?? Number.NaN;
      const passed = Math.min(1, Math.max(0, elapsed - hour));
      before += amount * passed;
      after += amount * (1 - passed);
    }
    if (before >= 0 && after >= 0)
      days.push({ weekday: weekdayOf(start / DAY), before, after, expected: expected(start) });
  }
  return days;
}

interface Begun {
  readonly before: number;
  readonly expected: number;
  /** Of the day, expected by now. */
  readonly share: number;
}

/** Factor on the rest of a day for what it has had so far. */
function factor({ before, expected, share }: Begun, carried: number): number {
  return expected > 0 && share > LEAST_SHARE ? Math.max(0, 1 + carried * surplusOf(before, expected * share)) : 1;
}

function surplusOf(amount: number, expected: number): number {
  return Math.min(LARGEST_SURPLUS, Math.max(-1, amount / expected - 1));
}

/** Regression of the surplus of the rest of a day on that of its part before, through zero, with a prior. */
function carriedOn(days: readonly (PastDay & Begun)[]): number {
  let [products, squares, count] = [0, 0, 0];
  for (const { before, after, expected, share } of days) {
    if (before + after < LOW * expected || share <= LEAST_SHARE || share >= 1 - LEAST_SHARE) continue;
    const surplus = surplusOf(before, expected * share);
    products += surplus * surplusOf(after, expected * (1 - share));
    squares += surplus ** 2;
    count++;
  }
  const prior = CARRIED_DAYS * Math.max(LEAST_VARIANCE, count > 0 ? squares / count : 0);
  return Math.min(MOST_CARRIED, Math.max(0, (products + CARRIED * prior) / (squares + prior)));
}

/** Share of a day that is spent by now, by weekday, shrunk towards that of all days as far as weekdays do not differ. */
class SharesByNow {
  readonly #sums = Array.from({ length: 7 }, () => ({ share: 0, count: 0 }));
  /** Variance of a weekday's mean from that of all, and of a day from its weekday's. */
  readonly #between: number;
  readonly #within: number;
  readonly #elapsed: number;
  #all = 0;
  #count = 0;

  /** `elapsed` is the share of the day's time. */
  constructor(days: readonly PastDay[], elapsed: number) {
    this.#elapsed = elapsed;
    const spending = days.filter(({ before, after }) => before + after > 0);
    for (const day of spending) {
      const sum = this.#sums[day.weekday];
      if (!sum) continue;
      sum.share += shareOf(day);
      sum.count++;
      this.#all += shareOf(day);
      this.#count++;
    }
    const seen = this.#sums.filter(({ count }) => count > 0);
    const squares = spending.reduce((sum, day) => {
      const { share, count } = this.#sums[day.weekday] ?? { share: 0, count: 1 };
      return sum + (shareOf(day) - share / count) ** 2;
    }, 0);
    this.#within = squares / Math.max(1, this.#count - seen.length);
    const mean = this.#all / Math.max(1, this.#count);
    const spread = seen.reduce((sum, { share, count }) => sum + (share / count - mean) ** 2, 0);
    const noise = (this.#within * seen.length) / Math.max(1, this.#count);
    this.#between = Math.max(0, spread / Math.max(1, seen.length - 1) - noise);
  }

  of(weekday: number): number {
    return this.#mean(weekday, 0, 0);
  }

  /** As of a day that is not known yet. */
  without(day: PastDay): number {
    return day.before + day.after > 0 ? this.#mean(day.weekday, shareOf(day), 1) : this.of(day.weekday);
  }

  #mean(weekday: number, less: number, lessCount: number): number {
    const { share, count } = this.#sums[weekday] ?? { share: 0, count: 0 };
    const [own, all] = [count - lessCount, this.#count - lessCount];
    const overall = all > 0 ? (this.#all - less) / all : this.#elapsed;
    if (own <= 0 || this.#between === 0) return overall;
    const belief = this.#between / (this.#between + this.#within / own);
    return overall + belief * ((share - less) / own - overall);
  }
}

function shareOf({ before, after }: PastDay): number {
  return before / (before + after);
}

function sumKnown(amounts: Float64Array): number {
  return amounts.reduce((sum, amount) => (Number.isNaN(amount) ? sum : sum + amount), 0);
}
