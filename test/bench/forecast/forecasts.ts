import type { Figure } from '../report.ts';
import {
  type Compared,
  type GroupKind,
  monthsHold,
  passingsHold,
  rangesHold,
  savedOnRunRate,
  todaysHold,
} from './bounds.ts';
import type { Forecaster } from './forecaster.ts';
import { coverageOf, errorsOf, passingsCameTrue, passingsFound } from './measure.ts';
import { OURS } from './ours.ts';
import { RUN_RATE, SEASONAL_NAIVE } from './simple.ts';
import { type Answers, MONTH_DAYS, TODAY_HOURS, type TotalAnswer, walkWorld } from './walk.ts';
import { WEEKDAYS, WORLDS, type World } from './worlds.ts';

const FORECASTERS: Readonly<Record<keyof Compared, Forecaster>> = {
  runRate: RUN_RATE,
  seasonalNaive: SEASONAL_NAIVE,
  ours: OURS,
};

/** Worlds whose answers are measured together. */
interface Group {
  readonly name: string;
  readonly kind: GroupKind;
  readonly worlds: readonly World[];
}

const POOLED = WORLDS.filter(({ isApart }) => !isApart);

const GROUPS: readonly Group[] = [
  { name: `pooled, ${POOLED.length} shapes`, kind: 'pooled', worlds: POOLED },
  { name: 'pooled, where weekdays differ', kind: 'weekdays differ', worlds: POOLED.filter(weekdaysDiffer) },
  ...POOLED.map((world): Group => ({ name: world.name, kind: 'shape', worlds: [world] })),
  ...WORLDS.filter(({ isApart }) => isApart).map(
    (world): Group => ({ name: `${world.name}, apart`, kind: 'shape', worlds: [world] }),
  ),
];

/** Forecasts of month totals, today's totals and passing days, walk-forward, each forecaster's on the same days. */
export async function forecasts(seeds: readonly number[]): Promise<Figure[]> {
  const byWorld = new Map(WORLDS.map((world) => [world, compare(world, seeds)]));
  return GROUPS.flatMap(({ name, kind, worlds }) => {
    const compared = mergeCompared([...byWorld].filter(([world]) => worlds.includes(world)).map(([, each]) => each));
    return [
      ...figuresOf(`${name}, ${RUN_RATE.name}`, compared.runRate),
      ...figuresOf(`${name}, ${SEASONAL_NAIVE.name}`, compared.seasonalNaive),
      ...oursOf(`${name}, ${OURS.name}`, kind, compared),
    ];
  });
}

function compare(world: World, seeds: readonly number[]): Compared {
  const answers = (forecaster: Forecaster) => merge(seeds.map((seed) => walkWorld(forecaster, world, seed)));
  const { runRate, seasonalNaive, ours } = FORECASTERS;
  return { runRate: answers(runRate), seasonalNaive: answers(seasonalNaive), ours: answers(ours) };
}

function mergeCompared(all: readonly Compared[]): Compared {
  const of = (key: keyof Compared) => merge(all.map((each) => each[key]));
  return { runRate: of('runRate'), seasonalNaive: of('seasonalNaive'), ours: of('ours') };
}

/** Figures of our forecaster, with what was promised of them. */
function oursOf(name: string, kind: GroupKind, compared: Compared): Figure[] {
  const [months, todays, passings] = figuresOf(name, compared.ours);
  const { totals } = compared.ours;
  const covered = (of: TotalAnswer['of']) => coverageOf(totals.filter((answer) => answer.of === of));
  return [
    { ...months, holds: monthsHold(kind, compared) },
    ...(kind === 'weekdays differ' ? [savedFigure(name, compared)] : []),
    { ...todays, holds: todaysHold(kind, compared) },
    {
      name: `${name}: totals within the 80 % range`,
      value: `${percent(coverageOf(totals).share)} %`,
      holds: rangesHold(kind, compared),
      method: `${percent(covered('month').share)} % of ${covered('month').count} months, ${percent(covered('today').share)} % of ${covered('today').count} days`,
    },
    { ...passings, holds: passingsHold(kind, compared) },
  ];
}

function savedFigure(name: string, compared: Compared): Figure {
  return {
    name: `${name}: median error saved on the run rate’s`,
    value: `${percent(savedOnRunRate(compared))} %`,
    holds: undefined,
    method: `${MONTH_DAYS.map((day) => percent(savedOnRunRate(compared, day))).join(' · ')} % from noon UTC of day ${MONTH_DAYS.join(', ')}`,
  };
}

function figuresOf(name: string, { totals, passings }: Answers): [months: Figure, todays: Figure, passings: Figure] {
  const [found, cameTrue] = [passingsFound(passings), passingsCameTrue(passings)];
  return [
    totalFigure(`${name}: month`, totals, 'month', MONTH_DAYS, 'from noon UTC of day'),
    totalFigure(`${name}: today`, totals, 'today', TODAY_HOURS, 'from hour'),
    {
      name: `${name}: a budget’s passing day within two days`,
      value: `${percent(found.share)} %`,
      holds: undefined,
      method: `of ${found.count} that are at most ten days off; ${percent(cameTrue.share)} % of ${cameTrue.count} that are forecast to be`,
    },
  ];
}

function totalFigure(
  name: string,
  totals: readonly TotalAnswer[],
  of: TotalAnswer['of'],
  from: readonly number[],
  words: string,
): Figure {
  const asked = totals.filter((answer) => answer.of === of);
  const errors = from.map((each) => errorsOf(asked.filter((answer) => answer.from === each)));
  const medians = errors.map(({ median }) => percent(median)).join(' · ');
  const p90s = errors.map(({ p90 }) => percent(p90)).join(' · ');
  const count = errors.reduce((total, each) => total + each.count, 0);
  return {
    name,
    value: `${medians} % off, 90th percentile ${p90s} %`,
    holds: undefined,
    method: `median of ${count} ${words} ${from.join(', ')}; ${asked.length - count} totals of $0 left out`,
  };
}

function merge(answers: readonly Answers[]): Answers {
  return {
    totals: answers.flatMap(({ totals }) => totals),
    passings: answers.flatMap(({ passings }) => passings),
  };
}

/** Whether the least weekday has less than four fifths of the greatest. */
function weekdaysDiffer({ workloads }: World): boolean {
  const days = WEEKDAYS.even.map((_, weekday) =>
    workloads.reduce((total, { dollarsADay, weekdays }) => total + dollarsADay * (WEEKDAYS[weekdays][weekday] ?? 0), 0),
  );
  return Math.min(...days) < 0.8 * Math.max(...days);
}

function percent(fraction: number): string {
  return (fraction * 100).toFixed(1);
}
