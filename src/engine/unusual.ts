import { areRelated, FirstLooks } from '../figures/unusual/causes.ts';
import { type FoundCause, followEvents } from '../figures/unusual/followEvents.ts';
import type { SyncState } from '../ledger/syncState.ts';
import type { KeptEvent, UnusualTable } from '../ledger/unusualTable.ts';
import type { AlertNotice, Mark } from '../shared/alert.ts';
import type { UnusualRule, UnusualSilence } from '../shared/unusual.ts';
import type { OrganizationSync } from '../sync/organizationSync.ts';
import { type Clock, DAY, MINUTE, startOfUtcDay } from '../time/utc.ts';
import type { UnusualQueries } from './queries/unusualQueries.ts';
import type { EngineConfig } from './thread/protocol.ts';

/** Parts of a session that unusual spend is found by. */
export interface UnusualSession {
  readonly unusual: UnusualTable;
  readonly syncState: Pick<SyncState, 'get' | 'set'>;
  readonly figures: { readonly unusual: Pick<UnusualQueries, keyof UnusualQueries> };
  readonly sync: Pick<OrganizationSync, 'isHistoryHeld' | 'fetchedElsewhere'> & { isClose: boolean };
}

export interface UnusualOptions {
  readonly clock: Clock;
  readonly config: Pick<EngineConfig, 'unusualSpend'>;
  /** Where alerts go: added in a transaction under way, and then shown. */
  readonly alerts: { add(due: readonly AlertNotice[]): void; showDue(): void };
  /** Null until the ledger is open. */
  readonly session: () => UnusualSession | null;
  /** Has this window poll each minute, or as usual again. */
  readonly watchClosely: (isClose: boolean) => void;
}

/** Time between two looks at the running day, ms: its forecast takes a while. */
const DAY_SPACING = 10 * MINUTE;
/** Closed days that are looked at where nobody has, ms: what a new history brings to light is shown, and nobody alerted. */
const DAYS_BACK = 28 * DAY;

/** An event that begins, and whether the user is alerted of it. */
interface Beginning {
  readonly event: KeptEvent;
  readonly sentence: string;
  readonly isNews: boolean;
}

