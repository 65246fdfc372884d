import { OPEN, WORLDS, type World } from '../forecast/worlds.ts';
import { type Figure, median, percentile } from '../report.ts';
import { type Ceiling, ceilingOfDays } from './dayOracle.ts';
import { DAY_EVENTS, isLeak, QUIET_DAYS } from './planted.ts';
import { type Outcome, STAYS, walkDays, walkQuiet, walkRunaways, walkSwitch } from './walks.ts';

const RUNAWAY_MINUTES = 10;
const BACKGROUND_MINUTES = 25;
const [RUNAWAY_RECALL, DAY_RECALL, PRECISION] = [0.95, 0.9, 0.8];
/** Days. */
const SOON = 4;
/** Whose quiet days are never quiet. */
const BURSTY = 'bursty';

type IsOf = (event: Outcome['event']) => boolean;

/** Unusual spend in simulated organizations: what was planted and found, and what was found and not planted. */
export async function unusual(seeds: readonly number[]): Promise<Figure[]> {
  const planted = WORLDS.filter(({ isApart }) => !isApart);
  const runaways = merge(planted.flatMap((world) => seeds.map((seed) => walkRunaways(world, seed))));
  const days = merge(planted.flatMap((world) => seeds.map((seed) => walkDays(world, seed))));
  return [
    ...runawayFigures(runaways.outcomes),
    ...dayFigures(days.outcomes, seeds),
    switchFigure(planted, seeds),
    precisionFigure([...runaways.outcomes, ...days.outcomes], runaways.falseAlarms + days.falseAlarms),
    ...WORLDS.map((world) => quietFigure(world, seeds)),
  ];
}

function runawayFigures(outcomes: readonly Outcome[]): Figure[] {
  const passing = outcomes.filter(({ passes }) => passes);
  const after = passing.flatMap(({ foundAfter }) => foundAfter ?? []);
  const behind = passing.flatMap(({ inBackground }) => inBackground ?? []);
  const timed = (name: string, minutes: readonly number[], most: number): Figure => ({
    name,
    value: `median ${median(minutes)} min, 95th percentile ${percentile(minutes, 0.95)} min, at most ${Math.max(...minutes)} min`,
    holds: percentile(minutes, 0.95) <= most,
    method: `from the first minute that the API shows; 95 % within ${most}; ${minutes.length} runaways that were found`,
  });
  return [
    recallFigure('runaways: a key at five times its usual for 40 minutes', outcomes, RUNAWAY_RECALL),
    timed('runaways: time to the alert', after, RUNAWAY_MINUTES),
    timed('runaways: time to the alert in the background', behind, BACKGROUND_MINUTES),
  ];
}

/** Recall of days, beside what an oracle finds of the same. */
function dayFigures(outcomes: readonly Outcome[], seeds: readonly number[]): Figure[] {
  const worlds = WORLDS.filter(({ name }) => name !== BURSTY);
  const best = ceilingOfDays(worlds, seeds, 'unit costs');
  const byAmounts = ceilingOfDays(worlds, seeds, 'amounts');
  const shareOf = ({ outcomes: all }: Ceiling, isOf: IsOf) => {
    const own = all.filter(({ event }) => isOf(event));
    return percent(own.filter((each) => each.isFound).length / own.length);
  };
  const figureOf = (name: string, isOf: IsOf, least?: number): Figure => {
    const own = outcomes.filter(({ event }) => isOf(event));
    const { method, ...figure } = recallFigure(name, own, least);
    const oracle = `an oracle finds ${shareOf(best, isOf)} %, and by amounts alone ${shareOf(byAmounts, isOf)} %`;
    return { ...figure, method: `${method}; ${soonOf(own)}; ${oracle}` };
  };
  const { mean, most } = best.falseAlarms;
  const pooled = figureOf('days that are far above their weekday', () => true, DAY_RECALL);
  const found = outcomes.filter(isFound);
  const early = found.flatMap(({ expectedAt }) => expectedAt ?? []);
  return [
    {
      ...pooled,
      method: `${pooled.method}: it knows each key’s mean, noise and the events, and has ${mean.toFixed(1)} false alarms in ${QUIET_DAYS} quiet days, at most ${most.toFixed(1)} in a world`,
    },
    figureOf('leak', isLeak, DAY_RECALL),
    ...DAY_EVENTS.map((event) =>
      figureOf(
        isLeak(event) ? `leak, ${event}` : event,
        (each) => each === event,
        isLeak(event) ? undefined : DAY_RECALL,
      ),
    ),
    {
      name: 'days that are found: told by their forecast before they end',
      value: `${percent(early.length / found.length)} %`,
      holds: undefined,
      method: `of ${found.length} days on which an event was first found, looked at every three hours; half of those by ${median(early)}:00 UTC`,
    },
  ];
}

