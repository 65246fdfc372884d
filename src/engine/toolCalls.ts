import { advanced, type Steps } from '../figures/scan/steps.ts';
import type { Clock } from '../time/utc.ts';
import type { Session } from './session.ts';
import type { ToolCall } from './thread/protocol.ts';
import { answerFrom, type UserRequestOptions } from './userRequest.ts';

/** Cells that are summed before other work has its turn: about 30 ms. */
const SLICE = 200_000;
/** An answer that was begun anew this often, as the ledger had changed, is made in one go. */
const MOST_BEGINNINGS = 3;

type Tools = typeof import('../tools/answerTool.ts');

export interface ToolCallsOptions extends UserRequestOptions {
  readonly clock: Clock;
  /** IANA name of the zone in which days begin. */
  readonly zone: string;
  readonly isSample: boolean;
  /** Lets go of the days that were made for an answer, after a while. */
  readonly forgetLater: () => void;
}

/** Answers the tools of language models from the ledger, in slices, with no request to the API. */
export class ToolCalls {
  readonly #options: ToolCallsOptions;

  constructor(options: ToolCallsOptions) {
    this.#options = options;
  }

  /** JSON, with a sentence where there is nothing to be had; `''` where the call was aborted. Never rejects. */
  async answer(call: ToolCall, signal: AbortSignal): Promise<string> {
    // Most never ask: it is loaded with the first question.
    const tools = await import('../tools/answerTool.ts');
    for (let beginnings = 1; ; beginnings++) {
      const answer = await this.#attempt(tools, call, beginnings, signal);
      if (answer !== null) return answer;
    }
  }

  /** Null where the ledger has changed in the meantime. */
  async #attempt(tools: Tools, call: ToolCall, beginnings: number, signal: AbortSignal): Promise<string | null> {
    const { session, forgetLater } = this.#options;
    const cells = beginnings > MOST_BEGINNINGS ? Number.POSITIVE_INFINITY : SLICE;
    let begun: { readonly session: Session; readonly revision: string; readonly steps: Steps<string> } | undefined;
    while (!signal.aborted) {
      const made = answerFrom(this.#options, (opened) => {
        if (begun && (begun.session !== opened || begun.revision !== opened.figures.revision)) return null;
        begun ??= this.#begin(tools, call, opened);
        return advanced(begun.steps, cells) ?? undefined;
      });
      if (made === null) return null;
      if (made !== undefined) {
        forgetLater();
        return typeof made === 'string' ? JSON.stringify({ error: made }) : made.result;
      }
      await new Promise(setImmediate);
    }
    if (session()) forgetLater();
    return '';
  }

  #begin({ answerTool }: Tools, { name, input, mostBytes }: ToolCall, session: Session) {
    const { clock, zone, isSample, problem } = this.#options;
    const { figures, organization } = session;
    const now = clock.now();
    const found = problem();
    const sources = {
      ...figures.exportSources(now),
      organization,
      zone,
      sample: isSample,
      problems: found === null ? [] : [found],
      mostBytes,
      planning: () => figures.planning(now),
    };
    const { revision } = figures;
    return { session, revision, steps: answerTool(name, input, sources) };
  }
}
