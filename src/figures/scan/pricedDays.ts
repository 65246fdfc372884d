import type { DayEntry } from '../../ledger/dayEntry.ts';
import type { DayIndex } from '../../ledger/dayIndex.ts';
import { type Basis, basisOf } from '../../shared/basis.ts';
import { type DayRecord, dayByKind } from '../../spend/bill.ts';
import { type DayUsage, EMPTY_USAGE } from '../../spend/day/dayUsage.ts';
import { DimensionKeys } from '../../spend/day/dimensionKeys.ts';
import { amountsBySlot, type PricedDay } from '../../spend/day/pricedDay.ts';
import { type DayToPrice, priceFromBill } from '../../spend/day/priceFromBill.ts';
import { SeriesOrder } from '../../spend/day/seriesOrder.ts';
import { type DaySpend, spendOfDay } from '../../spend/daySpend.ts';
import { NO_DETAIL } from '../../spend/kind.ts';
import { LastHour } from '../../spend/lastHour.ts';
import type { RateDay } from '../../spend/rate.ts';
import { learnRates, Rates } from '../../spend/rates.ts';
import {
  type SpreadLine,
  UnallocatedEstimates,
  type UnallocatedOfDay,
  USUAL_DAYS,
  unallocatedOfDay,
} from '../../spend/unallocated.ts';
import { DAY, HOUR, MINUTE, type Span, startOfUtcDay } from '../../time/utc.ts';
import { type CostItem, itemsOfDay, itemsOfParts } from '../costItems.ts';

/** Final days that rates are learned from: a week, the week before it to judge the week by, and some to spare. */
const LEARNING_DAYS = 21;

interface Priced {
  readonly revision: string;
  readonly spend: DaySpend;
}

/** Rates and cost without usage that a final bill has taught. */
interface Learned {
  readonly revision: string;
  readonly rates: RateDay;
  readonly unallocated: UnallocatedOfDay;
}

/** What the days that teach have taught together. */
interface Lessons {
  readonly rates: Rates;
  readonly unallocated: UnallocatedEstimates;
}

/** A final bill is taken as it is, by no rates. */
const NO_RATES = new Rates([]);

/** Cost over the slots of a day: instants in ms, millionths of a cent. */
interface Curve {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly amounts: readonly bigint[];
}

/** Days of the ledger, priced; a day is priced again only when something of it has changed. */
export class PricedDays {
  readonly #index: DayIndex;
  readonly #learned = new Map<number, Learned>();
  readonly #priced = new Map<number, Priced>();
  readonly #items = new Map<number, { revision: string; items: readonly CostItem[] }>();
  readonly #curves = new Map<number, { revision: string; curve: Curve | null }>();
  readonly #order = new SeriesOrder();
  #entries = new Map<number, DayEntry>();
  #now = 0;
  #dataTo = 0;
  /** Days that teach, by their start, oldest first. */
  #teachers = new Map<number, DayEntry>();
  #ratesRevision = '';
  /** Null until they are asked for: most of what is known needs none of them. */
  #lessons: Lessons | null = null;
  #daysRevision = '';
  #knownTo = 0;
  #refreshed = 0;

  constructor(index: DayIndex) {
    this.#index = index;
  }

