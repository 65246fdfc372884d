import * as z from 'zod/mini';

/** A file that a newer version of this extension has written: it is left alone. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

/** A database that cannot be trusted. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** A file system that locks no file, not even one that nobody else has open: it says "locked" of each. */
export class NoLocksError extends Error {
  override readonly name = 'NoLocksError';
}

/** Faults of the ledger's file. */
export type LedgerFault =
  | 'newer'
  | 'damaged'
  /** Held by another process. */
  | 'locked'
  /** Renamed or deleted under an open connection. */
  | 'moved'
  | 'full'
  | 'readOnly'
  /** Another user's, or without the rights. */
  | 'denied'
  /** A folder is where the file should be, or a file where its folder should. */
  | 'misplaced'
  | 'noSharedMemory'
  | 'noLocks'
  /** The disk or the network drive fails. */
  | 'io'
  | 'cannotOpen'
  /** None of these: something in it cannot be read, or a fault of our own. */
  | 'other';

/** Faults of the place where the file is: no other try within the session will do better. */
const OF_THE_PLACE: ReadonlySet<LedgerFault> = new Set([
  'full',
  'readOnly',
  'denied',
  'misplaced',
  'noSharedMemory',
  'noLocks',
  'io',
  'cannotOpen',
]);

/** Primary result codes of SQLite. https://www.sqlite.org/rescode.html */
const PRIMARY: Readonly<Record<number, LedgerFault>> = {
  3: 'denied', // PERM
  5: 'locked', // BUSY
  8: 'readOnly', // READONLY
  10: 'io', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'cannotOpen', // CANTOPEN
  15: 'noLocks', // PROTOCOL
  22: 'io', // NOLFS
  26: 'damaged', // NOTADB
};
/** Extended result codes that say more. */
const EXTENDED: Readonly<Record<number, LedgerFault>> = {
  526: 'misplaced', // CANTOPEN_ISDIR
  1032: 'moved', // READONLY_DBMOVED
  2058: 'noLocks', // IOERR_UNLOCK
  2314: 'noLocks', // IOERR_RDLOCK
  3594: 'noLocks', // IOERR_CHECKRESERVEDLOCK
  3850: 'noLocks', // IOERR_LOCK
  4618: 'noSharedMemory', // IOERR_SHMOPEN
  4874: 'noSharedMemory', // IOERR_SHMSIZE
  5130: 'noSharedMemory', // IOERR_SHMLOCK
  5386: 'noSharedMemory', // IOERR_SHMMAP
};
const OF_THE_SYSTEM: Readonly<Record<string, LedgerFault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'misplaced',
  ENOTDIR: 'misplaced',
  EEXIST: 'misplaced',
  EIO: 'io',
  ESTALE: 'io',
  ENXIO: 'io',
  EBUSY: 'io',
  ETIMEDOUT: 'io',
  EHOSTDOWN: 'io',
  ENOENT: 'cannotOpen',
  ELOOP: 'cannotOpen',
  ENAMETOOLONG: 'cannotOpen',
  EMFILE: 'cannotOpen',
  ENFILE: 'cannotOpen',
};

const sqliteError = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number() });
const systemError = z.object({ code: z.string(), syscall: z.string() });

/** Tells errors apart by their codes, never by their words. */
export function faultOf(error: unknown): LedgerFault {
  if (error instanceof NewerSchemaError) return 'newer';
  if (error instanceof DamagedError) return 'damaged';
  if (error instanceof NoLocksError) return 'noLocks';
  const ofSqlite = sqliteError.safeParse(error).data;
  if (ofSqlite) return EXTENDED[ofSqlite.errcode] ?? PRIMARY[ofSqlite.errcode & 0xff] ?? 'other';
  const ofSystem = systemError.safeParse(error).data;
  return (ofSystem && OF_THE_SYSTEM[ofSystem.code]) ?? 'other';
}

/** True of an error that SQLite threw: what a file system throws may be of another file. */
export function isOfSqlite(error: unknown): boolean {
  return sqliteError.safeParse(error).success;
}

/** True of an error that says that the file itself is broken, rather than busy, full or unreachable. */
export function isDamage(error: unknown): boolean {
  return faultOf(error) === 'damaged';
}

export function isOfThePlace(fault: LedgerFault): boolean {
  return OF_THE_PLACE.has(fault);
}
