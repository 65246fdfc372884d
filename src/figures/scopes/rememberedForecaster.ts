import type { Span } from '../../time/utc.ts';
import { Forecaster, type SpendHistory } from '../forecast/forecaster.ts';
import type { Steps } from '../scan/steps.ts';

/** Forecasts of one scope's spend. */
export type Forecasts = Pick<Forecaster, 'total' | 'passing' | 'runsOut'>;

/** An answer takes as long as adding up so many cells for each day of the history. */
const CELLS_OF_ANSWER = 100;

/** A forecaster that answers each question once. */
export class RememberedForecaster implements Forecasts {
  readonly #history: SpendHistory;
  readonly #forecaster: Forecaster;
  readonly #totals = new Map<string, { readonly period: Span; readonly total: ReturnType<Forecaster['total']> }>();
  readonly #passings = new Map<
    string,
    { readonly period: Span; readonly amount: number; readonly passing: ReturnType<Forecaster['passing']> }
  >();

  /** Takes over what `earlier` has found out of the same closed days. */
  constructor(history: SpendHistory, earlier?: RememberedForecaster) {
    this.#history = history;
    this.#forecaster = new Forecaster(history, earlier ? earlier.#forecaster : undefined);
  }

  total(period: Span): ReturnType<Forecaster['total']> {
    const key = keyOf(period);
    const known = this.#totals.get(key) ?? { period, total: this.#forecaster.total(period) };
    this.#totals.set(key, known);
    return known.total;
  }

  passing(period: Span, amount: number): ReturnType<Forecaster['passing']> {
    const key = `${keyOf(period)} ${amount}`;
    const known = this.#passings.get(key) ?? { period, amount, passing: this.#forecaster.passing(period, amount) };
    this.#passings.set(key, known);
    return known.passing;
  }

  runsOut(amount: number, until: number): ReturnType<Forecaster['runsOut']> {
    return this.#forecaster.runsOut(amount, until);
  }

  /** Answers in steps what another was asked of periods that are under way. */
  *answerAgain(other: RememberedForecaster): Steps<void> {
    const cells = this.#history.days.length * CELLS_OF_ANSWER;
    yield cells;
    for (const { period } of other.#totals.values()) {
      if (period.end <= this.#history.now) continue;
      this.total(period);
      yield cells;
    }
    for (const { period, amount } of other.#passings.values()) {
      if (period.end <= this.#history.now) continue;
      this.passing(period, amount);
      yield cells;
    }
  }
}

function keyOf({ start, end }: Span): string {
  return `${start} ${end}`;
}
