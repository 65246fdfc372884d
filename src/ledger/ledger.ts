import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { Organization } from '../source/source.ts';
import { AlertTable } from './alertTable.ts';
import { BalanceTable } from './balanceTable.ts';
import { BillTable } from './billTable.ts';
import { ClaudeCodeTable } from './claudeCodeTable.ts';
import { CrossingTable } from './crossingTable.ts';
import { fileIdentity, isNewer, type OpenOptions, openDatabase, type Unkept } from './database.ts';
import { DaySumTable } from './daySumTable.ts';
import { DayTotalTable } from './dayTotalTable.ts';
import { EstimateTable } from './estimateTable.ts';
import { KeptForecastTable } from './keptForecastTable.ts';
import { MeasurementTable } from './measurementTable.ts';
import { MonthlyReportTable } from './monthlyReportTable.ts';
import { NameTable } from './nameTable.ts';
import { NoteTable } from './noteTable.ts';
import { OtelTable } from './otelTable.ts';
import { OwnedColorTable } from './ownedColorTable.ts';
import { SeriesTable } from './seriesTable.ts';
import { SetApartTable } from './setApartTable.ts';
import { SyncState } from './syncState.ts';
import { UnusualTable } from './unusualTable.ts';
import { UsageTable } from './usageTable.ts';
import { ViewTable } from './viewTable.ts';

const organizationRow = z.object({ ref: z.number() });

/** The ledger of one organization: nothing in it can be of another's. */
export interface OrganizationLedger {
  readonly usage: UsageTable;
  readonly dayTotals: DayTotalTable;
  readonly daySums: DaySumTable;
  readonly keptForecasts: KeptForecastTable;
  readonly bills: BillTable;
  readonly names: NameTable;
  readonly estimates: EstimateTable;
  readonly syncState: SyncState;
  readonly views: ViewTable;
  readonly notes: NoteTable;
  readonly ownedColors: OwnedColorTable;
  readonly claudeCode: ClaudeCodeTable;
  readonly setApart: SetApartTable;
  readonly measurements: MeasurementTable;
  readonly alerts: AlertTable;
  readonly balances: BalanceTable;
  readonly crossings: CrossingTable;
  readonly unusual: UnusualTable;
  readonly otel: OtelTable;
  readonly monthlyReports: MonthlyReportTable;
}

/** The tables of an organization by its number in the database. Nothing is written by that. */
export function tablesOf(database: DatabaseSync, ref: number): OrganizationLedger {
  return {
    usage: new UsageTable(database, ref, new SeriesTable(database, ref)),
    dayTotals: new DayTotalTable(database, ref),
    daySums: new DaySumTable(database, ref),
    keptForecasts: new KeptForecastTable(database, ref),
    bills: new BillTable(database, ref),
    names: new NameTable(database, ref),
    estimates: new EstimateTable(database, ref),
    syncState: new SyncState(database, ref),
    views: new ViewTable(database, ref),
    notes: new NoteTable(database, ref),
    ownedColors: new OwnedColorTable(database, ref),
    claudeCode: new ClaudeCodeTable(database, ref),
    setApart: new SetApartTable(database, ref),
    measurements: new MeasurementTable(database, ref),
    alerts: new AlertTable(database, ref),
    balances: new BalanceTable(database, ref),
    crossings: new CrossingTable(database, ref),
    unusual: new UnusualTable(database, ref),
    otel: new OtelTable(database, ref),
    monthlyReports: new MonthlyReportTable(database, ref),
  };
}

/** The database in global storage, shared by all windows. Synchronous: it belongs on the engine's thread. */
export class Ledger implements Disposable {
  readonly path: string;
  /** New path of a damaged file, where this one replaces it. */
  readonly setAside: string | null;
  /** Number of buckets and days that could not be read when it was opened, and are to be fetched again. */
  readonly forgotten: number;
  /** Reason that it is in memory alone, and ends with it; null for one that is kept in its file. */
  readonly unkept: Unkept | null;
  readonly #database: DatabaseSync;
  readonly #file: string;

  /** Throws NewerSchemaError for a file of a newer version, and what SQLite throws of one that is locked. `now` in ms. */
  constructor(path: string, now: number, options: OpenOptions = {}) {
    const { database, setAside, forgotten, unkept } = openDatabase(path, now, options);
    this.path = path;
    this.setAside = setAside;
    this.forgotten = forgotten;
    this.unkept = unkept;
    this.#database = database;
    this.#file = unkept ? '' : fileIdentity(path);
  }

  organization({ id, name }: Organization): OrganizationLedger {
    const statement = this.#database.prepare(`
      INSERT INTO organization (id, name) VALUES (?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING ref`);
    const { ref } = organizationRow.parse(statement.get(id, name));
    return tablesOf(this.#database, ref);
  }

  /** Number of organizations that it has ever held figures of. */
  organizations(): number {
    const row = z.object({ count: z.number() });
    return row.parse(this.#database.prepare('SELECT count(*) AS count FROM organization').get()).count;
  }

  /** Changes whenever another window has written. */
  version(): number {
    const row = z.object({ data_version: z.number() });
    return row.parse(this.#database.prepare('PRAGMA data_version').get()).data_version;
  }

  /** False once another window has deleted the file, set it aside, or brought it to a newer version's schema. */
  isInPlace(): boolean {
    return this.unkept !== null || (fileIdentity(this.path) === this.#file && !isNewer(this.#database));
  }

  /** A lock of another process is waited for so long from now on, ms. */
  setPatience(ms: number): void {
    this.#database.exec(`PRAGMA busy_timeout = ${ms}`);
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  close(): void {
    if (this.isOpen) this.#database.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
