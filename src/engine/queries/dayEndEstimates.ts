import { daysIn, type PricedDays } from '../../figures/scan/pricedDays.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { DaySpend } from '../../spend/daySpend.ts';
import { HOUR_REREAD_FOR } from '../../spend/finalBills.ts';
import { kindKey } from '../../spend/kind.ts';
import { unallocatedKey } from '../../spend/unallocated.ts';
import { DAY, HOUR, MINUTE, type Span, startOfUtcDay, utcDay, utcDayStart } from '../../time/utc.ts';

/** A live estimate counts when it was made this soon after its day's end. */
const DAY_END = 30 * MINUTE;
/** Days that were missed are estimated later, this many days back. */
const LOOK_BACK = 31;
/** The same for the sample: its newest day's bill is not final until the day after has ended. Older ones wait to be asked for. */
const SAMPLE_LOOK_BACK = 15;

/**
 * Keeps the estimate of each UTC day as of its end, to be compared with its bill: so we measure ourselves. Where no window
 * was open then, it is estimated at the next start, from the day's usage and the bills that were final at its end, never
 * from later ones.
 */
export class DayEndEstimates {
  readonly #ledger: OrganizationLedger;
  readonly #pricedDays: PricedDays;
  readonly #isSample: boolean;
  #noted = '';

  constructor(ledger: OrganizationLedger, pricedDays: PricedDays, isSample: boolean) {
    this.#ledger = ledger;
    this.#pricedDays = pricedDays;
    this.#isSample = isSample;
  }

  /** Notes the newest day whose bill teaches rates: the last note before a day's end says which bills were known then. */
  note(now: number): void {
    const newest = this.#pricedDays.newestLearned ?? 0;
    const today = utcDay(now);
    if (this.#noted === `${today} ${newest}`) return;
    this.#noted = `${today} ${newest}`;
    const { syncState } = this.#ledger;
    syncState.set(`learnedTo ${today}`, newest);
    syncState.forget('learnedTo ', `learnedTo ${utcDay(now - 2 * LOOK_BACK * DAY)}`);
  }

  /** Keeps the estimates of days that have ended, as soon as their data are there. `days` have been refreshed. */
  keep(now: number): void {
    const today = startOfUtcDay(now);
    if (this.#ledger.syncState.get('checkedAt') < today) return;
    this.#keepLive(today, now);
    const back = this.#isSample ? SAMPLE_LOOK_BACK : LOOK_BACK;
    this.#keepMissed({ start: today - back * DAY, end: today }, now);
  }

  /**
   * Keeps those of a span's days in the sample, when a statement of them is made: at its start they would cost a third
   * of a second.
   */
  keepSample({ start, end }: Span, now: number): void {
    if (this.#isSample) this.#keepMissed({ start, end: Math.min(end, startOfUtcDay(now)) }, now);
  }

  #keepLive(today: number, now: number): void {
    const start = today - DAY;
    const entry = this.#pricedDays.entry(start);
    if (now - today > DAY_END || !entry || entry.billed) return;
    this.#save(start, this.#pricedDays.spend(start), now);
  }

  #keepMissed(span: Span, now: number): void {
    const kept = new Set(this.#ledger.estimates.all().map(({ start }) => start));
    const missed = daysIn(span).filter((start) => !kept.has(start) && this.#isSettled(start));
    const learnedTo = missed.length > 0 ? this.#knownAtEnd() : () => null;
    for (const start of missed) {
      const known = learnedTo(start);
      if (known !== null) this.#save(start, this.#pricedDays.estimateAsOf(start, known), now);
    }
  }

  /** True where all hours of a day were read after its late usage had come. */
  #isSettled(start: number): boolean {
    if (!this.#pricedDays.isComplete(start)) return false;
    const hours = this.#ledger.usage.readings('1h', start, start + DAY);
    return hours.length === DAY / HOUR && hours.every((hour) => hour.readAt >= hour.start + HOUR + HOUR_REREAD_FOR);
  }

  /** Tells of a day's end which days' bills were known as final then; null where no note was made before. */
  #knownAtEnd(): (start: number) => ((day: number) => boolean) | null {
    // A made-up organization has always been looked at: a bill is final a day after its day, once it has been fetched.
    if (this.#isSample) return (start) => (this.#hasWeekBefore(start) ? (day) => day < start : null);
    const noted = [...this.#ledger.syncState.all('learnedTo ')]
      .map(([name, newest]) => ({ day: utcDayStart(name.slice(-10)), newest }))
      .sort((a, b) => b.day - a.day);
    return (start) => {
      const last = noted.find(({ day }) => day <= start);
      if (!last) return null;
      const changedAt = new Map(
        this.#ledger.bills.bills(0, last.newest + DAY).map((bill) => [bill.start, bill.changedAt]),
      );
      // A bill that was restated since was another one then.
      return (day) => day <= last.newest && (changedAt.get(day) ?? Number.POSITIVE_INFINITY) < start + DAY;
    };
  }

  #hasWeekBefore(start: number): boolean {
    const days = Array.from({ length: 7 }, (_, ago) => start - (ago + 1) * DAY);
    return days.every((day) => this.#pricedDays.entry(day)?.billed && this.#pricedDays.isComplete(day));
  }

  #save(start: number, day: DaySpend | null, now: number): void {
    if (day && day.unpricedTokens === 0) this.#ledger.estimates.save({ start, ...estimateOf(day) }, now);
  }
}

/** Amounts of a day that accuracy is measured by: usage, and the estimates beside it. */
function estimateOf({ kinds: lines, unallocated }: DaySpend): { amount: bigint; kinds: Map<string, bigint> } {
  const kinds = new Map(lines.map((line) => [kindKey(line.kind), line.amount]));
  for (const line of unallocated) if (line.spread) kinds.set(unallocatedKey(line), line.amount);
  return { amount: [...kinds.values()].reduce((sum, amount) => sum + amount, 0n), kinds };
}
