import { randomUUID } from 'node:crypto';
import { closeSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { faultOf, type LedgerFault, NoLocksError } from './fault.ts';

/** Suffixes of the files that SQLite keeps for a database; the first is the database itself. */
export const COMPANIONS = ['', '-wal', '-shm', '-journal'];

/** Opens a file whose locks are waited for so many ms. */
export type Connect = (path: string, patience: number) => DatabaseSync;

export const connectFile: Connect = (path, patience) => new DatabaseSync(path, { timeout: patience });

export interface JournalParts {
  readonly connect: Connect;
  readonly patience: number;
  /** Throws where the database is to be left as it is. */
  readonly check: (database: DatabaseSync) => void;
}

/** Faults that a write-ahead log may be the cause of. */
const MAY_BE_THE_LOG: ReadonlySet<LedgerFault> = new Set(['noSharedMemory', 'noLocks', 'io', 'cannotOpen', 'readOnly']);

/**
 * Opens a database with a write-ahead log, so that windows read while one writes; without one, where the file system
 * has no memory to share, which the log needs. Throws what SQLite throws.
 */
export function openJournaled(path: string, parts: JournalParts): DatabaseSync {
  const { connect, patience, check } = parts;
  try {
    return connected(path, connect, patience, (database) => {
      check(database);
      const isLogged = journalMode(database) === 'wal' || whyNot(dirname(path), connect, 'WAL') === null;
      useJournal(database, isLogged ? 'WAL' : 'TRUNCATE');
    });
  } catch (error) {
    if (!MAY_BE_THE_LOG.has(faultOf(error))) throw error;
    return leaveLog(path, parts, error);
  }
}

/** Takes a file out of write-ahead mode. Locked for itself alone, SQLite keeps in memory what it would else share. */
function leaveLog(path: string, { connect, patience, check }: JournalParts, why: unknown): DatabaseSync {
  return connected(path, connect, patience, (database) => {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    check(database);
    useJournal(database, 'TRUNCATE');
    if (journalMode(database) === 'wal') throw why;
    // The lock is let go of with the next look.
    database.exec('PRAGMA locking_mode = NORMAL; SELECT COUNT(*) FROM sqlite_schema');
  });
}

/** Error of a file system that locks no file, as it shows on one that nobody else has open; null where locks work. */
export function whyNoLocks(folder: string, connect: Connect): unknown {
  const reason = whyNot(folder, connect, 'TRUNCATE');
  return faultOf(reason) === 'locked' ? new NoLocksError('the file system does not lock files') : reason;
}

/** Tries a kind of journal on a file of its own; null when it works, else the error. */
function whyNot(folder: string, connect: Connect, mode: Journal): unknown {
  const path = join(folder, `trial-${randomUUID()}.db`);
  try {
    closeSync(openSync(path, 'wx', 0o600));
    const prepare = (database: DatabaseSync) => {
      useJournal(database, mode);
      database.exec('CREATE TABLE trial (x)');
      if (journalMode(database) !== mode.toLowerCase()) throw new Error(`there is no ${mode} here`);
    };
    connected(path, connect, 0, prepare).close();
    return null;
  } catch (error) {
    return error;
  } finally {
    for (const companion of COMPANIONS) rmSync(path + companion, { force: true });
  }
}

function connected(path: string, connect: Connect, patience: number, prepare: (database: DatabaseSync) => void) {
  const database = connect(path, patience);
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

type Journal = 'WAL' | 'TRUNCATE';

function useJournal(database: DatabaseSync, mode: Journal): void {
  // Without a log, only a full flush holds over a power cut.
  const synchronous = mode === 'WAL' ? 'NORMAL' : 'FULL';
  database.exec(`PRAGMA journal_mode = ${mode}; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON`);
  // The first look shows if it works.
  database.exec('SELECT COUNT(*) FROM sqlite_schema');
}

function journalMode(database: DatabaseSync): string {
  return z.object({ journal_mode: z.string() }).parse(database.prepare('PRAGMA journal_mode').get()).journal_mode;
}
