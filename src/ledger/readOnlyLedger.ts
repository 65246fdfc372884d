import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { Organization } from '../source/source.ts';
import { NewerSchemaError } from './fault.ts';
import { type OrganizationLedger, tablesOf } from './ledger.ts';
import { SCHEMA_VERSION } from './schema.ts';

const versionRow = z.object({ user_version: z.number() });
const dataVersionRow = z.object({ data_version: z.number() });
const organizationRow = z.object({ ref: z.number(), id: z.string(), name: z.string() });

/** A ledger that has not been brought to this version's schema yet: who only reads cannot do that. */
export class OlderSchemaError extends Error {}

/** A ledger that another process keeps, opened to be read alone: nothing of the file is made, migrated or locked for long. */
export class ReadOnlyLedger implements Disposable {
  readonly #database: DatabaseSync;

  /**
   * Throws what SQLite throws of a file that is not there, or is locked for `patience` ms, NewerSchemaError and
   * OlderSchemaError.
   */
  constructor(path: string, patience = 1000) {
    this.#database = new DatabaseSync(path, { readOnly: true, timeout: patience });
    try {
      this.#checkVersion();
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Organizations that it has figures of, the one that was asked about last first. */
  organizations(): Organization[] {
    return this.#rows()
      .map(({ ref, id, name }) => ({ id, name, checkedAt: tablesOf(this.#database, ref).syncState.get('checkedAt') }))
      .sort((a, b) => b.checkedAt - a.checkedAt)
      .map(({ id, name }) => ({ id, name }));
  }

  /** The ledger of an organization; null where it has none. */
  organization(wanted: Pick<Organization, 'id'>): OrganizationLedger | null {
    const found = this.#rows().find(({ id }) => id === wanted.id);
    return found ? tablesOf(this.#database, found.ref) : null;
  }

  /**
   * Does work that sees the ledger as it is now, whatever another process writes meanwhile. Throws NewerSchemaError where
   * one has brought it to a newer version's schema since it was opened.
   */
  snapshot<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN');
    try {
      this.#checkVersion();
      return work();
    } finally {
      this.#database.exec('COMMIT');
    }
  }

  /** Changes whenever another process has written. */
  version(): number {
    return dataVersionRow.parse(this.#database.prepare('PRAGMA data_version').get()).data_version;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  #checkVersion(): void {
    const { user_version: version } = versionRow.parse(this.#database.prepare('PRAGMA user_version').get());
    const both = `the history's schema is version ${version}, this version knows ${SCHEMA_VERSION}`;
    if (version > SCHEMA_VERSION) throw new NewerSchemaError(both);
    if (version < SCHEMA_VERSION) throw new OlderSchemaError(both);
  }

  #rows() {
    return z.array(organizationRow).parse(this.#database.prepare('SELECT ref, id, name FROM organization').all());
  }
}
