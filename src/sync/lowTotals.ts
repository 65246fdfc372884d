import type { DayTotal } from '../ledger/dayTotalTable.ts';
import { HOUR } from '../time/utc.ts';

/** Time that the API has to give less than is held before it is believed, ms: one in trouble does so for hours. */
const BELIEVED_AFTER = 12 * HOUR;

/**
 * Daily totals that are less than the hours held of their day. Believed at once, they would have an API in trouble
 * asked for all hours of all days, and final bills divided by a part of their usage.
 */
export class LowTotals {
  readonly #before = new Map<number, { readonly tokens: number; readonly since: number }>();

  /** True of a total just read that is to be believed beside the tokens `held` of its day. */
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
