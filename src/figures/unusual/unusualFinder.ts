import { ORGANIZATION, type Scope, scopeKey } from '../../shared/scope.ts';
import type { LastHour } from '../../spend/lastHour.ts';
import { DAY, HOUR, MINUTE, startOfHour, startOfUtcDay } from '../../time/utc.ts';
import type { PricedDays } from '../scan/pricedDays.ts';
import type { ScopeSums } from '../scopes/scopeSums.ts';
import { causesOf, type Excess } from './causes.ts';
import { DailyBaseline, unusualDay } from './dailyBaseline.ts';
import type { FoundCause } from './followEvents.ts';
import { HourlyBaseline } from './hourlyBaseline.ts';
import { runaway } from './runaway.ts';
import { FEWEST_DAYS, LOOK_MINUTES, RUNAWAY_MINUTES, type Thresholds } from './thresholds.ts';

export interface FinderSources {
  readonly pricedDays: Pick<PricedDays, 'lastHour' | 'entry'>;
  readonly scopes: Pick<ScopeSums, 'isReady' | 'cost' | 'outputs' | 'hours' | 'scopes' | 'history' | 'forecaster'>;
  readonly defaultWorkspaceId: () => string;
  /** The workspace that an API key is of; `''` for the default one, undefined where that is not known. */
  readonly workspaceOf: (apiKeyId: string) => string | undefined;
  readonly thresholds: Thresholds;
}

/** Minutes of a scope, `LOOK_MINUTES` of them. */
interface Minutes {
  readonly scope: Scope;
  readonly within: Set<string>;
  readonly amounts: Float64Array;
}

/** Hours of so many days are the baseline: as many as are held by scope. */
const BASELINE_DAYS = 42;
/** Minutes that ended so long ago, ms, are no news. */
const STALE = 30 * MINUTE;
const ALL = scopeKey(ORGANIZATION);

/** Finds unusual spend, from the sums by scope and the newest minutes. */
export class UnusualFinder {
  readonly #sources: FinderSources;
  #today = 0;
  /** By scope, of the running UTC day. */
  readonly #baselines = new Map<string, HourlyBaseline>();

  constructor(sources: FinderSources) {
    this.#sources = sources;
  }

  /** True with too few closed days to know what is usual. */
  hasFewDays(): boolean {
    return this.#sources.scopes.history(ORGANIZATION).days.length < FEWEST_DAYS;
  }

  /** Causes whose newest minutes run away; null where the newest minutes are not known, or too old. `usageTo` in ms. */
  runaways(usageTo: number | null, now: number): { readonly causes: FoundCause[]; readonly end: number } | null {
    const { pricedDays, thresholds, scopes } = this.#sources;
    if (usageTo === null || now - usageTo > STALE || !scopes.isReady) return null;
    const newest = pricedDays.lastHour(usageTo, LOOK_MINUTES);
    if (!newest) return null;
    const all = this.#minutesByScope(newest);
    const organizationRate =
      sum(all.get(ALL)?.amounts.subarray(-RUNAWAY_MINUTES) ?? new Float64Array()) * (HOUR / MINUTE / RUNAWAY_MINUTES);
    const found = Array.from(all.values()).flatMap(({ scope, within, amounts }): FoundCause[] => {
      const baseline = () => this.#baseline(scope, startOfUtcDay(usageTo - 1));
      const today = (hour: number) => this.#closedHour(scope, hour, usageTo);
      if (sum(amounts.subarray(-RUNAWAY_MINUTES)) === 0) return [];
      const look = {
        minutes: amounts,
        end: usageTo,
        get baseline() {
          return baseline();
        },
        today,
        organizationRate,
      };
      const over = runaway(look, thresholds);
      if (!over) return [];
      const span = { start: usageTo - over.minutes * MINUTE, end: usageTo };
      return [{ scope, within: [...within], amount: over.rate, usual: over.usual, ...span }];
    });
    return { causes: causesOf(found), end: usageTo };
  }

