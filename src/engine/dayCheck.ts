import { errorMessage } from '../shared/errorMessage.ts';
import type { SpendState } from '../shared/summary.ts';
import { type Clock, SECOND } from '../time/utc.ts';
import type { SendNews } from './thread/protocol.ts';

/** Interval of checking whether the day has changed, ms: a timer for midnight would be late after sleep. */
const INTERVAL = 15 * SECOND;

interface DayCheckOptions {
  readonly clock: Clock;
  readonly send: SendNews;
  /** Shows the figures as they are now. */
  readonly look: () => void;
}

/** Has a new day shown when it begins, not when the next poll ends. */
export class DayCheck implements Disposable {
  readonly #options: DayCheckOptions;
  /** End of the day that is shown, ms. */
  #todayEnd = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DayCheckOptions) {
    this.#options = options;
  }

  /** Takes over what is shown. */
  show(state: SpendState): void {
    this.#todayEnd = state.status === 'ready' ? state.summary.todayEnd : Number.POSITIVE_INFINITY;
  }

  start(): void {
    const { clock, send, look } = this.#options;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.start(), INTERVAL).unref();
    if (clock.now() < this.#todayEnd) return;
    try {
      look();
    } catch (error) {
      send('log', { level: 'warn', line: `the new day could not be shown: ${errorMessage(error)}` });
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
