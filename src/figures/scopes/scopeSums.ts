import type { DaySumTable } from '../../ledger/daySumTable.ts';
import { type Basis, basisOf } from '../../shared/basis.ts';
import type { Cost } from '../../shared/cost.ts';
import { type Scope, type ScopeDimension, scopeKey } from '../../shared/scope.ts';
import { DimensionKeys } from '../../spend/day/dimensionKeys.ts';
import { DAY, HOUR, type Span, startOfUtcDay } from '../../time/utc.ts';
import type { SpendHistory } from '../forecast/forecaster.ts';
import { daysIn, type PricedDays } from '../scan/pricedDays.ts';
import { advanced, type Steps } from '../scan/steps.ts';
import { type DaySums, keptSums, ScopeNumbers, sumDay } from './daySums.ts';
import { type Forecasts, RememberedForecaster } from './rememberedForecaster.ts';

/** Hours are held of the running day and of so many closed ones: six of each weekday. */
const DAYS_WITH_HOURS = 42;
/** Closed days that forecasts are made of at most: those of the history, and before it those that were kept. */
const DAYS_OF_FORECASTS = 365;
/** Cells that are summed before other work has its turn: at first, and after a poll. */
const [SLICE, SLICE_OF_POLL] = [200_000, 600_000];
/** Reading a cell, pricing it, and summing it by three dimensions take as long as adding up so many. */
const [CELLS_OF_READING, CELLS_OF_PRICING, CELLS_OF_SUMMING] = [2, 2, 3];
/** Work of a day that is as it was, and of one that was kept, in cells. */
const [OF_KNOWN, OF_KEPT] = [100, 10_000];
const NO_VALUES = { workspace: null, apiKey: null, model: null };

/** A forecaster, and the revision that it was made of. */
interface HeldForecaster {
  readonly scope: Scope;
  readonly revision: number;
  readonly forecaster: RememberedForecaster;
  /** It was asked for since. */
  isAsked: boolean;
}

interface Held {
  readonly revision: string;
  readonly sums: DaySums | null;
}

/** What the days were made of, to be made of again. */
interface Sources {
  readonly pricedDays: PricedDays;
  readonly table: DaySumTable;
  readonly defaultWorkspaceId: () => string;
}

/**
 * Cost by scope, for each UTC day: those of the history, made of priced days, and before it those that were kept. A day
 * is made again only when something of it has changed.
 */
export class ScopeSums {
  readonly #pricedDays: PricedDays;
  readonly #table: DaySumTable;
  readonly #defaultWorkspaceId: () => string;
  readonly #numbers = new ScopeNumbers();
  readonly #days = new Map<number, Held>();
  /** Days that the history does not have, as they were kept. */
  readonly #kept = new Map<number, DaySums>();
  /** Days that were not kept, either, as of the last refresh: while a history comes in, each scope asks for many. */
  readonly #missing = new Set<number>();
  /** Start of the first day that forecasts are made of, ms. */
  #firstDay = Number.POSITIVE_INFINITY;
  #keys = new DimensionKeys();
  #keysOf = '';
  #now = 0;
  #dataTo = 0;
  #revision = 0;
  #closedRevision = 0;
  readonly #spenders = new Map<ScopeDimension, { readonly revision: string; readonly ids: ReadonlySet<string> }>();
  #isReady = false;
  #steps: Steps<void> | null = null;
  /** Forecasters that were asked for, by the scope's key. */
  readonly #forecasters = new Map<string, HeldForecaster>();

  constructor({ pricedDays, table, defaultWorkspaceId }: Sources) {
    this.#pricedDays = pricedDays;
    this.#table = table;
    this.#defaultWorkspaceId = defaultWorkspaceId;
  }

  /** True once all days of the history have been made: before that, costs are null that will be known. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** False while days that have changed are still to be made. */
  get isCurrent(): boolean {
    return this.#steps === null;
  }

  /** End of the data, ms: within the running day. */
  get dataTo(): number {
    return this.#dataTo;
  }

  /** Changes whenever a cost does. */
  get revision(): number {
    return this.#revision;
  }

  /** Begins to take over the days as they were last refreshed. `now` and the end of the data in ms; null where there are none. */
  refresh(now: number, dataTo: number | null): void {
    this.#steps = this.#refreshing(now, dataTo);
  }

