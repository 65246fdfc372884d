import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { AlertNotice } from '../shared/alert.ts';
import { readChoice } from '../shared/choice.ts';
import { SECOND } from '../time/utc.ts';
import { transaction } from './database.ts';

/** A claim that no window has made good after so long, ms, is another's to take: its window is taken for dead. */
const HELD = 20 * SECOND;
/** A window that nobody looks at leaves an alert to the others for so long, ms. */
const BACKGROUND_WAIT = 4 * SECOND;
/** Shown alerts that stay, so that none of them is due again. */
const MOST_SHOWN = 5000;

const row = z.object({
  id: z.string(),
  message: z.string(),
  choice: z.string(),
  budget: z.nullable(z.string()),
  event: z.nullable(z.string()),
  dueAt: z.number(),
  claimedAt: z.nullable(z.number()),
});

/** An alert that no window has shown, as far as is known. */
interface Unshown {
  readonly notice: AlertNotice;
  readonly dueAt: number;
  readonly claimedAt: number | null;
}

/**
 * Alerts of one organization, each shown by one window: it claims the alert, shows it, and says that it has. A window that
 * dies in between may have shown it; whoever takes its claim over shows it, perhaps again. Instants in ms.
 */
export class AlertTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Adds alerts that are not there yet; with `isShown` as some that need no window. Belongs to a transaction under way. */
  add(due: readonly AlertNotice[], now: number, isShown = false): void {
    const known = this.#database.prepare('SELECT 1 FROM alert WHERE organization = ? AND id = ?');
    const unknown = due.filter(({ id }) => known.get(this.#organization, id) === undefined);
    if (unknown.length === 0) return;
    const insert = this.#database.prepare(`
      INSERT OR IGNORE INTO alert (organization, id, message, choice, budget, event, due_at, shown_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
    const at = Math.round(now);
    for (const { id, message, choice, budget, event } of unknown) {
      insert.run(this.#organization, id, message, JSON.stringify(choice), budget, event, at, isShown ? at : null);
    }
    this.#prune();
  }

  /**
   * Claims the alerts that no window has shown and none is about to, for a window that then shows them. One in the
   * background lets the others go first. Atomic over windows.
   */
  claim(now: number, isFocused: boolean): AlertNotice[] {
    const free = () => this.#unshown().filter((unshown) => isFree(unshown, now, isFocused));
    if (free().length === 0) return [];
    return transaction(this.#database, () => {
      const claim = this.#database.prepare('UPDATE alert SET claimed_at = ? WHERE organization = ? AND id = ?');
      return free().map(({ notice }) => {
        claim.run(Math.round(now), this.#organization, notice.id);
        return notice;
      });
    });
  }

  /** Keeps that an alert was shown, whichever window had claimed it. */
  shown(id: string, now: number): void {
    const statement = this.#database.prepare(
      'UPDATE alert SET shown_at = ? WHERE organization = ? AND id = ? AND shown_at IS NULL',
    );
    statement.run(Math.round(now), this.#organization, id);
  }

  /** Leaves out what a newer version has added, and this one cannot read. */
  #unshown(): Unshown[] {
    const statement = this.#database.prepare(`
      SELECT id, message, choice, budget, event, CAST(due_at AS REAL) AS dueAt, CAST(claimed_at AS REAL) AS claimedAt
      FROM alert WHERE organization = ? AND shown_at IS NULL ORDER BY due_at, id`);
    return statement.all(this.#organization).flatMap((found) => {
      const { data } = row.safeParse(found);
      const choice = data && readChoice(data.choice);
      if (!data || !choice) return [];
      const { dueAt, claimedAt, ...notice } = data;
      return { notice: { ...notice, choice }, dueAt, claimedAt };
    });
  }

  #prune(): void {
    const statement = this.#database.prepare(`
      DELETE FROM alert WHERE organization = ?1 AND shown_at IS NOT NULL AND id NOT IN (
        SELECT id FROM alert WHERE organization = ?1 ORDER BY due_at DESC LIMIT ${MOST_SHOWN})`);
    statement.run(this.#organization);
  }
}

/** An instant that lies ahead was written by a clock that has been set back since. */
function isFree({ dueAt, claimedAt }: Unshown, now: number, isFocused: boolean): boolean {
  if (claimedAt !== null) return Math.abs(now - claimedAt) >= HELD;
  return isFocused || Math.abs(now - dueAt) >= BACKGROUND_WAIT;
}
