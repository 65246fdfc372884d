import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Organization } from '../source.ts';
import { BillTable } from './billTable.ts';
import { ClaudeCodeTable } from './claudeCodeTable.ts';
import { fileIdentity, isNewer, openDatabase } from './database.ts';
import { DayTotalTable } from './dayTotalTable.ts';
import { EstimateTable } from './estimateTable.ts';
import { Moments } from './moments.ts';
import { NameTable } from './nameTable.ts';
import { SeriesTable } from './series.ts';
import { UsageTable } from './usageTable.ts';
import { ViewTable } from './viewTable.ts';

const organizationRow = z.object({ ref: z.number() });

/** What is held of one organization: nothing in it can be of another's. */
export interface OrganizationLedger {
  readonly usage: UsageTable;
  readonly dayTotals: DayTotalTable;
  readonly bills: BillTable;
  readonly names: NameTable;
  readonly estimates: EstimateTable;
  readonly moments: Moments;
  readonly views: ViewTable;
  readonly claudeCode: ClaudeCodeTable;
}

/** The database in global storage, shared by all windows. Synchronous: it belongs on the engine's thread. */
export class Ledger implements Disposable {
  readonly path: string;
  /** Where a damaged file was put when this one was made. */
  readonly setAside: string | null;
  readonly #database: DatabaseSync;
  readonly #file: string;

  /** Throws NewerSchemaError for a file of a newer version, or what the file system throws. `now` in ms. */
  constructor(path: string, now: number) {
    const { database, setAside } = openDatabase(path, now);
    this.path = path;
    this.setAside = setAside;
    this.#database = database;
    this.#file = fileIdentity(path);
  }

  organization({ id, name }: Organization): OrganizationLedger {
    const statement = this.#database.prepare(`
      INSERT INTO organization (id, name) VALUES (?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING ref`);
    const { ref } = organizationRow.parse(statement.get(id, name));
    return {
      usage: new UsageTable(this.#database, ref, new SeriesTable(this.#database, ref)),
      dayTotals: new DayTotalTable(this.#database, ref),
      bills: new BillTable(this.#database, ref),
      names: new NameTable(this.#database, ref),
      estimates: new EstimateTable(this.#database, ref),
      moments: new Moments(this.#database, ref),
      views: new ViewTable(this.#database, ref),
      claudeCode: new ClaudeCodeTable(this.#database, ref),
    };
  }

  /** Changes whenever another window has written. */
  version(): number {
    const row = z.object({ data_version: z.number() });
    return row.parse(this.#database.prepare('PRAGMA data_version').get()).data_version;
  }

  /** False once another window has deleted the file, set it aside, or brought it to a newer version's schema. */
  isInPlace(): boolean {
    return fileIdentity(this.path) === this.#file && !isNewer(this.#database);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
