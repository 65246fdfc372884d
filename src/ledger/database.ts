import { chmodSync, closeSync, mkdirSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { forgetSetAside, setAside } from './damagedFiles.ts';
import { DamagedError, faultOf, isDamage, isOfThePlace, NewerSchemaError } from './fault.ts';
import { openInMemory } from './inMemory.ts';
import { COMPANIONS, type Connect, connectFile, openJournaled, whyNoLocks } from './journal.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './schema.ts';
import { forgetRows, misfits, unreadableRows } from './unreadable.ts';

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** New path of a damaged file, if there was one. */
  readonly setAside: string | null;
  /** Number of buckets of usage and days of Claude Code that could not be read, and are to be fetched again. */
  readonly forgotten: number;
  /** Reason that it is in memory alone, gone with its connection; null for one that is kept in its file. */
  readonly unkept: Unkept | null;
}

/** The error that keeps a ledger from its file, as it was thrown. */
export interface Unkept {
  readonly reason: unknown;
}

export interface OpenOptions {
  /** A lock of another process is waited for this long, ms. */
  readonly patience?: number;
  /** The error that kept it from its file before: the file is not tried again. */
  readonly unkept?: Unkept | null;
  /** Something of it could not be read: all of it is looked through. */
  readonly doubted?: boolean;
  /** Stands between this and SQLite, for a test. */
  readonly connect?: Connect;
}

/** A lock of another process is waited for this long, ms, unless it is known to be held. */
export const PATIENCE = 5000;
/** A lock that is known to be held, ms: it is soon looked at again. */
export const BRIEF = 100;
const PAUSE_MS = 50;

/**
 * Opens the database, making or migrating it as needed, readable by its owner alone. A file that does not open or fails
 * its check is renamed and a new one is made. Where no file can be kept, as on a disk that is full or in another user's
 * folder, it is in memory, with what the file has where that can be read. Throws NewerSchemaError, and what SQLite
 * throws of a file that another process holds locked. `now` in ms.
 */
export function openDatabase(path: string, now: number, options: OpenOptions = {}): OpenedDatabase {
  const { patience = PATIENCE, unkept = null, doubted = false, connect = connectFile } = options;
  if (unkept) return inMemory(path, unkept.reason);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const opened = openLocked(path, now, connect, patience);
    return { ...opened, forgotten: forgetUnreadable(opened.database, doubted), unkept: null };
  } catch (error) {
    if (!isOfThePlace(faultOf(error))) throw error;
    return inMemory(path, error);
  }
}

/** A lock is waited for at length only where the file system has any: one that has none says "locked" of every file. */
function openLocked(path: string, now: number, connect: Connect, patience: number) {
  const open = (ms: number) => openOrReplace(path, now, () => openPatiently(path, connect, ms));
  try {
    const opened = open(Math.min(BRIEF, patience));
    opened.database.exec(`PRAGMA busy_timeout = ${patience}`);
    return opened;
  } catch (error) {
    if (faultOf(error) !== 'locked') throw error;
    const reason = whyNoLocks(dirname(path), connect);
    if (reason !== null) throw reason;
    return open(patience);
  }
}

function inMemory(path: string, reason: unknown): OpenedDatabase {
  const database = openInMemory(path);
  return { database, setAside: null, forgotten: forgetUnreadable(database, true), unkept: { reason } };
}

function openOrReplace(path: string, now: number, open: () => DatabaseSync) {
  forgetSetAside(path, now);
  const file = fileIdentity(path);
  try {
    return { database: open(), setAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Another window may have set the file aside already: the file here is its new one.
    if (fileIdentity(path) !== file) return { database: open(), setAside: null };
    const target = setAside(path, now);
    forgetSetAside(path, now);
    return { database: open(), setAside: target };
  }
}

function forgetUnreadable(database: DatabaseSync, doubted: boolean): number {
  const rows = doubted ? unreadableRows(database) : misfits(database);
  if (rows.length > 0) transaction(database, () => forgetRows(database, rows));
  return rows.length;
}

export function deleteDatabase(path: string): void {
  for (const companion of COMPANIONS) rmSync(path + companion, { force: true });
}

/** Identity of the file behind a path: another window may have deleted it or set it aside. */
export function fileIdentity(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.dev}:${stats.ino}` : '';
}

/** Two windows that make the file at the same moment: SQLite does not wait for its turn to turn WAL on. */
function openPatiently(path: string, connect: Connect, patience: number): DatabaseSync {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return openChecked(path, connect, patience);
    } catch (error) {
      if (faultOf(error) !== 'locked' || performance.now() + PAUSE_MS >= end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

function openChecked(path: string, connect: Connect, patience: number): DatabaseSync {
  closeSync(openSync(path, 'a', 0o600));
  keepPrivate(path);
  const database = openJournaled(path, { connect, patience, check: refuseNewer });
  try {
    const check = z.object({ quick_check: z.string() }).parse(database.prepare('PRAGMA quick_check(1)').get());
    if (check.quick_check !== 'ok') throw new DamagedError(check.quick_check);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A file that is ours, a link's target too, and SQLite's companions of it are nobody else's to read. */
function keepPrivate(path: string): void {
  const own = process.getuid?.();
  if (own === undefined) return;
  const target = realpathSync(path);
  for (const companion of COMPANIONS) {
    const stats = statSync(target + companion, { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.uid !== own || (stats.mode & 0o077) === 0) continue;
    try {
      chmodSync(target + companion, 0o600);
    } catch {
      // A file system without such rights has none to take.
    }
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

/** True where a newer version of this extension has changed the schema. */
export function isNewer(database: DatabaseSync): boolean {
  return versionOf(database) > SCHEMA_VERSION;
}

function refuseNewer(database: DatabaseSync): void {
  if (!isNewer(database)) return;
  const found = versionOf(database);
  throw new NewerSchemaError(`the history's schema is version ${found}, this version knows ${SCHEMA_VERSION}`);
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
