import { median } from '../../shared/median.ts';
import { DAY, HOUR, startOfUtcDay } from '../../time/utc.ts';
import { amountsOfHour, HourlyRhythm, type Hours, medianOfSorted, WEEK_HOURS } from './hourlyRhythm.ts';
import { sameDaysOfMonths } from './monthEnds.ts';
import type { Thresholds } from './thresholds.ts';

/** Closed UTC days of a scope by the hour, without the running one. Millionths of a cent; NaN: not known. */
export interface HourlyPast {
  /** Start of the first hour, a UTC midnight, ms. */
  readonly start: number;
  readonly hours: Hours;
}

const HOURS_A_DAY = DAY / HOUR;

/** Variances of the logarithm of hours over what was expected of them. */
export interface HourlyScatter {
  /** Of an hour, whatever came before it. */
  readonly level: number;
  /** By hour of the UTC day: of an hour, after what the hour before it lets expect. */
  readonly changes: Float64Array;
}

type HourlyThresholds = Pick<Thresholds, 'leastAnHour' | 'runawayFactor'>;

/** Part of an hour's log ratio that the next hour is expected to have, too. */
export const MEMORY = 0.8;
/** Weekdays are alike up to so many times as much a day. */
const ALIKE = 1.8;
/** An amount that is next to nothing, as part of the least that a runaway is worth: around it ratios say little. */
const LITTLE = 0.05;
/** Part of what is usual for the hours beside an hour that it may come to, too: clocks are set, and mornings begin early. */
const BESIDE = 0.5;
/** Times the usual from which on hours at the ends of past months are a rhythm of their own. */
const MONTHLY = 2;
/** Of the mean hour, the part above which one is busy: what little there is at night scatters differently. */
const BUSY = 0.5;
/** Share of past surprises that their scatter is taken at, and how many standard deviations of a normal one that is. */
const [SHARE, DEVIATIONS] = [0.95, 1.645];
/** An hour of the day has a scatter of its own as far as it has been seen more often than so. */
const SEEN = 20;
/** Surprises count there up to so many standard deviations. */
const MOST_DEVIATIONS = 3;

/** What the hours of a running UTC day are compared with: the scope's own past, never that day itself. */
export class HourlyBaseline {
  /** An amount an hour around which ratios say little. */
  readonly little: number;
  /** Days from the scope's first spend on. */
  readonly days: number;
  readonly #past: HourlyPast;
  readonly #thresholds: HourlyThresholds;
  readonly #all: number;
  /** By hour of the week. */
  readonly #usualByHour = new Map<number, number>();
  /** By an hour's start, ms. */
  readonly #leastByHour = new Map<number, number>();
  #rhythm: HourlyRhythm | undefined;
  #scatter: HourlyScatter | undefined;

  /** What lies before a scope's first spend is no past of it. */
  constructor({ start, hours }: HourlyPast, thresholds: HourlyThresholds) {
    const first = hours.findIndex((amount) => amount > 0);
    const own = hours.slice().fill(Number.NaN, 0, first < 0 ? hours.length : first);
    this.days = first < 0 ? 0 : (hours.length - first) / HOURS_A_DAY;
    this.#past = { start, hours: own };
    this.#thresholds = thresholds;
    this.#all = medianOfSorted(own.filter((amount) => !Number.isNaN(amount)).sort()) ?? 0;
    this.little = LITTLE * thresholds.leastAnHour;
  }

