import type { OrganizationLedger } from '../ledger/ledger.ts';
import { bothSplits, NO_SPLITS, type Splits, splitsNamedBy } from '../spend/kind.ts';
import { type Clock, DAY, startOfUtcDay } from '../spend/time.ts';
import type { HistoryState } from './plan.ts';

const WEEK = 7 * DAY;

/** What the ledger already has of an organization, as the plan wants to know it. */
export class Coverage {
  readonly #ledger: OrganizationLedger;
  readonly #clock: Clock;
  readonly #historyDays: number;
  /** Splits that a day's bill names, as of the reading that last changed it. */
  readonly #named = new Map<number, { changedAt: number; splits: Splits }>();
  #probed: Splits = NO_SPLITS;

  /** `historyDays` counts UTC days, the running one included. */
  constructor(ledger: OrganizationLedger, clock: Clock, historyDays: number) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#historyDays = historyDays;
  }

  /** Found in today's usage before any bill has named it. */
  addProbed(splits: Splits): void {
    this.#probed = bothSplits(this.#probed, splits);
  }

  state(): HistoryState {
    const now = this.#clock.now();
    const start = startOfUtcDay(now) - (this.#historyDays - 1) * DAY;
    const hours = this.#ledger.usage.readings('1h', start, now);
    const bills = this.#ledger.bills.bills(start, now);
    for (const { start: day, changedAt } of bills) {
      if (this.#named.get(day)?.changedAt === changedAt) continue;
      const lines = this.#ledger.bills.lines(day, day + DAY).get(day) ?? [];
      this.#named.set(day, { changedAt, splits: splitsNamedBy(lines) });
    }
    const recent = [...this.#named]
      .filter(([day]) => day >= startOfUtcDay(now) - WEEK)
      .reduce((splits, [, named]) => bothSplits(splits, named.splits), this.#probed);
    const splitsOf = (day: number): Splits => {
      const named = this.#named.get(day)?.splits ?? NO_SPLITS;
      return day >= startOfUtcDay(now) - 2 * DAY ? bothSplits(named, recent) : named;
    };
    return { now, start, hours, bills, splitsOf };
  }
}
