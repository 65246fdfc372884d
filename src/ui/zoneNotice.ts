import type { GlobalState } from '../globalState.ts';
import type { DayZone } from '../time/dayZone.ts';

export interface ZoneNoticeOptions {
  readonly memento: Pick<GlobalState, 'get' | 'update'>;
  readonly warn: (message: string) => void;
  readonly log: (line: string) => void;
}

const SHOWN = 'zoneProblem';

/** Says why days are not cut in the zone set: in the log at each start, to the user once for each setting. */
export class ZoneNotice {
  readonly #options: ZoneNoticeOptions;
  #logged: string | null = null;

  constructor(options: ZoneNoticeOptions) {
    this.#options = options;
  }

  /** Called once the zone in use is known, and when it has changed. */
  show({ from, problem }: DayZone): void {
    const { memento, warn, log } = this.#options;
    if (problem !== null && problem !== this.#logged) log(problem);
    this.#logged = problem;
    // An unusable zone of the machine is not the user's mistake: only the tooltip and the log name it.
    const mistake = from === 'setting' && problem !== null ? problem : undefined;
    if (mistake === memento.get(SHOWN)) return;
    if (mistake !== undefined) warn(mistake);
    memento.update(SHOWN, mistake).then(undefined, () => {});
  }
}
