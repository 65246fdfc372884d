import { crossedAt } from '../figures/budgets/crossedAt.ts';
import { crossingMarks, crossingNotice, type NoticeCause } from '../figures/budgets/crossingNotice.ts';
import { definitionOf, type Look, lookAtCrossings } from '../figures/budgets/crossings.ts';
import type { ScopeSums } from '../figures/scopes/scopeSums.ts';
import type { BudgetKey, CrossingTable } from '../ledger/crossingTable.ts';
import type { AlertNotice, Mark } from '../shared/alert.ts';
import type { Budget, BudgetState } from '../shared/budget.ts';
import { periodAt } from '../shared/budgetPeriod.ts';
import { hasReached } from '../shared/budgetText.ts';
import { createFormat, type Format } from '../shared/format.ts';
import type { OrganizationSync } from '../sync/organizationSync.ts';
import { type Clock, DAY, startOfUtcDay } from '../time/utc.ts';
import type { EngineConfig } from './thread/protocol.ts';

export interface BudgetAlertsOptions {
  readonly clock: Clock;
  readonly config: Pick<EngineConfig, 'locale' | 'zone'>;
  /** Where alerts go: added in a transaction under way, and then shown. */
  readonly alerts: { add(due: readonly AlertNotice[]): void; showDue(): void };
  /** Null until the ledger is open. */
  readonly session: () => BudgetSession | null;
  /** Lets go of the days that were made for an answer, after a while. */
  readonly forgetLater: () => void;
}

/** Parts of a session that the alerts of budgets need. */
export interface BudgetSession {
  readonly crossings: CrossingTable;
  readonly figures: {
    readonly scopes: Pick<ScopeSums, 'cost' | 'hours' | 'isCurrent'>;
    budgetCause(state: BudgetState, now: number): NoticeCause;
  };
  readonly sync: Pick<OrganizationSync, 'isHistoryHeld' | 'fetchedElsewhere'>;
}

/** Alerts of one look that say what the spend comes from. */
const MOST_CAUSES = 5;

/** A look at a budget that there is something to be remembered of. */
interface News {
  readonly state: BudgetState;
  readonly key: BudgetKey;
  readonly look: Look;
  /** When the budget was new, ms. */
  readonly begunAt: number;
}

/** Has the user alerted of what budgets cross, whichever window finds it. What throws is the ledger. */
export class BudgetAlerts {
  readonly #options: BudgetAlertsOptions;
  /** Of UTC days, as the periods of budgets are. */
  readonly #format: Format;

  constructor(options: BudgetAlertsOptions) {
    this.#options = options;
    this.#format = createFormat(options.config.locale, 'UTC');
  }

  /**
   * Looks at what budgets have crossed, each of the setting with its state. While the history is fetched, here or in another
   * window, nothing is looked at: what that brings to light is not news. Nor while sums by scope are of before it came: the
   * forecast of a few days would cross what that of all days does not.
   */
  look(states: readonly BudgetState[]): void {
    const { clock, alerts, session: current } = this.#options;
    const session = current();
    if (!session?.figures.scopes.isCurrent) return;
    const { crossings: table, sync } = session;
    const now = clock.now();
    const found = newsOf(states, session, now);
    if (found.length === 0 && endedOf(states, table).length === 0) return;
    if (!sync.isHistoryHeld || sync.fetchedElsewhere() !== null) return;
    const causes = this.#causesOf(found, session, now);
    table.atOnce(() => {
      for (const key of endedOf(states, table)) table.end(key, now);
      // Another window may have been first.
      for (const news of newsOf(states, session, now)) {
        this.#remember(news, session, causes.get(periodKey(news.state)) ?? NO_CAUSE, now);
      }
    });
    alerts.showDue();
  }

  /** Keeps a budget's thresholds below 100 % quiet to the next midnight, UTC. */
  snooze(name: string): void {
    const { clock, session } = this.#options;
    session()?.crossings.snooze(name, startOfUtcDay(clock.now()) + DAY);
  }

