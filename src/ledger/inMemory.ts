import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { MIGRATIONS, SCHEMA_VERSION } from './schema.ts';

/**
 * A database in memory, with what the file at a path holds, as far as that can be read: it may be there, and its disk
 * full.
 */
export function openInMemory(path: string): DatabaseSync {
  return copied(path, 'mode=ro') ?? (isClosed(path) ? copied(path, 'immutable=1') : null) ?? made();
}

/** A file without a log beside it is complete, and can be read even where no file can be made beside it. */
function isClosed(path: string): boolean {
  try {
    return !statSync(`${path}-wal`, { throwIfNoEntry: false })?.size;
  } catch {
    return false;
  }
}

function copied(path: string, how: string): DatabaseSync | null {
  const database = new DatabaseSync(':memory:');
  try {
    database.prepare('ATTACH DATABASE ? AS kept').run(`${pathToFileURL(path).href}?${how}`);
    const row = z.object({ user_version: z.number() }).parse(database.prepare('PRAGMA kept.user_version').get());
    const version = row.user_version;
    if (version === 0 || version > SCHEMA_VERSION) throw new Error(`there is nothing to be had of version ${version}`);
    for (const migration of MIGRATIONS.slice(0, version)) database.exec(migration);
    const tables = database.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY rowid").all();
    database.exec('BEGIN');
    for (const { name } of z.array(z.object({ name: z.string() })).parse(tables)) {
      database.exec(`INSERT INTO main."${name}" SELECT * FROM kept."${name}"`);
    }
    database.exec('COMMIT; DETACH DATABASE kept');
    // Claims that windows share their work by: nobody shares this one.
    database.exec("DELETE FROM moment WHERE name IN ('polledAt', 'pollingUntil', 'fillingUntil', 'reportingUntil')");
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    return ready(database);
  } catch {
    database.close();
    return null;
  }
}

function made(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const migration of MIGRATIONS) database.exec(migration);
  return ready(database);
}

function ready(database: DatabaseSync): DatabaseSync {
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}; PRAGMA foreign_keys = ON`);
  return database;
}
