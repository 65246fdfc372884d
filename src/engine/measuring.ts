import { AdminApiError } from '../adminApi/errors.ts';
import { finalAt, measuredSpan } from '../figures/period/measuredSpan.ts';
import type { StoppedMeasurement } from '../ledger/measurementTable.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import type { MeasurementChoices } from '../shared/measurement.ts';
import type { CallFailure } from '../shared/rpc.ts';
import { type Clock, HOUR, SECOND } from '../time/utc.ts';
import type { Session } from './session.ts';
import type { SendNews } from './thread/protocol.ts';
import { answerFrom, type UserRequestOptions } from './userRequest.ts';

/** A result is shown by the window that stopped the measurement; after so long, ms, by another, as that may be closed. */
const OTHERS_WAIT = 15 * SECOND;
/** Time between two attempts to get a result, ms. */
const SPACING = 20 * SECOND;
/** Part of a measurement, before its end, whose minutes are read once more when late usage has come, ms. */
const REREAD = HOUR;

export interface MeasuringOptions extends UserRequestOptions {
  readonly clock: Clock;
  readonly send: SendNews;
  /** Id of this window. */
  readonly window: string;
  /** Shows all figures anew. */
  readonly look: () => void;
  /** Lets go of the days that were made for an answer, after a while. */
  readonly forgetLater: () => void;
}

/** The stopwatch: starts and stops the measurement that all windows share, and sends its result once, from one window. */
export class Measuring implements Disposable {
  readonly #options: MeasuringOptions;
  readonly #abort = new AbortController();
  /** When a result that another window should show was first found due, ms, by the start of the measurement. */
  readonly #dueSince = new Map<number, number>();
  #triedAt = Number.NEGATIVE_INFINITY;
  #isSettling = false;

  constructor(options: MeasuringOptions) {
    this.#options = options;
  }

  /** Starts a measurement of one API key, by its id, or of everything where that is null. */
  start(apiKey: string | null): CallFailure {
    return this.#change(({ measurements }) =>
      measurements.start(this.#options.clock.now(), apiKey) ? null : 'A measurement is already running. Stop it first.',
    );
  }

  stop(): CallFailure {
    const { clock, window } = this.#options;
    return this.#change(({ measurements }) =>
      measurements.stop(clock.now(), window) ? null : 'No measurement is running.',
    );
  }

  /** API keys that can be measured, and the newest results; a sentence where there are none to be had. */
  choices(): MeasurementChoices | string {
    const { clock, forgetLater } = this.#options;
    const choices = answerFrom(this.#options, ({ figures }) => {
      return { apiKeys: figures.measurableKeys(clock.now()), results: figures.measurements.results() };
    });
    forgetLater();
    return choices;
  }

  /** Sends the results that have become final and that no window has shown. Never rejects. */
  async settle(): Promise<void> {
    const { clock, session: current, send } = this.#options;
    const session = current();
    if (this.#isSettling || !session) return;
    this.#isSettling = true;
    try {
      const due = session.measurements.stopped().filter((stopped) => this.#isDue(stopped));
      if (due.length === 0 || Math.abs(clock.now() - this.#triedAt) < SPACING) return;
      this.#triedAt = clock.now();
      for (const stopped of due) await this.#settle(stopped, session);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      if (error instanceof AdminApiError) session.keepAsked(error, clock.now());
      send('log', { level: 'warn', line: `the result of a measurement has to wait: ${errorMessage(error)}` });
    } finally {
      this.#isSettling = false;
    }
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }

  #change(change: (session: Session) => CallFailure): CallFailure {
    return answerFrom(this.#options, (session) => {
      const failure = change(session);
      this.#options.look();
      return failure;
    });
  }

  #isDue(stopped: StoppedMeasurement): boolean {
    const { clock, window } = this.#options;
    const now = clock.now();
    if (now < (finalAt(stopped) ?? Number.POSITIVE_INFINITY)) return false;
    if (stopped.stoppedBy === window) return true;
    const since = this.#dueSince.get(stopped.startedAt) ?? now;
    this.#dueSince.set(stopped.startedAt, since);
    return now - since >= OTHERS_WAIT;
  }

  async #settle(stopped: StoppedMeasurement, session: Session): Promise<void> {
    const { clock, send, look } = this.#options;
    const { figures, measurements, sync } = session;
    if (this.#isForgotten(stopped, session)) return;
    const { start, end } = measuredSpan(stopped, clock.now());
    const newest = { from: Math.max(start, end - REREAD), to: end };
    const since = finalAt(stopped) ?? end;
    if (!sync.isReadSince(since, newest)) {
      if (session.isBlocked(clock.now())) return;
      await sync.minutesAgain(since, newest, this.#abort.signal);
    }
    const now = clock.now();
    figures.refresh(now);
    const { counts, cost } = figures.measurements.counted(stopped, now) ?? {};
    if (!counts || !cost || !measurements.settle(stopped.startedAt, cost, now, counts.startedAt)) return;
    send('measured', figures.measurements.result(counts, cost, now));
    look();
  }

  /** Drops a measurement whose days the history does not have any more: its cost is not known, and never will be. */
  #isForgotten(stopped: StoppedMeasurement, { figures, measurements }: Session): boolean {
    const { clock, send, look } = this.#options;
    const now = clock.now();
    figures.refresh(now);
    if (figures.measurements.counted(stopped, now)) return false;
    if (measurements.drop(stopped.startedAt)) {
      send('log', { level: 'warn', line: 'a measurement was dropped: it is older than the history' });
      look();
    }
    return true;
  }
}