  /** What budgets have crossed, for charts; undefined where it is not known. */
  marks(): Mark[] | undefined {
    const crossings = this.#options.session()?.crossings;
    return crossings && crossingMarks(crossings.newest(), this.#format);
  }

  /** Made before the ledger is locked, as each takes a while: of the first alone where many budgets cross at once. */
  #causesOf(found: readonly News[], { figures }: BudgetSession, now: number): ReadonlyMap<string, NoticeCause> {
    const alerted = found.filter(({ look }) => look.alert !== null).slice(0, MOST_CAUSES);
    if (alerted.length > 0) this.#options.forgetLater();
    return new Map(alerted.map(({ state }) => [periodKey(state), figures.budgetCause(state, now)]));
  }

  #remember(
    { state, key, look, begunAt }: News,
    { crossings: table, figures }: BudgetSession,
    cause: NoticeCause,
    now: number,
  ): void {
    const { alerts, config } = this.#options;
    const { budget, start: periodStart } = state;
    const crossings = look.crossings.map((each) => ({
      ...each,
      at: crossedAt(state, each.crossed, Math.min(now, state.end), figures.scopes),
    }));
    table.remember({ key, periodStart, amount: budget.amount, begunAt, overSince: look.overSince, crossings });
    if (look.alert === null) return;
    const words = { format: this.#format, zone: config.zone, cause, now };
    alerts.add([crossingNotice(state, look.alert, words)]);
  }
}

const NO_CAUSE: NoticeCause = { sentence: '', by: 'apiKey' };

/** Text that no other period of any budget of the setting has. */
function periodKey({ budget, start }: BudgetState): string {
  return `${start} ${budget.name}`;
}

function keyOf(budget: Budget): BudgetKey {
  return { name: budget.name, definition: definitionOf(budget) };
}

/** Looks that change what is remembered. */
function newsOf(states: readonly BudgetState[], session: BudgetSession, now: number): News[] {
  const watched = new Set(session.crossings.watched().map(textOf));
  return states.flatMap((state) => {
    const isWatched = watched.has(textOf(keyOf(state.budget)));
    return [...endedNews(state, session, now), ...runningNews(state, isWatched, session, now)];
  });
}

/** Of the running period. A budget is not begun before its spend is known. */
function runningNews(state: BudgetState, isWatched: boolean, { crossings: table }: BudgetSession, now: number): News[] {
  if (state.spent === null) return [];
  const key = keyOf(state.budget);
  const memory = table.memory(key, state.start, now);
  const look = lookAtCrossings(state, memory, now);
  const isNews = look.crossings.length > 0 || look.overSince !== memory?.overSince || !isWatched;
  return isNews ? [{ state, key, look, begunAt: memory?.begunAt ?? now }] : [];
}

/**
 * Of the period that ended within the last day, as it was at its end: its last usage comes late, and the machine may have
 * slept.
 */
function endedNews(state: BudgetState, { crossings: table, figures }: BudgetSession, now: number): News[] {
  const { budget, scope } = state;
  if (now - state.start >= DAY) return [];
  const { start, end } = periodAt(budget.period, state.start - DAY);
  const key = keyOf(budget);
  const memory = table.memory(key, start, now);
  const spent = memory && memory.begunAt < end ? figures.scopes.cost(scope, { start, end }) : null;
  if (!memory || !spent) return [];
  const passed = budget.thresholds.filter((percent) => hasReached(spent.amount, budget.amount, percent));
  const ended: BudgetState = { ...state, start, end, spent, forecast: null, passing: null, passed };
  const look = { ...lookAtCrossings(ended, memory, end - 1), overSince: memory.overSince };
  return look.crossings.length > 0 ? [{ state: ended, key, look, begunAt: memory.begunAt }] : [];
}

/** Budgets that are not in the setting any more, or not as they were. */
function endedOf(states: readonly BudgetState[], table: CrossingTable): BudgetKey[] {
  const current = new Set(states.map(({ budget }) => textOf(keyOf(budget))));
  return table.watched().filter((key) => !current.has(textOf(key)));
}

function textOf({ name, definition }: BudgetKey): string {
  return JSON.stringify([name, definition]);
}
