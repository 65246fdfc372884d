import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { readSavedView, type SavedView } from '../shared/choice.ts';

/** More than any choice takes as JSON, which has six bytes for a character at most. */
const MOST_BYTES = 8_000_000;
const row = z.object({ name: z.string(), choice: z.string() });

/** Named views of one organization. They are the user's, so they are in the ledger for all windows. */
export class ViewTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Saved views by name. One that a newer version has saved, or none would, and this one cannot read stays where it is, unseen. */
  all(): SavedView[] {
    const statement = this.#database.prepare(`
      SELECT name, choice FROM saved_view WHERE organization = ? AND octet_length(choice) <= ${MOST_BYTES}
      ORDER BY name COLLATE NOCASE, name`);
    return z
      .array(row)
      .parse(statement.all(this.#organization))
      .flatMap(({ name, choice }) => readSavedView(name, choice) ?? []);
  }

  save({ name, choice }: SavedView): void {
    const statement = this.#database.prepare('INSERT OR REPLACE INTO saved_view VALUES (?, ?, ?)');
    statement.run(this.#organization, name, JSON.stringify(choice));
  }

  delete(name: string): void {
    this.#database.prepare('DELETE FROM saved_view WHERE organization = ? AND name = ?').run(this.#organization, name);
  }
}
