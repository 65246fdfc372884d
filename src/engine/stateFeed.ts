import { isDeepStrictEqual } from 'node:util';
import type { Mark } from '../shared/alert.ts';
import type { OtelState } from '../shared/otel.ts';
import type { Problem, Progress } from '../shared/panelView.ts';
import type { MeasurementState, SpendState, Summary } from '../shared/summary.ts';
import { silenceText, type UnusualSilence } from '../shared/unusual.ts';
import type { Clock } from '../time/utc.ts';
import { expireFigures } from './queries/expireFigures.ts';
import type { SendNews } from './thread/protocol.ts';

/** What is known at the moment, as its parts have it. */
export interface StateParts {
  /** The last good figures. */
  readonly summary: Summary | null;
  readonly measurement: MeasurementState | undefined;
  /** Left out before they are known. */
  readonly marks: readonly Mark[] | undefined;
  /** Why no unusual spend can be found; null where it can. */
  readonly silence: UnusualSilence | null;
  readonly problem: Problem | null;
  readonly progress: Progress | null;
  /** Name of the organization, once it is known. */
  readonly organization: string | null;
  /** A sentence on a ledger that is in memory alone; `''` for one that is kept. */
  readonly unkept: string;
  /** Left out where nothing is exported. */
  readonly otel?: OtelState | undefined;
}

/** Sends the state of our knowledge to the host. */
export class StateFeed {
  readonly #clock: Clock;
  readonly #send: SendNews;
  readonly #isSample: boolean;
  /** State that was last sent. */
  #sent: SpendState | null = null;

  constructor(clock: Clock, send: SendNews, isSample: boolean) {
    this.#clock = clock;
    this.#send = send;
    this.#isSample = isSample;
  }

  /** Sends the state of its parts, with `onlyNews` only where it differs from the last one, and returns it. */
  show(parts: StateParts, onlyNews: boolean): SpendState {
    const state = this.#state(parts);
    if (!onlyNews || !isAlike(state, this.#sent)) this.#send('state', state);
    this.#sent = state;
    return state;
  }

  #state({
    summary,
    measurement,
    marks,
    silence,
    problem,
    progress,
    organization,
    unkept,
    otel,
  }: StateParts): SpendState {
    const sample = this.#isSample;
    if (summary) {
      const toldAt = this.#clock.now();
      const { caveats, ...figures } = expireFigures(summary, toldAt);
      const caveat = { about: 'notSaved', text: unkept } as const;
      const silent = silenceText(silence);
      const all = silent === '' ? caveats : [...caveats, { about: 'unusualSpend', text: silent } as const];
      const told = unkept === '' ? { caveats: all } : { caveats: [caveat, ...all], unkept };
      const others = {
        ...(measurement && { measurement }),
        ...(marks && { marks }),
        ...(silence && { unusual: silence }),
        ...(otel && { otel }),
      };
      return { status: 'ready', summary: { ...figures, ...others, ...told, toldAt, problem, progress } };
    }
    if (problem) return { status: 'failed', problem, sample };
    return { status: 'starting', organization, sample };
  }
}

/** True where two states differ only in when they were sent. */
function isAlike(state: SpendState, other: SpendState | null): boolean {
  const untimed = (told: SpendState | null) =>
    told?.status === 'ready' ? { ...told, summary: { ...told.summary, toldAt: 0 } } : told;
  return isDeepStrictEqual(untimed(state), untimed(other));
}