  /** The larger of the medians of an hour of the week and of all hours; 0 where the scope has no baseline. */
  usual(hour: number): number {
    return Math.max(this.#all, this.#usualOfWeek(hour));
  }

  /** Least amount an hour of a runaway, however calm the scope is. */
  least(hour: number): number {
    let least = this.#leastByHour.get(hour);
    if (least === undefined) {
      const { leastAnHour, runawayFactor } = this.#thresholds;
      const beside = Math.max(this.#usualOfWeek(hour - HOUR), this.#usualOfWeek(hour + HOUR));
      const usual = Math.max(this.usual(hour), BESIDE * beside, this.#ofMonths(hour));
      least = Math.max(leastAnHour, runawayFactor * usual);
      this.#leastByHour.set(hour, least);
    }
    return least;
  }

  /** Amount of an hour of the past; undefined where it is not known. */
  closed(hour: number): number | undefined {
    const amount = this.#past.hours[this.#place(hour)] ?? Number.NaN;
    return Number.isNaN(amount) ? undefined : amount;
  }

  /** What an hour comes to where the scope's level is as ever. */
  expected(hour: number): number {
    return this.#hourlyRhythm.expected(this.#place(hour));
  }

  /** The same, or half of what is expected of the hours beside it. */
  mostExpected(hour: number): number {
    return Math.max(this.expected(hour), BESIDE * Math.max(this.expected(hour - HOUR), this.expected(hour + HOUR)));
  }

  /** Logarithm of an amount over what was expected. */
  ratio(amount: number, expected: number): number {
    return Math.log((amount + this.little) / (expected + this.little));
  }

  get scatter(): HourlyScatter {
    this.#scatter ??= this.#scatterOfPast();
    return this.#scatter;
  }

  get #hourlyRhythm(): HourlyRhythm {
    const areAlike = (one: number, other: number) => Math.abs(this.ratio(one, other)) <= Math.log(ALIKE);
    this.#rhythm ??= new HourlyRhythm(this.#past.hours, areAlike);
    return this.#rhythm;
  }

  #scatterOfPast(): HourlyScatter {
    const { hours } = this.#past;
    const rhythm = this.#hourlyRhythm;
    const expected = Array.from({ length: WEEK_HOURS }, (_, at) => rhythm.expected(at));
    const busy = (BUSY * expected.reduce((sum, each) => sum + each, 0)) / WEEK_HOURS;
    const ratios = hours.map((amount, at) => this.ratio(amount, rhythm.expectedByOthers(at)));
    const levels: number[] = [];
    const changes: { readonly hour: number; readonly change: number }[] = [];
    for (const [at, ratio] of ratios.entries()) {
      if ((expected[at % WEEK_HOURS] ?? 0) <= busy || Number.isNaN(ratio)) continue;
      levels.push(ratio);
      const change = ratio - MEMORY * (ratios[at - 1] ?? Number.NaN);
      if (!Number.isNaN(change)) changes.push({ hour: at % 24, change });
    }
    const all = deviationOf(changes.map(({ change }) => change));
    const [squares, seen] = [new Float64Array(24), new Float64Array(24)];
    for (const { hour, change } of changes) {
      squares[hour] = (squares[hour] ?? 0) + Math.min(MOST_DEVIATIONS * all, Math.abs(change)) ** 2;
      seen[hour] = (seen[hour] ?? 0) + 1;
    }
    return {
      level: Math.max(all, deviationOf(levels)) ** 2,
      changes: squares.map((sum, hour) => (SEEN * all ** 2 + sum) / (SEEN + (seen[hour] ?? 0))),
    };
  }

  /** Median of the same hour of the weeks before; 0 where there are fewer than two. */
  #usualOfWeek(hour: number): number {
    const hourOfWeek = this.#place(hour) % WEEK_HOURS;
    let usual = this.#usualByHour.get(hourOfWeek);
    if (usual === undefined) {
      const same = amountsOfHour(this.#past.hours, hourOfWeek);
      usual = same.length < 2 ? 0 : (median(same) ?? 0);
      this.#usualByHour.set(hourOfWeek, usual);
    }
    return usual;
  }

  /**
   * The highest of the same hours, give or take one around the clock, on the same days at the ends of past months, if it was
   * far above usual: what runs at night goes on after midnight, but not into the next month.
   */
  #ofMonths(hour: number): number {
    const beside = [-HOUR, 0, HOUR].map((distance) => (hour + distance + DAY) % DAY);
    const hours = sameDaysOfMonths(startOfUtcDay(hour)).flatMap((day) => beside.map((ofDay) => day + ofDay));
    const amounts = hours.flatMap((at) => {
      const amount = this.#past.hours[this.#place(at)] ?? Number.NaN;
      return amount >= MONTHLY * this.usual(at) ? amount : [];
    });
    return Math.max(0, ...amounts);
  }

  /** An hour's number since the first. */
  #place(hour: number): number {
    return (hour - this.#past.start) / HOUR;
  }
}

/** Standard deviation by how far surprises go upwards; 0 of none. */
function deviationOf(surprises: readonly number[]): number {
  const sorted = Float64Array.from(surprises).sort();
  return Math.max(0, sorted[Math.floor(SHARE * sorted.length)] ?? 0) / DEVIATIONS;
}
