import type { AlertTable } from '../ledger/alertTable.ts';
import type { AlertNotice } from '../shared/alert.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import type { Clock } from '../time/utc.ts';
import { BudgetAlerts, type BudgetSession } from './budgetAlerts.ts';
import { machineClock } from './skewedClock.ts';
import type { EngineConfig, SendNews } from './thread/protocol.ts';

export interface AlertsOptions {
  readonly clock: Clock;
  readonly send: SendNews;
  readonly config: Pick<EngineConfig, 'account' | 'focused' | 'locale' | 'zone'>;
  /** Null until the ledger is open. */
  readonly session: () => (BudgetSession & { readonly alerts: AlertTable }) | null;
  /** A sentence on a ledger that is in memory alone; `''` for one that is kept. */
  readonly unkept: () => string;
  /** Lets go of the days that were made for an answer, after a while. */
  readonly forgetLater: () => void;
  /** Keeps the cause of an unusual event, by its id, quiet from now on; throws where it cannot. */
  readonly markExpected: (event: string) => void;
}

/** Has each alert shown once, by one of all windows. What throws is the ledger. */
export class Alerts {
  readonly #options: AlertsOptions;
  readonly budgets: BudgetAlerts;
  /** By which alerts are claimed: see `machineClock`. */
  readonly #machine: Clock;
  #isFocused: boolean;
  /** Ids of alerts that this window has shown, and that the ledger does not know of yet. */
  readonly #shown = new Set<string>();

  constructor(options: AlertsOptions) {
    this.#options = options;
    this.#isFocused = options.config.focused;
    const { clock, session, config, forgetLater } = options;
    this.#machine = machineClock(clock);
    this.budgets = new BudgetAlerts({ clock, session, config, forgetLater, alerts: this });
  }

  setFocused(isFocused: boolean): void {
    this.#isFocused = isFocused;
  }

  /**
   * Adds alerts to those that are due: together with what has made them so, in a transaction under way. One that was added
   * before, by its id, is not due again.
   */
  add(due: readonly AlertNotice[]): void {
    const { config, session } = this.#options;
    // The sample shows no notification.
    session()?.alerts.add(due, this.#machine.now(), config.account.type === 'sample');
  }

  /** Has the user of this window see what no window has shown: of one that has died since, too. */
  showDue(): void {
    const { send, session: current, unkept } = this.#options;
    const session = current();
    if (!session) return;
    this.#keepShown(session);
    for (const notice of session.alerts.claim(this.#machine.now(), this.#isFocused)) {
      const why = unkept();
      const message = why === '' ? notice.message : `${notice.message} Every window shows this alert. ${why}`;
      send('alert', { ...notice, message });
    }
  }

  /** Takes note that this window has shown an alert. Never throws: a ledger that does not answer is told later. */
  shown(id: string): void {
    this.#shown.add(id);
    const session = this.#options.session();
    try {
      if (session) this.#keepShown(session);
    } catch {}
  }

  /** Keeps the cause of an unusual event quiet from now on. Never throws. */
  markExpected(event: string): void {
    this.#attempt('an event could not be marked as expected', () => this.#options.markExpected(event));
  }

  /** Keeps a budget quiet to the next midnight, UTC: see `BudgetAlerts`. Never throws. */
  snoozeBudget(name: string): void {
    this.#attempt('a budget could not be snoozed', () => this.budgets.snooze(name));
  }

  #attempt(failure: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#options.send('log', { level: 'warn', line: `${failure}: ${errorMessage(error)}` });
    }
  }

  #keepShown({ alerts }: { readonly alerts: AlertTable }): void {
    for (const id of this.#shown) {
      alerts.shown(id, this.#machine.now());
      this.#shown.delete(id);
    }
  }
}