/** How soon events are found, of those that pass. */
function soonOf(outcomes: readonly Outcome[]): string {
  const passing = outcomes.filter(({ passes }) => passes);
  const within = (days: number) =>
    percent(passing.filter(({ foundAfter }) => foundAfter !== null && foundAfter <= days).length / passing.length);
  return `${within(1)} % on the first day, ${within(SOON)} % within ${SOON}`;
}

function switchFigure(worlds: readonly World[], seeds: readonly number[]): Figure {
  const alarms = worlds.flatMap((world) => seeds.map((seed) => walkSwitch(world, seed)));
  const told = alarms.filter((count) => count > 0);
  return {
    name: `a dearer model that stays: alarms in ${STAYS} days`,
    value: `median ${median(told)}, 95th percentile ${percentile(told, 0.95)}, at most ${Math.max(...told)}`,
    holds: undefined,
    method: `of ${told.length} of ${alarms.length} keys that there was any of: it is usual after some weeks`,
  };
}

/** Recall in the calmer half of the seeds, whose noise rises with them. */
function calmRecall(outcomes: readonly Outcome[]): string {
  const calm = outcomes.filter(({ seed }) => (seed - 1) % OPEN.length < OPEN.length / 2);
  return `${percent(calm.filter(isFound).length / calm.length)} % of ${calm.length} in the calmer half of the seeds`;
}

function isFound({ foundAfter }: Outcome): boolean {
  return foundAfter !== null;
}

function recallFigure(name: string, outcomes: readonly Outcome[], least: number | undefined): Figure {
  const passing = outcomes.filter(({ passes }) => passes);
  const recall = passing.filter(isFound).length / passing.length;
  const ofAll = outcomes.filter(isFound).length / outcomes.length;
  return {
    name: `${name}: found`,
    value: passing.length === 0 ? 'none passes the thresholds' : `${percent(recall)} %`,
    holds: least === undefined ? undefined : recall >= least,
    method: `of ${passing.length} that pass the rule’s thresholds; ${calmRecall(passing)}; ${percent(ofAll)} % of all ${outcomes.length}`,
  };
}

function precisionFigure(outcomes: readonly Outcome[], falseAlarms: number): Figure {
  const found = outcomes.filter(({ foundAfter }) => foundAfter !== null).length;
  const precision = found / (found + falseAlarms);
  return {
    name: 'precision, pooled by event',
    value: `${percent(precision)} %`,
    holds: precision >= PRECISION,
    method: `${found} planted events found, and ${falseAlarms} alarms of nothing planted on the days around them`,
  };
}

function quietFigure(world: World, seeds: readonly number[]): Figure {
  const alarms = seeds.map((seed) => walkQuiet(world, seed));
  const totals = alarms.map(({ runaway, day }) => runaway + day);
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  const of = (rule: 'runaway' | 'day') => alarms.reduce((sum, each) => sum + each[rule], 0);
  return {
    name: `quiet, ${world.name}: false alarms in ${QUIET_DAYS} days`,
    value: `${mean.toFixed(1)}, at most ${Math.max(...totals)}`,
    holds: world.name === BURSTY ? undefined : mean <= 1,
    method: `mean of ${seeds.length} seeds: ${totals.join(' ')}; ${of('runaway')} runaways and ${of('day')} days in all`,
  };
}

function merge(walks: readonly { readonly outcomes: Outcome[]; readonly falseAlarms: number }[]) {
  return {
    outcomes: walks.flatMap(({ outcomes }) => outcomes),
    falseAlarms: walks.reduce((sum, { falseAlarms }) => sum + falseAlarms, 0),
  };
}

function percent(fraction: number): string {
  return (fraction * 100).toFixed(1);
}