/** Finds unusual spend after each look at the figures, and has each event told once by one of all windows. What throws is the ledger. */
export class UnusualSpend {
  readonly #options: UnusualOptions;
  readonly #firstLooks = new FirstLooks();
  #silence: UnusualSilence | null = null;
  #marks: readonly Mark[] | undefined;
  #dayLookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: UnusualOptions) {
    this.#options = options;
  }

  /** What the user sees of it: marks for charts, undefined before they are known, and why nothing can be found. */
  get shown(): { readonly marks: readonly Mark[] | undefined; readonly silence: UnusualSilence | null } {
    return { marks: this.#marks, silence: this.#silence };
  }

  /** Looks for unusual spend where all figures are new, and collects its marks among the `others`. */
  look(isNew: boolean, others: readonly Mark[] | undefined): void {
    const session = this.#options.session();
    if (!session) return;
    if (isNew) this.#look(session);
    const marks = session.unusual.all().map(({ start, text }): Mark => ({ kind: 'unusual', at: start, text }));
    if (others) this.#marks = [...others, ...marks].sort((a, b) => a.at - b.at);
  }

  #look(session: UnusualSession): void {
    this.#silence = this.#silenceOf(session);
    if (this.#silence !== null || !session.figures.unusual.isReady) return;
    this.#lookAtMinutes(session);
    this.#lookAtDays(session);
    // A first look wants its second soon.
    session.sync.isClose = this.#firstLooks.isStanding;
    this.#options.watchClosely(this.#firstLooks.isStanding);
    this.#options.alerts.showDue();
  }

  /** Keeps the cause of an event quiet from now on. */
  markExpected(event: string): void {
    this.#options.session()?.unusual.expect(event, this.#options.clock.now());
  }

  #silenceOf({ sync, figures }: UnusualSession): UnusualSilence | null {
    if (!this.#options.config.unusualSpend.enabled) return 'off';
    if (!sync.isHistoryHeld || sync.fetchedElsewhere() !== null) return 'filling';
    return figures.unusual.isReady && figures.unusual.hasFewDays() ? 'fewerThan14Days' : null;
  }

  #lookAtMinutes(session: UnusualSession): void {
    const now = this.#options.clock.now();
    const found = session.figures.unusual.runaways(now);
    if (!found) return;
    const { causes, end } = found;
    const confirmed = this.#firstLooks.confirm(causes, end);
    this.#follow(session, 'runaway', confirmed, end, true);
    this.#firstLooks.settle(confirmed);
  }

  /** Closed days that nobody has looked at, oldest first, and then the running one. */
  #lookAtDays(session: UnusualSession): void {
    const now = this.#options.clock.now();
    const { syncState, figures } = session;
    const today = startOfUtcDay(now);
    const lookedTo = syncState.get('unusualDaysTo');
    const isNews = lookedTo > 0;
    if (lookedTo >= today - DAY && Math.abs(now - this.#dayLookedAt) < DAY_SPACING) return;
    this.#dayLookedAt = now;
    for (let day = Math.max(lookedTo + DAY, today - DAYS_BACK); day < today; day += DAY) {
      // A day that the API has not shown to its end is no closed one.
      if (day === today - DAY && !figures.unusual.isClosed(day)) return;
      this.#follow(session, 'day', figures.unusual.days(day, now), day + DAY, isNews);
      syncState.set('unusualDaysTo', day);
    }
    this.#follow(session, 'day', figures.unusual.days(today, now), today, isNews);
  }

  #follow(
    session: UnusualSession,
    rule: UnusualRule,
    found: readonly FoundCause[],
    until: number,
    isNews: boolean,
  ): void {
    const { unusual, figures } = session;
    const now = this.#options.clock.now();
    const kept = unusual.all();
    const isQuiet = ({ scope, amount }: FoundCause) => unusual.isExpected(rule, scope, BigInt(Math.round(amount)), now);
    const news = found.filter((cause) => !isQuiet(cause) && !isOfRunaway(rule, cause, kept));
    const planned = followEvents(rule, openOf(kept, rule), news, until);
    if (planned.opened.length + planned.extended.length + planned.over.length === 0) return;
    // Made before the ledger is locked: it takes a while.
    const beginnings = new Map(
      planned.opened.map((cause) => [cause, { ...figures.unusual.event(rule, cause, now), isNews }]),
    );
    unusual.atOnce(() => {
      // Another window may have been first.
      const { opened, extended, over } = followEvents(rule, openOf(unusual.all(), rule), news, until);
      for (const event of over) unusual.end(event.id);
      for (const [event, { end, amount }] of extended) {
        if (end > event.end) unusual.goOn(event.id, { end, amount: BigInt(Math.round(amount)) });
      }
      for (const cause of opened) this.#begin(session, beginnings.get(cause));
    });
  }

  #begin({ unusual, figures }: UnusualSession, beginning: Beginning | undefined): void {
    if (!beginning || !unusual.open(beginning.event) || !beginning.isNews) return;
    const { event, sentence } = beginning;
    const { id, text } = event;
    const message = sentence === '' ? text : `${text} ${sentence}`;
    this.#options.alerts.add([
      { id: `unusual ${id}`, message, choice: figures.unusual.choice(event), budget: null, event: id },
    ]);
  }
}

function openOf(events: readonly KeptEvent[], rule: UnusualRule): KeptEvent[] {
  return events.filter((event) => event.rule === rule && !event.isOver);
}

/** True of a day that a runaway has been told of: it is the same cause. */
function isOfRunaway(rule: UnusualRule, cause: FoundCause, events: readonly KeptEvent[]): boolean {
  if (rule !== 'day') return false;
  const ofDay = events.filter(
    ({ rule, start, end }) => rule === 'runaway' && start < cause.start + DAY && end > cause.start,
  );
  return ofDay.some((event) => areRelated(event, cause));
}
