import { AdminApiError } from '../adminApi/errors.ts';
import type { BudgetPeriod } from '../shared/budget.ts';
import type { BudgetChoices, OfferedLimit } from '../shared/budgetChoices.ts';
import { daysOfPeriod, periodsBefore } from '../shared/budgetPeriod.ts';
import type { PastPeriod } from '../shared/budgetPreview.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import { sumOfAmounts } from '../shared/money.ts';
import type { Scope } from '../shared/scope.ts';
import type { Source } from '../source/source.ts';
import { type Clock, DAY, SECOND } from '../time/utc.ts';
import type { SendNews } from './thread/protocol.ts';
import { answerFrom, type UserRequestOptions } from './userRequest.ts';

/** The Console's limits are a help: nobody waits for them longer than this, ms. */
const LIMITS_WAIT = 3 * SECOND;
/** Past periods that an amount is suggested from, at most. */
const MOST_PERIODS: Readonly<Record<BudgetPeriod, number>> = { day: 28, week: 12, month: 3 };

export interface BudgetEditingOptions extends UserRequestOptions {
  readonly clock: Clock;
  readonly source: Pick<Source, 'spendLimits'>;
  readonly send: SendNews;
  /** Lets go of the days that were made for an answer, after a while. */
  readonly forgetLater: () => void;
}

/** What *Edit Budgets* asks of the engine: values, limits, and what the periods that are over came to. */
export class BudgetEditing implements Disposable {
  readonly #options: BudgetEditingOptions;
  readonly #abort = new AbortController();

  constructor(options: BudgetEditingOptions) {
    this.#options = options;
  }

  /** Values that a budget can be for; a sentence where there are none to be had. */
  choices(): BudgetChoices | string {
    const { clock, forgetLater } = this.#options;
    const choices = answerFrom(this.#options, (session) => ({
      organization: session.organization.name,
      organizationId: session.isOnlyOrganization() ? null : session.organization.id,
      values: session.figures.budgetableValues(clock.now()),
    }));
    forgetLater();
    return choices;
  }

  /** Whole periods before the running one, the newest first, as far back as all is known and the scope had any spend. */
  pastPeriods(scope: Scope, period: BudgetPeriod): readonly PastPeriod[] {
    const { clock } = this.#options;
    const past = answerFrom(this.#options, ({ figures }) => {
      const spans = periodsBefore(period, clock.now(), MOST_PERIODS[period]);
      return spans.map((span) => {
        const costs = daysOfPeriod(span).map((start) => figures.scopes.cost(scope, { start, end: start + DAY }));
        const days = costs.flatMap((cost) => (cost === null ? [] : [cost.amount]));
        return { start: span.start, days, isKnown: days.length === costs.length };
      });
    });
    if (typeof past === 'string') return [];
    const unknown = past.findIndex(({ isKnown }) => !isKnown);
    const known = past.slice(0, unknown < 0 ? past.length : unknown);
    const oldest = known.findLastIndex(({ days }) => sumOfAmounts(days) !== 0n);
    return known.slice(0, oldest + 1).map(({ start, days }) => ({ start, days }));
  }

  /** Limits of the Console. Most organizations are refused: no failure of it is shown. */
  async limits(): Promise<readonly OfferedLimit[]> {
    const { clock, source, send } = this.#options;
    const session = this.#options.session();
    if (!session) return [];
    try {
      if (session.isBlocked(clock.now())) return [];
      const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(LIMITS_WAIT)]);
      const offered: OfferedLimit[] = [];
      for await (const { items } of source.spendLimits(signal)) {
        offered.push(...items.map((limit) => session.figures.offeredLimit(limit)));
      }
      return offered;
    } catch (error) {
      if (this.#abort.signal.aborted) return [];
      if (error instanceof AdminApiError) session.keepAsked(error, clock.now());
      send('log', { level: 'info', line: `no spend limits of the Console: ${errorMessage(error)}` });
      return [];
    }
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }
}
