import { areRelated, FirstLooks } from '../../../src/figures/unusual/causes.ts';
import { type FoundCause, followEvents, type OpenEvent } from '../../../src/figures/unusual/followEvents.ts';
import { noise, seedOf } from '../../../src/sample/random.ts';
import type { UnusualRule } from '../../../src/shared/unusual.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { World } from '../forecast/worlds.ts';
import { Looks, THRESHOLDS } from './looks.ts';
import { START, simulateKeys } from './organizations.ts';
import { type DayEvent, eventsOf, firstMeasured, plantAt, QUIET_DAYS } from './planted.ts';

const RUNAWAY_FACTOR = 5;
const RUNAWAY_LASTS = 40 * MINUTE;
/** A runaway is planted every so many days. */
const RUNAWAY_EVERY = 4;
/** A window in the background polls a fifth as often. */
const BACKGROUND = 5;

/** Days in which a switch for good is followed. */
export const STAYS = 60;
/** Hours, UTC, at which a day under way is looked at by its forecast. */
const HOURS_OF_LOOKS = [6, 9, 12, 15, 18, 21];

/** A planted event, and what became of it. */
export interface Outcome {
  readonly event: 'runaway' | DayEvent;
  readonly seed: number;
  /** It passes the rule's own thresholds. */
  readonly passes: boolean;
  /** Minutes from the first one that the API shows to the alert; days for a day. Null where nobody was told. */
  readonly foundAfter: number | null;
  readonly inBackground: number | null;
  /** Of a day that was found: the hour, UTC, by which its forecast told of it; null where it was its end. */
  readonly expectedAt?: number | null;
}

/** Alarms of an organization in which nothing was planted, in 90 days, by rule. */
export function walkQuiet(world: World, seed: number): Record<UnusualRule, number> {
  const keys = simulateKeys(world, seed);
  const looks = new Looks(keys);
  const alarms = { runaway: 0, day: 0 };
  const open: Record<UnusualRule, OpenEvent[]> = { runaway: [], day: [] };
  const follow = (rule: UnusualRule, found: readonly FoundCause[], until: number) => {
    const { opened, extended, over } = followEvents(rule, open[rule], found, until);
    alarms[rule] += opened.length;
    const gone = new Set([...over, ...extended.map(([event]) => event)]);
    const goOn = extended.map(([event, { end }]) => ({ ...event, end: Math.max(event.end, end) }));
    open[rule] = [...open[rule].filter((event) => !gone.has(event)), ...goOn, ...opened];
  };
  const first = firstMeasured(keys, world);
  for (let number = first; number < first + QUIET_DAYS; number++) {
    const day = START + number * DAY;
    for (let hour = day; hour < day + DAY; hour += HOUR) {
      if (!looks.mayRunAway(hour)) continue;
      const minutes = looks.minutes(hour);
      const firstLooks = new FirstLooks();
      for (let end = hour + MINUTE; end <= hour + HOUR; end += MINUTE) {
        follow('runaway', firstLooks.confirm(looks.runaways(end, minutes), end), end);
      }
    }
    const told = open.runaway.filter(({ end }) => end > day);
    const days = looks.unusualDays(day).filter((cause) => !told.some((event) => areRelated(event, cause)));
    follow('day', days, day + DAY);
  }
  return alarms;
}

