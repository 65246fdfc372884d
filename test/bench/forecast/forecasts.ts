import type { Figure } from '../report.ts';
import type { Forecaster } from './forecaster.ts';
import { coverageOf, errorsOf, passingsCameTrue, passingsFound } from './measure.ts';
import { OURS } from './ours.ts';
import { RUN_RATE, SEASONAL_NAIVE } from './simple.ts';
import { type Answers, MONTH_DAYS, TODAY_HOURS, type TotalAnswer, walkWorld } from './walk.ts';
import { WEEKDAYS, WORLDS, type World } from './worlds.ts';

const FORECASTERS: readonly Forecaster[] = [RUN_RATE, SEASONAL_NAIVE, OURS];

/** Worlds whose answers are measured together. */
interface Group {
  readonly name: string;
  readonly worlds: readonly World[];
}

const POOLED = WORLDS.filter(({ isApart }) => !isApart);

const GROUPS: readonly Group[] = [
  { name: `pooled, ${POOLED.length} shapes`, worlds: POOLED },
  { name: 'pooled, where weekdays differ', worlds: POOLED.filter(weekdaysDiffer) },
  ...POOLED.map((world) => ({ name: world.name, worlds: [world] })),
  ...WORLDS.filter(({ isApart }) => isApart).map((world) => ({ name: `${world.name}, apart`, worlds: [world] })),
];

/** Forecasts of month totals, today's totals and passing days, walk-forward, each forecaster's on the same days. */
export async function forecasts(seeds: readonly number[]): Promise<Figure[]> {
  const answers = FORECASTERS.map((forecaster) => ({
    forecaster,
    byWorld: new Map(WORLDS.map((world) => [world, merge(seeds.map((seed) => walkWorld(forecaster, world, seed)))])),
  }));
  return GROUPS.flatMap(({ name, worlds }) =>
    answers.flatMap(({ forecaster, byWorld }) => {
      const { totals, passings } = merge(worlds.map((world) => byWorld.get(world) ?? { totals: [], passings: [] }));
      const group = `${name}, ${forecaster.name}`;
      const [found, cameTrue] = [passingsFound(passings), passingsCameTrue(passings)];
      return [
        totalFigure(`${group}: month`, totals, 'month', MONTH_DAYS, 'from noon UTC of day'),
        totalFigure(`${group}: today`, totals, 'today', TODAY_HOURS, 'from hour'),
        {
          name: `${group}: a budget’s passing day within two days`,
          value: `${percent(found.share)} %`,
          holds: undefined,
          method: `of ${found.count} that are at most ten days off; ${percent(cameTrue.share)} % of ${cameTrue.count} that are forecast to be`,
        },
      ];
    }),
  );
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
  const covered = coverageOf(asked);
  const coverage = covered.count > 0 ? `; ${percent(covered.share)} % within the 80 % range` : '';
  const count = errors.reduce((total, each) => total + each.count, 0);
  return {
    name,
    value: `${medians} % off, 90th percentile ${p90s} %${coverage}`,
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
