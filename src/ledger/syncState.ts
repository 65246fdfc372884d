import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';

/**
 * Names of the state that windows share, instants but for a few. `polledAt` is claimed before a poll, so that one
 * window asks and the others read, by the machine's clock as all claims are; `checkedAt` is when today's usage was last
 * read; `blockedUntil` and those beside it keep a pause of one key over a restart, by a mark of the key that `salt` makes;
 * `fillingUntil`, `pollingUntil` and `sendingUntil` are held by the window that fetches the history, polls, or sends
 * metrics: see Claim. `geoFoundAt` and `fastFoundAt` are of usage that no
 * bill has named yet; `billsAskedAgainAt` of bills that could not be read, 0 once they could, and `billsStatus` is the
 * HTTP status of that. `learnedTo` and a UTC day: the newest day whose bill taught rates then. `skew` is a span: how
 * far the machine's clock was behind when the API last gave the time. `colorsClaimedAt` is when values last claimed
 * their colours. `sampleNotedTo` is the newest day whose note the sample has been given, `unusualDaysTo` the newest
 * closed day that unusual spend was looked for in. `reportingUntil` is held by the window that writes monthly reports,
 * `monthBillsReadAt` is when the bills of last month were read again for them, and `folderMissingAt` and a folder when the
 * user was told that it is not there, 0 once it is. `reportFailingSince` and a report is when that could not be made for
 * them, the end of time once the user was told, and 0 once it could.
 */
export type SyncStateName =
  | 'polledAt'
  | 'checkedAt'
  | 'blockedUntil'
  | `${'blockedAt' | 'blockedUntil' | 'askedUntil' | 'failures'}:${string}`
  | 'salt'
  | 'fillingUntil'
  | 'pollingUntil'
  | 'sendingUntil'
  | 'billsAskedAgainAt'
  | 'billsStatus'
  | 'namesReadAt'
  | 'probedAt'
  | 'geoFoundAt'
  | 'fastFoundAt'
  | 'skew'
  | 'colorsClaimedAt'
  | 'sampleNotedTo'
  | 'unusualDaysTo'
  | 'reportingUntil'
  | 'monthBillsReadAt'
  | `folderMissingAt ${string}`
  | `reportFailingSince ${string}`
  | `learnedTo ${string}`;

const row = z.object({ at: z.number() });
const namedRow = z.object({ name: z.string(), at: z.number() });

export class SyncState {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** In ms; 0 when it never was. */
  get(name: SyncStateName): number {
    const statement = this.#database.prepare(
      'SELECT CAST(at AS REAL) AS at FROM moment WHERE organization = ? AND name = ?',
    );
    const found = statement.get(this.#organization, name);
    return found === undefined ? 0 : row.parse(found).at;
  }

  set(name: SyncStateName, at: number): void {
    this.#database.prepare('INSERT OR REPLACE INTO moment VALUES (?, ?, ?)').run(this.#organization, name, within(at));
  }

  /** Instants whose names begin with `prefix`, ms by name. */
  all(prefix: string): Map<string, number> {
    const statement = this.#database.prepare(
      'SELECT name, at FROM moment WHERE organization = ? AND substr(name, 1, ?) = ?',
    );
    const found = z.array(namedRow).parse(statement.all(this.#organization, prefix.length, prefix));
    return new Map(found.map(({ name, at }) => [name, at]));
  }

  /** Deletes those whose names begin with `prefix` and sort before another name. */
  forget(prefix: string, before: string): void {
    this.#database
      .prepare('DELETE FROM moment WHERE organization = ? AND substr(name, 1, ?) = ? AND name < ?')
      .run(this.#organization, prefix.length, prefix, before);
  }

  /**
   * Sets an instant if it is not after `unlessAfter`, or if it lies after `latest`, as a clock that was wrong may have
   * left it. False when another window was first. Atomic over windows.
   */
  claim(name: SyncStateName, at: number, unlessAfter: number, latest: number): boolean {
    const statement = this.#database.prepare(`
      INSERT INTO moment VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET at = excluded.at WHERE at <= ? OR at > ?`);
    return Number(statement.run(this.#organization, name, within(at), unlessAfter, latest).changes) === 1;
  }
}

/** The nearest number that a column holds: an instant that somebody else gives may be any number. */
function within(at: number): number {
  return Math.min(Math.max(Math.round(at), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
