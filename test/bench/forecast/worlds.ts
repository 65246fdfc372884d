/**
 * Simulated organizations that forecasts of spend are measured on. Chosen for what organizations do, not for what a
 * forecaster does well: once a forecast has been measured on it, the table stays as it is.
 */

/** Weights of the 24 hours of a UTC day. */
export const HOURS = {
  even: new Array<number>(24).fill(1),
  /** People at work in Europe. */
  european: [1, 0, 0, 0, 0, 1, 5, 18, 45, 64, 70, 66, 50, 62, 70, 68, 60, 42, 24, 14, 9, 6, 4, 2],
  /** People at work between New York and San Francisco: most of a UTC day's spend comes after noon. */
  american: [30, 20, 12, 8, 5, 3, 2, 1, 1, 2, 4, 9, 18, 34, 50, 60, 64, 66, 68, 70, 68, 62, 52, 40],
  /** Customers of a product, in all zones, most of them in Europe. */
  customers: [8, 7, 6, 6, 7, 10, 16, 25, 37, 47, 53, 56, 57, 59, 61, 62, 60, 56, 49, 41, 33, 25, 17, 11],
  /** Jobs that a scheduler starts after midnight. */
  nightly: [70, 100, 85, 45, 15, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 10],
} as const;

/** Weights of the weekdays, Monday first. */
export const WEEKDAYS = {
  even: [1, 1, 1, 1, 1, 1, 1],
  office: [0.97, 1.05, 1.06, 1.02, 0.9, 0.15, 0.12],
  customers: [1, 1.02, 1.03, 1.02, 0.95, 0.68, 0.62],
  weekendHeavy: [0.7, 0.7, 0.7, 0.7, 0.9, 1.6, 1.7],
} as const;

/** Numbers of the first and the last day, the world's first being 0, between which a seed draws a day. */
export type DrawnDay = readonly [first: number, last: number];

/** A part of an organization's spend with a rhythm of its own, such as a workspace or a key. */
export interface Workload {
  /** An ordinary day's mean: a day of weight 1, before growth, idleness and events. */
  readonly dollarsADay: number;
  readonly hours: keyof typeof HOURS;
  readonly weekdays: keyof typeof WEEKDAYS;
  /** Standard deviation of a day's logarithm: of the least noisy seed and of the noisiest. */
  readonly noise: readonly [least: number, most: number];
  /**
   * Part of a day's noise that the next day has, too: real spend is lively or quiet for some days, as a project is under
   * way or a customer is. Noise is AR(1) with this coefficient: that of
   * customers, who come and go slowly, has more of it than that of people at work, who begin anew each morning.
   */
  readonly memory: number;
  /** Standard deviation of an hour's logarithm around its part of the day. */
  readonly hourNoise: number;
  /** Growth in 30 days: 0.1 is a tenth more. */
  readonly growth?: number;
  /** When it begins, and the days in which it has come to 63 % of its level. Undefined: before the world does. */
  readonly begins?: { readonly on: DrawnDay; readonly rampDays: number };
  /** It runs on so many last days of each month, and on no others. */
  readonly lastDaysOfMonth?: number;
  /** Shares of days and of hours without a request. */
  readonly idle?: { readonly days: number; readonly hours: number };
}

export interface World {
  readonly name: string;
  readonly why: string;
  readonly workloads: readonly [Workload, ...Workload[]];
  /** From a day on all costs so many times as much. */
  readonly priceCut?: { readonly on: DrawnDay; readonly factor: number };
  /** Stretches without any spend, each at a drawn hour of its own equal part of the 14 months. */
  readonly outages?: { readonly number: number; readonly hours: readonly [least: number, most: number] };
  /** Days, `YYYY-MM-DD`, that are as Sundays. */
  readonly holidays?: readonly string[];
  /** Its figures are printed on their own: nobody can forecast it well, or everybody can do so by luck. */
  readonly isApart?: true;
  /** Only so many of its first days are measured. Undefined: all. */
  readonly measuredDays?: number;
}

/** First day of every world. Months 3 to 14 are a year: each season is measured once. */
export const FIRST_DAY = '2025-01-01';
export const MONTHS = 14;

/** Seeds to develop a forecaster with. */
export const OPEN: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** Seeds kept for the last measurement, with the same noise as the open ones, in the same order. */
export const HELD_OUT: readonly number[] = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20];

const PUBLIC_HOLIDAYS = ['2025-01-01', '2025-04-18', '2025-04-21', '2025-05-01', '2025-05-29', '2025-06-09'];
const YEAR_END = ['2025-12-24', '2025-12-25', '2025-12-26', '2025-12-27', '2025-12-28', '2025-12-29', '2025-12-30'];
const NEW_YEAR = ['2025-12-31', '2026-01-01', '2026-01-02'];

/** A day that leaves at least two months before and after it. */
const MIDST: DrawnDay = [75, 350];

