import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { MIGRATIONS, SCHEMA_VERSION } from './schema.ts';

/** A file that a newer version of this extension has written: it is left alone. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

/** A database that cannot be trusted. */
class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** Where a damaged file was put, if there was one. */
  readonly setAside: string | null;
}

const BUSY_TIMEOUT_MS = 5000;
const OPEN_TRIES = 5;
const OPEN_PAUSE_MS = 50;
const COMPANIONS = ['', '-wal', '-shm'];

/**
 * Opens the database, making or migrating it as needed, readable by its owner alone. A file that does not open or fails its
 * check is renamed and a new one is made. Throws NewerSchemaError, or what the file system throws.
 */
export function openDatabase(path: string, now: number): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = fileIdentity(path);
  try {
    return { database: openPatiently(path), setAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Another window may have set the file aside already: what is there now is its new one.
    if (fileIdentity(path) !== file) return { database: openPatiently(path), setAside: null };
    const setAside = `${path}.broken-${new Date(now).toISOString().replaceAll(':', '-')}`;
    for (const companion of COMPANIONS) {
      if (existsSync(path + companion)) renameSync(path + companion, setAside + companion);
    }
    return { database: openPatiently(path), setAside };
  }
}

export function deleteDatabase(path: string): void {
  for (const companion of COMPANIONS) rmSync(path + companion, { force: true });
}

/** Identity of the file behind a path: another window may have deleted it or set it aside. */
export function fileIdentity(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.dev}:${stats.ino}` : '';
}

/** Primary result codes of SQLite: BUSY; CORRUPT and NOTADB. https://www.sqlite.org/rescode.html */
const BUSY = 5;
const DAMAGE = [11, 26];
const sqliteError = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number() });

/** Whether an error says that the file itself is broken, rather than busy, full or unreachable. */
export function isDamage(error: unknown): boolean {
  return error instanceof DamagedError || DAMAGE.includes(resultOf(error));
}

function resultOf(error: unknown): number {
  const parsed = sqliteError.safeParse(error);
  return parsed.success ? parsed.data.errcode & 0xff : 0;
}

/** Two windows that make the file at the same moment: SQLite does not wait for its turn to turn WAL on. */
function openPatiently(path: string): DatabaseSync {
  for (let tries = 1; ; tries += 1) {
    try {
      return openChecked(path);
    } catch (error) {
      if (resultOf(error) !== BUSY || tries === OPEN_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_PAUSE_MS);
    }
  }
}

function openChecked(path: string): DatabaseSync {
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    refuseNewer(database);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    const check = z.object({ quick_check: z.string() }).parse(database.prepare('PRAGMA quick_check(1)').get());
    if (check.quick_check !== 'ok') throw new DamagedError(check.quick_check);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: DatabaseSync): void {
  if (versionOf(database) === SCHEMA_VERSION) return;
  transaction(database, () => {
    refuseNewer(database);
    for (const migration of MIGRATIONS.slice(versionOf(database))) database.exec(migration);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

/** Whether a newer version of this extension has changed the schema. */
export function isNewer(database: DatabaseSync): boolean {
  return versionOf(database) > SCHEMA_VERSION;
}

function refuseNewer(database: DatabaseSync): void {
  if (!isNewer(database)) return;
  const found = versionOf(database);
  throw new NewerSchemaError(`the ledger's schema is version ${found}, this version knows ${SCHEMA_VERSION}`);
}

function versionOf(database: DatabaseSync): number {
  return z.object({ user_version: z.number() }).parse(database.prepare('PRAGMA user_version').get()).user_version;
}

/** Everything or nothing. Takes the write lock at once, so that two windows cannot both read and then write. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
