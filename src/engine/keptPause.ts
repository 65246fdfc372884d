import { createHash, randomInt } from 'node:crypto';
import type { SyncState } from '../ledger/syncState.ts';
import { MINUTE } from '../time/utc.ts';

/** A pause in which the API is left alone, and the number of failures in a row before it. */
export interface Blocked {
  /** End, ms; 0 where there is no pause. */
  readonly until: number;
  /** The API itself has asked for it: then nobody asks before its end, whoever wants it. */
  readonly isAsked: boolean;
  readonly failures: number;
}

const NONE: Blocked = { until: 0, isAsked: false, failures: 0 };
/** A pause that begins later than this from now was kept by a clock that was wrong. */
const TOLERATED = 2 * MINUTE;
/** Largest random number there is at once. */
const SALTS = 2 ** 47;

/** Pauses that the ledger keeps over restarts and for all windows: of one organization and one key, another asks at once. */
export class KeptPause {
  readonly #syncState: SyncState;
  /** Tells keys of this ledger apart, and nothing else of them. */
  readonly #mark: string;

  constructor(syncState: SyncState, key: string) {
    this.#syncState = syncState;
    this.#mark = markOf(key, saltOf(syncState));
  }

  read(now: number): Blocked {
    const get = (what: 'blockedAt' | 'blockedUntil' | 'askedUntil' | 'failures') =>
      this.#syncState.get(`${what}:${this.#mark}`);
    if (get('blockedAt') > now + TOLERATED) return NONE;
    const asked = get('askedUntil');
    return { until: Math.max(asked, get('blockedUntil')), isAsked: asked > now, failures: get('failures') };
  }

  /** Keeps a pause from `at` to `until`, ms; `askedUntil` is the end that the API asked for, 0 where it did not. */
  keep(at: number, until: number, askedUntil: number, failures: number): void {
    const set = (what: 'blockedAt' | 'blockedUntil' | 'askedUntil' | 'failures', value: number) =>
      this.#syncState.set(`${what}:${this.#mark}`, value);
    set('blockedAt', at);
    set('blockedUntil', until);
    set('askedUntil', askedUntil);
    set('failures', failures);
  }

  end(): void {
    if (this.#syncState.get(`blockedUntil:${this.#mark}`) !== 0) this.keep(0, 0, 0, 0);
  }
}

/** One for all windows that share the ledger, made by the first. */
function saltOf(syncState: SyncState): number {
  if (syncState.get('salt') === 0) syncState.claim('salt', randomInt(1, SALTS), 0, SALTS);
  return syncState.get('salt');
}

function markOf(key: string, salt: number): string {
  return createHash('sha256').update(`${salt}:${key}`).digest('hex').slice(0, 8);
}