  /** Reads the index anew, of the UTC days from a midnight (ms) to the running day. */
  refresh(from: number, now: number): void {
    this.#now = now;
    this.#dataTo = now;
    const entries = this.#index.entries(from, startOfUtcDay(now) + DAY);
    this.#entries = new Map(entries.map((entry) => [entry.start, entry]));
    const state = [Math.floor(now / HOUR), ...entries.map(({ revision }) => revision)].join();
    if (state !== this.#daysRevision) this.#refreshed += 1;
    this.#daysRevision = state;
    const learning = this.#learning();
    const revision = learning.map(({ start, revision }) => `${start}:${revision}`).join();
    if (revision === this.#ratesRevision) return;
    this.#ratesRevision = revision;
    this.#teachers = new Map(learning.map((entry) => [entry.start, entry]));
    this.#lessons = null;
  }

  /**
   * The newest days that teach, oldest first. An empty bill says nothing of rates, unless nothing was used: then it
   * says that nothing came beside usage. Rates of a bill with a part of its tokens would be too high.
   */
  #learning(isKnown: (dayStart: number) => boolean = () => true): DayEntry[] {
    const whole = this.entries().filter(({ start, teaches }) => teaches && this.isComplete(start) && isKnown(start));
    const billed = new Set(whole.filter((entry) => entry.billed).slice(-LEARNING_DAYS));
    const lately = new Set(whole.filter((entry) => entry.billed || isUnused(entry)).slice(-USUAL_DAYS));
    return whole.filter((entry) => billed.has(entry) || lately.has(entry));
  }

  #learnFrom(learning: readonly DayEntry[]): Lessons {
    const learned = learning.map((entry) => ({ ...this.#learn(entry), billed: entry.billed }));
    const rates = new Rates(learned.flatMap((day) => (day.billed ? day.rates : [])));
    const unallocated = new UnallocatedEstimates(learned.map(({ unallocated }) => unallocated).reverse());
    return { rates, unallocated };
  }

  /** A billed day is learned from as it is priced: its bill and its usage are read once for both. */
  #learn(entry: DayEntry): Learned {
    const { revision, start } = entry;
    const spend = entry.billed ? this.spend(start) : null;
    const known = this.#learned.get(start);
    if (known?.revision === revision) return known;
    const usage = this.#index.columns(entry);
    const byKind = spend?.byKind ?? dayByKind(this.#index.totals(entry));
    const learned = { revision, rates: learnRates(byKind), unallocated: unallocatedOfDay(byKind, usage) };
    this.#learned.set(start, learned);
    return learned;
  }

  /** Sets the end of the data, ms: cost without usage is estimated up to there. */
  setDataTo(dataTo: number): void {
    // Where nothing was learned yet, nothing was estimated.
    const moves = (this.#lessons?.unallocated.daily.length ?? 0) > 0;
    if (moves && dataTo !== this.#knownTo) this.#refreshed += 1;
    this.#knownTo = dataTo;
    this.#dataTo = dataTo;
  }

  /** Start of the newest day whose bill teaches; null before there is one. */
  get newestLearned(): number | null {
    return [...this.#teachers.keys()].at(-1) ?? null;
  }

  /**
   * A day's estimate with no bills but those that `isKnown` is true for, by the start of their day: from its usage
   * alone, not from its own bill. Null for a day that was read in part.
   */
  estimateAsOf(dayStart: number, isKnown: (dayStart: number) => boolean): DaySpend | null {
    const entry = this.#entries.get(dayStart);
    if (!entry || !this.isComplete(dayStart)) return null;
    const { rates, unallocated } = this.#learnFrom(this.#learning(isKnown));
    const record: DayRecord = { ...this.#index.record(entry), bill: [], isFinal: false };
    return spendOfDay(record, rates, unallocated.linesOf(dayStart, dayStart + DAY));
  }

  /** Number of refreshes that have found something new. */
  get refreshed(): number {
    return this.#refreshed;
  }

  get rates(): Rates {
    return this.#taught.rates;
  }

  /** Cost that has no usage, by the newest bills. */
  get unallocated(): UnallocatedEstimates {
    return this.#taught.unallocated;
  }

  get #taught(): Lessons {
    this.#lessons ??= this.#learnFrom([...this.#teachers.values()]);
    return this.#lessons;
  }

  /** Cost expected of a UTC day beside usage, as far as the day is known. */
  expectedBesideUsage(dayStart: number): SpreadLine[] {
    return this.unallocated.linesOf(dayStart, this.#isRunning(dayStart) ? this.#dataTo : dayStart + DAY);
  }

  #isRunning(dayStart: number): boolean {
    return dayStart + DAY > this.#now;
  }

  /** True once a final bill has shown what this organization pays. */
  get hasLearned(): boolean {
    return [...this.#teachers.values()].some(({ billed }) => billed);
  }

  entry(dayStart: number): DayEntry | undefined {
    return this.#entries.get(dayStart);
  }

  entries(): DayEntry[] {
    return [...this.#entries.values()];
  }

  /** True where all closed hours of a day have been read: a partial sum is never shown as the sum. */
  isComplete(dayStart: number): boolean {
    const entry = this.#entries.get(dayStart);
    if (!entry) return false;
    const closed = Math.floor((Math.min(dayStart + DAY, this.#now) - dayStart) / HOUR);
    for (let hour = 0; hour < closed; hour++) if (!entry.hours.get(dayStart + hour * HOUR)?.complete) return false;
    return true;
  }

  /** A day's cost by kind; null for a day that has not been read, or only in part. */
  spend(dayStart: number): DaySpend | null {
    const entry = this.#entries.get(dayStart);
    const revision = this.#spendRevision(dayStart);
    if (!entry || revision === null) return null;
    const known = this.#priced.get(dayStart);
    if (known?.revision === revision) return known.spend;
    const spend = this.#price(entry);
    this.#priced.set(dayStart, { revision, spend });
    if (entry.billed && this.#teachers.has(dayStart)) this.#learn(entry);
    return spend;
  }

  #price(entry: DayEntry): DaySpend {
    if (entry.isFinal && entry.billed) return spendOfDay(this.#index.totals(entry), NO_RATES);
    // Learned before the day is read: the reading that was last is at hand for its hours.
    const [rates, expected] = [this.rates, this.expectedBesideUsage(entry.start)];
    return spendOfDay(this.#index.totals(entry), rates, expected);
  }

  /** Names all that a day's cost is made of, without making it; null for a day that is not known. */
  #spendRevision(dayStart: number): string | null {
    const entry = this.#entries.get(dayStart);
    if (!entry) return null;
    const isComplete = this.isComplete(dayStart);
    if (entry.isFinal && entry.billed) return `${entry.revision}/billed${isComplete ? '' : ' in part'}`;
    if (!isComplete) return null;
    const moves = this.#isRunning(dayStart) && this.unallocated.daily.length > 0;
    return `${entry.revision}/${this.#ratesRevision}/${moves ? this.#dataTo : ''}`;
  }

  /** True where every UTC day of a span is known, the running one and those to come apart. */
  isKnown(span: Span): boolean {
    return daysIn(span).every((day) => day + DAY > this.#now || this.spend(day) !== null);
  }

  /** Cost of a span: by UTC days, or of days that it cuts, by their parts. */
  costItems(span: Span): CostItem[] {
    const isWhole = span.start % DAY === 0 && span.end % DAY === 0;
    return daysIn(span).flatMap((day) => {
      if (!isWhole) return this.#itemsOfParts(day, span).filter(({ start }) => start >= span.start && start < span.end);
      const spend = this.spend(day);
      return spend ? itemsOfDay(spend) : [];
    });
  }

  #itemsOfParts(dayStart: number, { start, end }: Span): readonly CostItem[] {
    const cuts = [start, end].filter((at) => at > dayStart && at < dayStart + DAY);
    const revision = `${this.revision(dayStart, cuts)}/${cuts.join()}`;
    const known = this.#items.get(dayStart);
    if (known?.revision === revision) return known.items;
    const keys = new DimensionKeys();
    const day = this.priced(dayStart, keys, cuts);
    const items = day ? itemsOfParts(day, keys.all, cuts) : [];
    this.#items.set(dayStart, { revision, items });
    return items;
  }

  /** Basis of a span. A day that is billed with nothing has no part in it, unless there is no other. */
  basisOf(span: Span): Basis {
    const days = daysIn(span).flatMap((day) => this.spend(day) ?? []);
    const used = days.filter(
      ({ basis, kinds, unallocated }) => basis !== 'billed' || kinds.length > 0 || unallocated.length > 0,
    );
    return basisOf((used.length > 0 ? used : days).map(({ basis }) => basis));
  }

  /**
   * Cost of a day's usage over its slots: hours, but for those that one of `boundaries` (ms) falls into, which come by
   * the minute, or by the quarter where their minutes are not known. Null for a day that is not known.
   */
  curve(dayStart: number, boundaries: readonly number[]): Curve | null {
    const known = this.#curves.get(dayStart);
    const revision = this.revision(dayStart, boundaries);
    if (known?.revision === revision) return known.curve;
    const day = this.priced(dayStart, new DimensionKeys(), boundaries, MINUTE);
    const curve = day && { starts: day.starts, ends: day.ends, amounts: amountsBySlot(day) };
    this.#curves.set(dayStart, { revision, curve });
    return curve;
  }

  /** Changes whenever the day's figures or its usage do. */
  revision(dayStart: number, boundaries: readonly number[] = []): string {
    return `${this.#spendRevision(dayStart) ?? ''}/${[...cutHours(dayStart, boundaries)].join()}`;
  }

  /**
   * A UTC day in columns, whose keys are numbered by `keys`; null for a day that is not known. It is made anew each
   * time. Hours that one of `boundaries` (ms) falls into are cut: into slots of `cutWidth` ms, or into quarters.
   */
  priced(
    dayStart: number,
    keys: DimensionKeys,
    boundaries: readonly number[] = [],
    cutWidth?: number,
  ): PricedDay | null {
    const entry = this.#entries.get(dayStart);
    const spend = this.spend(dayStart);
    if (!entry || !spend) return null;
    // Usage that was read in part would draw all of the bill to itself.
    const usage = this.isComplete(dayStart)
      ? this.#index.columns(entry, cutHours(dayStart, boundaries), cutWidth)
      : EMPTY_USAGE;
    const priceOf: DayToPrice['priceOf'] = (kind) => this.rates.priceOf(kind, dayStart);
    return priceFromBill({ spend, usage, detail: entry.detail, keys, order: this.#order, priceOf });
  }

  /** The 60 minutes before an instant (ms), or so many, priced; null unless all of them have been read. */
  lastHour(end: number | null, minutes = HOUR / MINUTE): LastHour | null {
    const usage = end === null ? null : this.#index.minutesTo(end, minutes);
    if (!usage || end === null) return null;
    const detail = this.#entries.get(startOfUtcDay(end - 1))?.detail ?? NO_DETAIL;
    const { defaultWorkspaceId } = this.#index;
    return new LastHour({ usage, detail, defaultWorkspaceId, rates: this.rates, unallocated: this.unallocated });
  }

  /** The usage that a day's figures are made of, cut as its parts are; null for a day that has not been read. */
  columns(dayStart: number, boundaries: readonly number[] = [], cutWidth?: number): DayUsage | null {
    const entry = this.#entries.get(dayStart);
    return entry ? this.#index.columns(entry, cutHours(dayStart, boundaries), cutWidth) : null;
  }

  /**
   * True where a span may begin or end at an instant (ms): inside a UTC day its hours are needed, inside an hour its
   * minutes.
   */
  canCutAt(at: number): boolean {
    if (at % DAY === 0) return true;
    if (!this.isComplete(startOfUtcDay(at))) return false;
    if (at % HOUR === 0) return true;
    const hour = this.#entries.get(startOfUtcDay(at))?.hours.get(Math.floor(at / HOUR) * HOUR);
    return hour === undefined || hour.divisible || hour.empty;
  }
}

/** True where nothing was used all day, and nothing billed. */
function isUnused({ billed, hours }: DayEntry): boolean {
  return !billed && [...hours.values()].every(({ empty }) => empty);
}

/** Starts of the hours of a day that instants fall into the midst of. */
function cutHours(dayStart: number, instants: readonly number[]): Set<number> {
  const inside = instants.filter((at) => at % HOUR !== 0 && startOfUtcDay(at) === dayStart);
  return new Set(inside.map((at) => Math.floor(at / HOUR) * HOUR));
}

/** Starts of the UTC days that a span touches, ms. */
export function daysIn({ start, end }: Span): number[] {
  const days: number[] = [];
  for (let day = startOfUtcDay(start); day < end; day += DAY) days.push(day);
  return days;
}
