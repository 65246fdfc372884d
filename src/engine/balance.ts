import { createFormat } from '../shared/format.ts';
import type { CallFailure } from '../shared/rpc.ts';
import type { BalanceEntry, BalanceSet, BalanceState } from '../shared/runway.ts';
import { type Clock, MINUTE } from '../time/utc.ts';
import type { Session } from './session.ts';
import { answerFrom, type UserRequestOptions } from './userRequest.ts';

export interface BalanceOptions extends UserRequestOptions {
  readonly clock: Clock;
  readonly isSample: boolean;
  /** Shows all figures anew. */
  readonly look: () => void;
}

const OF_THE_SAMPLE = 'The sample organization has its own balance. Leave the sample data to set yours.';

/** The prepaid balance that all windows share, as the user sets it. */
export class Balance {
  readonly #options: BalanceOptions;

  constructor(options: BalanceOptions) {
    this.#options = options;
  }

  /** A sentence where there is nothing to be had. */
  state(): BalanceState | string {
    if (this.#options.isSample) return OF_THE_SAMPLE;
    return answerFrom(this.#options, ({ figures }) => {
      const now = this.#options.clock.now();
      figures.refresh(now);
      return { runway: figures.runways.state(now) ?? null, oldest: figures.firstDay(now) };
    });
  }

  /** Takes over a balance or a top-up; a sentence where it cannot be. */
  set(entry: BalanceEntry): BalanceSet | string {
    return answerFrom(this.#options, (session) => {
      const { figures, balances } = session;
      const now = this.#options.clock.now();
      figures.refresh(now);
      const failure = this.#refusal(entry, session, now);
      if (failure !== null) return failure;
      const drift = entry.kind === 'balance' ? figures.runways.drift(entry, now) : null;
      balances.add(entry, drift);
      this.#options.look();
      const runway = figures.runways.state(now);
      return runway ? { runway, drift } : 'Set the balance first.';
    });
  }

  /** Removes the balance and its top-ups. */
  remove(): CallFailure {
    const answer = answerFrom(this.#options, ({ balances }) => {
      if (!balances.clear()) return 'No balance is set.';
      this.#options.look();
      return null;
    });
    return answer;
  }

  #refusal({ kind, at }: BalanceEntry, { figures, locale }: Session, now: number): string | null {
    if (this.#options.isSample) return OF_THE_SAMPLE;
    if (at > now + MINUTE) return 'The date of a balance cannot be in the future.';
    const oldest = figures.firstDay(now);
    if (at < oldest) {
      const day = createFormat(locale, 'UTC').longDay(oldest);
      return `Spend before ${day} is not in the local history. Enter a newer balance.`;
    }
    if (kind === 'balance') return null;
    const { asOf = null } = figures.runways.state(now) ?? {};
    if (asOf === null) return 'Set the balance first.';
    return at < asOf ? 'The balance is newer than this top-up and includes it.' : null;
  }
}