  /**
   * Makes some of the days that have changed, the newest first; true once all are made. What a poll changes, mostly the
   * running day, is made at once: what is shown would else be made twice.
   */
  advance(): boolean {
    if (this.#steps === null) return true;
    if (!advanced(this.#steps, this.#isReady ? SLICE_OF_POLL : SLICE)) return false;
    this.#steps = null;
    this.#isReady = true;
    return true;
  }

  *#refreshing(now: number, dataTo: number | null): Steps<void> {
    const today = startOfUtcDay(now);
    const end = Math.min(Math.max(dataTo ?? now, today), now);
    if (startOfUtcDay(this.#now) !== today || this.#dataTo !== end) this.#revision += 1;
    this.#now = now;
    this.#dataTo = end;
    this.#missing.clear();
    this.#renewKeys(today);
    const starts = this.#pricedDays.entries().map(({ start }) => start);
    const [first = today] = starts;
    for (const day of this.#days.keys()) if (day < first) this.#days.delete(day);
    for (const start of starts.reverse()) yield* this.#update(start, today);
    yield* this.#recall(first, today);
    yield* this.#updateForecasters();
  }

  /** Goes back from the history to the oldest day that was kept without a gap: shortening it takes no day from forecasts. */
  *#recall(first: number, today: number): Steps<void> {
    let day = first;
    while (day > today - DAYS_OF_FORECASTS * DAY) {
      const isNew = !this.#kept.has(day - DAY);
      if (!this.#day(day - DAY)) break;
      day -= DAY;
      yield isNew ? OF_KEPT : OF_KNOWN;
    }
    this.#firstDay = day;
  }

  /** Makes anew what was forecast since it was made the last time: of some hundred budgets it takes long. */
  *#updateForecasters(): Steps<void> {
    for (const [key, held] of this.#forecasters) {
      if (held.revision === this.#revision) continue;
      if (!held.isAsked) {
        this.#forecasters.delete(key);
      } else {
        const forecaster = new RememberedForecaster(this.history(held.scope), held.forecaster);
        yield* forecaster.answerAgain(held.forecaster);
        this.#forecasters.set(key, { ...held, revision: this.#revision, forecaster, isAsked: false });
      }
    }
  }

  /** Keys are numbered anew each day: there may be new ones all the time. */
  #renewKeys(today: number): void {
    const keysOf = `${today} ${this.#defaultWorkspaceId()}`;
    if (keysOf !== this.#keysOf) this.#keys = new DimensionKeys();
    this.#keysOf = keysOf;
  }

  *#update(start: number, today: number): Steps<void> {
    const isOfHours = start >= today - DAYS_WITH_HOURS * DAY;
    const revision = this.#pricedDays.revision(start);
    const held = this.#days.get(start);
    if (held?.revision === revision) {
      if (held.sums && !isOfHours && held.sums.hasHours) {
        this.#days.set(start, { revision, sums: held.sums.withoutHours() });
      }
      yield OF_KNOWN;
      return;
    }
    const kept = isOfHours ? null : this.#table.madeOf(start, revision);
    if (kept) {
      this.#hold(start, revision, keptSums(kept, this.#numbers));
      yield OF_KEPT;
    } else {
      yield* this.#make(start, isOfHours, start < today);
    }
  }

  /** Makes a day in stages: of 2,800 keys each takes some tens of milliseconds. */
  *#make(start: number, isOfHours: boolean, isClosed: boolean): Steps<void> {
    // Its usage and cost by kind are held by the priced days; they are the next stage's, unless they change until then.
    this.#pricedDays.spend(start);
    yield (this.#pricedDays.columns(start)?.counts.length ?? 0) * CELLS_OF_READING;
    const revision = this.#pricedDays.revision(start);
    const spend = this.#pricedDays.spend(start);
    const priced = this.#pricedDays.priced(start, this.#keys);
    const isUsageKnown = this.#pricedDays.isComplete(start);
    if (!spend || !priced) {
      this.#hold(start, revision, null);
      return;
    }
    yield priced.amounts.length * CELLS_OF_PRICING;
    const sums = sumDay({ spend, priced, keys: this.#keys, isUsageKnown }, this.#numbers);
    yield priced.amounts.length * CELLS_OF_SUMMING;
    if (isClosed) this.#table.save(sums.kept(), revision);
    this.#hold(start, revision, isOfHours ? sums : sums.withoutHours());
  }

  #hold(start: number, revision: string, sums: DaySums | null): void {
    this.#days.set(start, { revision, sums });
    this.#revision += 1;
    if (start < startOfUtcDay(this.#now)) this.#closedRevision += 1;
  }

  /**
   * Cost of a scope in a span of UTC days, today included up to now; null where a day of it is not known. Days that the
   * history has lost come from the kept daily sums.
   */
  cost(scope: Scope, { start, end }: Span): Cost | null {
    let amount = 0n;
    let unpricedTokens = 0;
    const used = new Set<Basis>();
    const all = new Set<Basis>();
    for (const day of daysIn({ start, end: Math.min(end, this.#now) })) {
      const sums = this.#day(day);
      const cost = sums?.costOf(scope);
      if (!sums || !cost) return null;
      amount += cost.amount;
      unpricedTokens += cost.unpricedTokens;
      // A day that is billed with nothing has no part in the basis, unless there is no other.
      if (!sums.isUnused) used.add(cost.basis);
      all.add(sums.cost.basis);
    }
    return { amount, unpricedTokens, basis: basisOf(used, basisOf(all, 'estimated')) };
  }

  /** Output tokens of a scope by UTC day, that are paid for; NaN where they are not known. Days are whole but for today. */
  outputs(scope: Scope, span: Span): Float64Array {
    return Float64Array.from(daysIn(span), (day) => this.#day(day)?.outputOf(scope) ?? Number.NaN);
  }

  /** A day's sums; null where they are not known. */
  #day(start: number): DaySums | null {
    const held = this.#days.get(start)?.sums;
    if (held || start >= startOfUtcDay(this.#now)) return held ?? null;
    const known = this.#kept.get(start);
    if (known || this.#missing.has(start)) return known ?? null;
    const cost = this.#table.cost(start);
    if (!cost) {
      this.#missing.add(start);
      return null;
    }
    const sums = keptSums({ ...cost, values: this.#table.values(start) ?? NO_VALUES }, this.#numbers);
    this.#kept.set(start, sums);
    return sums;
  }

  /**
   * Amount by hour of a closed or running UTC day (24 numbers, millionths of a cent), of six weeks; null where not known.
   * Cost without an hour is in none.
   */
  hours(scope: Scope, dayStart: number): Float64Array | null {
    return this.#days.get(dayStart)?.sums?.hoursOf(scope) ?? null;
  }

  /** The scopes that have had any spend in the history, of a dimension. */
  scopes(dimension: ScopeDimension): Scope[] {
    const today = startOfUtcDay(this.#now);
    const ids = new Set(this.#spendersBefore(today, dimension));
    for (const id of this.#days.get(today)?.sums?.spenders(dimension) ?? []) ids.add(id);
    return Array.from(ids, (id) => ({ dimension, id }));
  }

  /** Found once for closed days, which seldom change. */
  #spendersBefore(today: number, dimension: ScopeDimension): ReadonlySet<string> {
    const revision = `${today} ${this.#closedRevision}`;
    const known = this.#spenders.get(dimension);
    if (known?.revision === revision) return known.ids;
    const ids = new Set<string>();
    for (const [start, { sums }] of this.#days) {
      if (start < today) for (const id of sums?.spenders(dimension) ?? []) ids.add(id);
    }
    this.#spenders.set(dimension, { revision, ids });
    return ids;
  }
  /** Spend of a scope from its first day on, as forecasts are made of it. */
  history(scope: Scope): SpendHistory {
    const today = startOfUtcDay(this.#now);
    const known = daysIn({ start: this.#firstDay, end: today }).map((day) => this.#day(day));
    const costs = known.map((sums) => sums?.costOf(scope) ?? null);
    const first = costs.findIndex((cost) => cost !== null && cost.amount !== 0n);
    const begun = first < 0 ? known.length : first;
    const start = today - (known.length - begun) * DAY;
    const hoursStart = Math.max(start, today - DAYS_WITH_HOURS * DAY);
    return {
      start,
      days: Float64Array.from(costs.slice(begun), (cost) => (cost === null ? Number.NaN : Number(cost.amount))),
      hours: this.#hoursFrom(scope, hoursStart),
      hoursStart,
      now: this.#dataTo,
      billedDays: known.slice(begun).filter(hasBill).length,
    };
  }

  /** Amounts by hour, of which those of a closed day add up to it: cost without an hour goes with the others. */
  #hoursFrom(scope: Scope, from: number): Float64Array {
    const today = startOfUtcDay(this.#now);
    const hours = new Float64Array(Math.ceil((this.#dataTo - from) / HOUR)).fill(Number.NaN);
    for (const day of daysIn({ start: from, end: this.#dataTo })) {
      const known = this.hours(scope, day);
      const ofDay = known && day < today ? scaledTo(known, Number(this.#day(day)?.costOf(scope)?.amount ?? 0n)) : known;
      if (ofDay) hours.set(ofDay.subarray(0, hours.length - (day - from) / HOUR), (day - from) / HOUR);
    }
    return hours;
  }

  /** Made once for each revision of the figures. While days are still to be made it is the one before. */
  forecaster(scope: Scope): Forecasts {
    const key = scopeKey(scope);
    const known = this.#forecasters.get(key);
    if (known && (known.revision === this.#revision || !this.isCurrent)) {
      known.isAsked = true;
      return known.forecaster;
    }
    const forecaster = new RememberedForecaster(this.history(scope), known?.forecaster);
    this.#forecasters.set(key, { scope, revision: this.#revision, forecaster, isAsked: true });
    return forecaster;
  }
}

/** Amounts in proportion that have a sum; as they are where one of the sums is not above zero. */
function scaledTo(amounts: Float64Array, total: number): Float64Array {
  const sum = amounts.reduce((all, each) => all + each, 0);
  return sum > 0 && total > 0 ? amounts.map((each) => (each * total) / sum) : amounts;
}

function hasBill(sums: DaySums | null): boolean {
  return sums?.cost.basis === 'billed' || sums?.cost.basis === 'mixed';
}