export const WORLDS: readonly World[] = [
  {
    name: 'steady',
    why: 'a product in production, alike on all days: whoever is wrong here sees patterns in noise',
    workloads: [
      { dollarsADay: 420, hours: 'customers', weekdays: 'even', noise: [0.15, 0.35], memory: 0.7, hourNoise: 0.3 },
    ],
  },
  {
    name: 'growing',
    why: 'a tenth more each month, as young products have it: means of the past lag behind',
    workloads: [
      {
        dollarsADay: 150,
        hours: 'american',
        weekdays: 'customers',
        noise: [0.15, 0.4],
        memory: 0.6,
        hourNoise: 0.4,
        growth: 0.1,
      },
    ],
  },
  {
    name: 'weekday and weekend',
    why: 'people at work, hardly any on weekends: where a run rate is wrong on most days of a month',
    workloads: [
      { dollarsADay: 260, hours: 'european', weekdays: 'office', noise: [0.15, 0.5], memory: 0.4, hourNoise: 0.4 },
    ],
  },
  {
    name: 'month-end batch',
    why: 'a fifth of the month comes on its last two days: only months before tell of it',
    workloads: [
      { dollarsADay: 210, hours: 'customers', weekdays: 'customers', noise: [0.15, 0.4], memory: 0.6, hourNoise: 0.35 },
      {
        dollarsADay: 700,
        hours: 'nightly',
        weekdays: 'even',
        noise: [0.15, 0.3],
        memory: 0.3,
        hourNoise: 0.3,
        lastDaysOfMonth: 2,
      },
    ],
  },
  {
    name: 'new key',
    why: 'a second program adds three quarters within two weeks, and stays: the level of the past is wrong for a month',
    workloads: [
      { dollarsADay: 240, hours: 'european', weekdays: 'office', noise: [0.15, 0.4], memory: 0.4, hourNoise: 0.4 },
      {
        dollarsADay: 150,
        hours: 'customers',
        weekdays: 'customers',
        noise: [0.15, 0.4],
        memory: 0.6,
        hourNoise: 0.35,
        begins: { on: MIDST, rampDays: 5 },
      },
    ],
  },
  {
    name: 'price cut',
    why: 'a model gets cheaper or is exchanged for a cheaper one: the level falls between two days, the rhythm stays',
    workloads: [
      { dollarsADay: 380, hours: 'customers', weekdays: 'customers', noise: [0.15, 0.4], memory: 0.7, hourNoise: 0.35 },
    ],
    priceCut: { on: MIDST, factor: 0.65 },
  },
  {
    name: 'outage',
    why: 'hours to two days without any spend, now and then: a hole must not teach a lower level',
    workloads: [
      { dollarsADay: 330, hours: 'american', weekdays: 'office', noise: [0.15, 0.45], memory: 0.5, hourNoise: 0.4 },
    ],
    outages: { number: 12, hours: [4, 48] },
  },
  {
    name: 'thin',
    why: 'one developer’s few dollars, nothing on most days: percentages of next to nothing',
    workloads: [
      {
        dollarsADay: 6,
        hours: 'european',
        weekdays: 'office',
        noise: [0.5, 0.5],
        memory: 0.3,
        hourNoise: 0.8,
        idle: { days: 0.45, hours: 0.7 },
      },
    ],
    isApart: true,
  },
  {
    name: 'bursty',
    why: 'evaluations and migrations by hand: a day is a third of its neighbour or three times as much',
    workloads: [{ dollarsADay: 180, hours: 'even', weekdays: 'customers', noise: [1, 1], memory: 0.3, hourNoise: 1 }],
    isApart: true,
  },
  {
    name: 'just started',
    why: 'the first four months of an organization, which comes to its level in two: little is known, and that is low',
    workloads: [
      {
        dollarsADay: 200,
        hours: 'european',
        weekdays: 'office',
        noise: [0.15, 0.5],
        memory: 0.5,
        hourNoise: 0.5,
        begins: { on: [59, 300], rampDays: 30 },
      },
    ],
    isApart: true,
    measuredDays: 120,
  },
  {
    name: 'two workspaces of different rhythm',
    why: 'people by day and on weekdays, jobs at night and on weekends: no one rhythm times a level is both',
    workloads: [
      {
        dollarsADay: 220,
        hours: 'american',
        weekdays: 'office',
        noise: [0.15, 0.4],
        memory: 0.4,
        hourNoise: 0.4,
        growth: 0.03,
      },
      {
        dollarsADay: 130,
        hours: 'nightly',
        weekdays: 'weekendHeavy',
        noise: [0.2, 0.5],
        memory: 0.6,
        hourNoise: 0.3,
      },
    ],
  },
  {
    name: 'holiday',
    why: 'single days off and ten at the end of the year are as Sundays: the calendar knows of them, past weeks do not',
    workloads: [
      { dollarsADay: 300, hours: 'european', weekdays: 'office', noise: [0.15, 0.4], memory: 0.4, hourNoise: 0.4 },
    ],
    holidays: [...PUBLIC_HOLIDAYS, '2025-11-27', '2025-11-28', ...YEAR_END, ...NEW_YEAR],
  },
];
