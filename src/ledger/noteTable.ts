import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { DayNote, NoteToSave } from '../shared/dayNote.ts';

/** The newest notes that are shown: as many as a year has days. */
const MOST_NOTES = 366;

const row = z.object({ id: z.number(), at: z.coerce.number(), text: z.string() });

/** Notes of an organization's users on UTC days, for all windows. */
export class NoteTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Oldest day first; those of a day in the order that they were written in. */
  all(): DayNote[] {
    const statement = this.#database.prepare(`
      SELECT ref AS id, CAST(start AS REAL) AS at, text FROM day_note
      WHERE organization = ? ORDER BY start DESC, ref DESC LIMIT ${MOST_NOTES}`);
    return z.array(row).parse(statement.all(this.#organization)).reverse();
  }

  /** Saves a new note, or one that was changed, also where another window has deleted it meanwhile. */
  save({ id, at, text }: NoteToSave): void {
    const statement = this.#database.prepare(`
      INSERT INTO day_note (ref, organization, start, text) VALUES (?, ?, ?, ?)
      ON CONFLICT (ref) DO UPDATE SET start = excluded.start, text = excluded.text
      WHERE organization = excluded.organization`);
    statement.run(id, this.#organization, at, text);
  }

  delete(id: number): void {
    this.#database.prepare('DELETE FROM day_note WHERE organization = ? AND ref = ?').run(this.#organization, id);
  }
}