/** Runaways of a key for 40 minutes, each on a day of its own. */
export function walkRunaways(
  world: World,
  seed: number,
): { readonly outcomes: Outcome[]; readonly falseAlarms: number } {
  const keys = simulateKeys(world, seed);
  const looks = new Looks(keys);
  const own = seedOf(`${world.name} runaways ${seed}`);
  const first = firstMeasured(keys, world);
  const outcomes: Outcome[] = [];
  let falseAlarms = 0;
  for (let number = first; number < first + QUIET_DAYS; number += RUNAWAY_EVERY) {
    const hour = START + number * DAY + Math.floor(noise(own, number, 1) * 24) * HOUR;
    const from = hour + Math.floor(noise(own, number, 2) * 20) * MINUTE;
    const key = Math.floor(noise(own, number, 3) * keys.length);
    const scope = looks.scopeOf(key);
    const planted = { key, from, to: from + RUNAWAY_LASTS, factor: RUNAWAY_FACTOR };
    const minutes = looks.minutes(hour, [planted]);
    const amounts = (minutes[scope] ?? new Float64Array()).subarray(60 + (from - hour) / MINUTE).subarray(0, 40);
    const rate = (amounts.reduce((sum, amount) => sum + amount, 0) * HOUR) / RUNAWAY_LASTS;
    const usual = looks.baseline(scope, START + number * DAY).usual(hour);
    const isPlanted = (cause: FoundCause) => areRelated(cause, looks.scopes[scope] ?? cause);
    const foundAfter = (every: number) => {
      const firstLooks = new FirstLooks();
      let next = from + Math.floor(noise(own, number, 4) * every) * MINUTE + MINUTE;
      for (; next <= hour + HOUR; next += (firstLooks.isStanding ? 1 : every) * MINUTE) {
        const confirmed = firstLooks.confirm(looks.runaways(next, minutes), next);
        if (confirmed.some(isPlanted)) return (next - from) / MINUTE;
        falseAlarms += confirmed.length;
      }
      return null;
    };
    outcomes.push({
      event: 'runaway',
      seed,
      passes: rate >= Math.max(THRESHOLDS.leastAnHour, THRESHOLDS.runawayFactor * usual),
      foundAfter: foundAfter(1),
      inBackground: foundAfter(BACKGROUND),
    });
  }
  return { outcomes, falseAlarms };
}

/** Alarms of a switch to a dearer model for good, in the days after it. */
export function walkSwitch(world: World, seed: number): number {
  const { keys, key, from, to } = plantAt(simulateKeys(world, seed), 'dearer model', world, seed, STAYS);
  const looks = new Looks(keys);
  const planted = looks.scopes[looks.scopeOf(key)];
  let open: OpenEvent[] = [];
  let alarms = 0;
  for (let number = from; number < to; number++) {
    const day = START + number * DAY;
    const causes = looks.unusualDays(day).filter((cause) => planted && areRelated(cause, planted));
    const { opened, over } = followEvents('day', open, causes, day + DAY);
    alarms += opened.length;
    open = [...open.filter((event) => !over.includes(event)), ...causes];
  }
  return alarms;
}

/** Events that last for days, each in an organization of its own. */
export function walkDays(world: World, seed: number): { readonly outcomes: Outcome[]; readonly falseAlarms: number } {
  const keys = simulateKeys(world, seed);
  let falseAlarms = 0;
  const outcomes = eventsOf(world, seed).map((event): Outcome => {
    const planted = plantAt(keys, event, world, seed);
    const looks = new Looks(planted.keys);
    const scope = looks.scopeOf(planted.key);
    let open: OpenEvent[] = [];
    let [found, passes]: [number | null, boolean] = [null, false];
    for (let number = planted.from - 10; number < Math.min(planted.to, planted.from + 14); number++) {
      const day = START + number * DAY;
      const causes = looks.unusualDays(day);
      const { opened } = followEvents('day', open, causes, day + DAY);
      const isPlanted = (cause: FoundCause) =>
        number >= planted.from && areRelated(cause, looks.scopes[scope] ?? cause);
      falseAlarms += opened.filter((cause) => !isPlanted(cause)).length;
      if (opened.some(isPlanted) && number < planted.foundBefore) found ??= number - planted.from + 1;
      open = causes.map((cause) => cause);
      if (number >= planted.from && number < planted.foundBefore) passes ||= looks.passesOn(scope, day);
    }
    const foundOn = START + (planted.from + (found ?? 0) - 1) * DAY;
    const expectedAt = HOURS_OF_LOOKS.find((hour) => found !== null && looks.isExpected(scope, foundOn + hour * HOUR));
    return { event, seed, passes, foundAfter: found, inBackground: found, expectedAt: expectedAt ?? null };
  });
  return { outcomes, falseAlarms };
}
