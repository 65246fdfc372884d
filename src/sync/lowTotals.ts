import type { DayTotal } from '../ledger/dayTotalTable.ts';
import { HOUR } from '../time/utc.ts';

/** Less than what is held is believed once the API has told it for so long, ms: one in trouble tells less for hours. */
const BELIEVED_AFTER = 12 * HOUR;

/**
 * Daily totals that tell less than the hours that are held of their day. Believed at once, they would have an API in trouble
 * asked for all hours of all days, and whole bills divided by a part of their usage.
 */
export class LowTotals {
  readonly #before = new Map<number, { readonly tokens: number; readonly since: number }>();

  /** Whether a total that has just been read is to be believed beside the tokens `held` of its day. */
  isBelieved({ start, tokens }: Pick<DayTotal, 'start' | 'tokens'>, held: number, now: number): boolean {
    if (tokens >= held) {
      this.#before.delete(start);
      return true;
    }
    const before = this.#before.get(start);
    if (before?.tokens === tokens && before.since <= now) return now - before.since >= BELIEVED_AFTER;
    this.#before.set(start, { tokens, since: now });
    return false;
  }
}