  /** Causes by which a closed UTC day was unusual, or the running one is expected to be. */
  days(day: number, now: number): FoundCause[] {
    const { pricedDays, scopes, thresholds } = this.#sources;
    const span = { start: day, end: day + DAY };
    const ofAll = scopes.cost(ORGANIZATION, span);
    const entry = pricedDays.entry(day);
    // A bill that was restated is no spend of that day's making.
    if (!ofAll || !entry || entry.restated !== null) return [];
    const isRunning = day === startOfUtcDay(now);
    const all = [ORGANIZATION, ...scopes.scopes('workspace'), ...scopes.scopes('apiKey')];
    const found = all.flatMap((scope): Excess[] => {
      const cost = scopes.cost(scope, span);
      if (!cost || Number(cost.amount) < thresholds.leastADay) return [];
      const spent = Number(cost.amount);
      const amounts = isRunning ? this.#forecast(scope, day, now) : { low: spent, middle: spent };
      if (!amounts) return [];
      const [outputs = Number.NaN] = scopes.outputs(scope, span);
      const expected = { amount: amounts.low, outputs: (outputs * amounts.low) / spent };
      const over = unusualDay(expected, this.#dailyBaseline(scope, day), Number(ofAll.amount));
      return over ? [{ scope, within: this.#within(scope), amount: amounts.middle, usual: over.usual }] : [];
    });
    return causesOf(found).map((cause) => ({ ...cause, start: day, end: Math.min(day + DAY, now) }));
  }

  #dailyBaseline(scope: Scope, day: number): DailyBaseline {
    const { scopes, thresholds } = this.#sources;
    const { start, days } = scopes.history(scope);
    const first = Math.min(start, day);
    const outputs = scopes.outputs(scope, { start: first, end: day });
    return new DailyBaseline({ start: first, days: days.subarray(0, (day - first) / DAY), outputs }, day, thresholds);
  }

  /** What the running day will come to: null unless it is ahead of its hours already, and a range is claimed. */
  #forecast(scope: Scope, day: number, now: number): { readonly low: number; readonly middle: number } | null {
    const { scopes, thresholds } = this.#sources;
    const baseline = this.#baseline(scope, day);
    let [usual, spent] = [0, 0];
    for (let hour = day; hour + HOUR <= now; hour += HOUR) {
      usual += baseline.usual(hour);
      spent += this.#closedHour(scope, hour, now) ?? 0;
    }
    if (spent < thresholds.dayFactor * usual) return null;
    const total = scopes.forecaster(scope).total({ start: day, end: day + DAY });
    return total?.range ? { low: total.range.low, middle: total.middle } : null;
  }

  #closedHour(scope: Scope, hour: number, now: number): number | undefined {
    if (hour + HOUR > startOfHour(now)) return undefined;
    return this.#sources.scopes.hours(scope, startOfUtcDay(hour))?.[(hour % DAY) / HOUR];
  }

  /** Made when it is first asked for on a day: closed days seldom change. */
  #baseline(scope: Scope, today: number): HourlyBaseline {
    if (today !== this.#today) this.#baselines.clear();
    this.#today = today;
    const known = this.#baselines.get(scopeKey(scope));
    if (known) return known;
    const hours = new Float64Array(BASELINE_DAYS * 24).fill(Number.NaN);
    const start = today - BASELINE_DAYS * DAY;
    for (let day = 0; day < BASELINE_DAYS; day++) {
      const ofDay = this.#sources.scopes.hours(scope, start + day * DAY);
      if (ofDay) hours.set(ofDay, day * 24);
    }
    const baseline = new HourlyBaseline({ start, hours }, this.#sources.thresholds);
    this.#baselines.set(scopeKey(scope), baseline);
    return baseline;
  }

  #within({ dimension, id }: Scope): string[] {
    if (dimension === null) return [];
    const workspace = dimension === 'apiKey' && id !== '' ? this.#sources.workspaceOf(id) : undefined;
    return workspace === undefined ? [ALL] : [ALL, scopeKey({ dimension: 'workspace', id: workspace })];
  }

  #minutesByScope(newest: LastHour): Map<string, Minutes> {
    const defaultWorkspaceId = this.#sources.defaultWorkspaceId();
    const all = new Map<string, Minutes>();
    const add = (scope: Scope, within: readonly string[], minute: number, amount: number) => {
      const key = scopeKey(scope);
      let minutes = all.get(key);
      if (!minutes) {
        minutes = { scope, within: new Set(), amounts: new Float64Array(LOOK_MINUTES) };
        all.set(key, minutes);
      }
      for (const each of within) minutes.within.add(each);
      minutes.amounts[minute] = (minutes.amounts[minute] ?? 0) + amount;
    };
    newest.eachCell(({ workspaceId: id, apiKeyId }, minute, amount) => {
      const workspace = { dimension: 'workspace', id: id === defaultWorkspaceId ? '' : id } as const;
      add(ORGANIZATION, [], minute, amount);
      add(workspace, [ALL], minute, amount);
      add({ dimension: 'apiKey', id: apiKeyId }, [ALL, scopeKey(workspace)], minute, amount);
    });
    return all;
  }
}

function sum(amounts: Float64Array): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
