import { link, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, parse } from 'node:path';
import { PARTIAL, writeWhole } from '../export/writeWhole.ts';
import { orAborted } from '../thread/orAborted.ts';

/** Names that are tried where files of others have them. */
const MOST_TRIES = 100;
/** Readable for those who may read the folder: the user has chosen it. */
const MODE = 0o666;

/** A folder does not respond, as one on a network that is gone. */
export class FolderSilent extends Error {
  override readonly name = 'FolderSilent';

  constructor() {
    super('the folder does not respond');
  }
}

/**
 * Waits for a work on files for so long, ms; throws FolderSilent then, or what the signal aborts with. The signal that the
 * work is given ends with either. Not to be tried again soon: what is never answered holds one of four threads for good.
 */
export async function inTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  patienceMs: number,
  signal: AbortSignal,
): Promise<T> {
  const limit = AbortSignal.timeout(patienceMs);
  const either = AbortSignal.any([signal, limit]);
  try {
    return await orAborted(work(either), either);
  } catch (error) {
    if (limit.aborted && !signal.aborted) throw new FolderSilent();
    throw error;
  }
}

/** Path of a folder of the setting, which may begin with `~`. */
export function folderPath(folder: string, home = homedir()): string {
  return folder.startsWith('~') ? join(home, folder.slice(1)) : folder;
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** True where a path has anything. Throws what the file system throws, but where there is nothing. */
export async function isTaken(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** A path in a folder that nothing has: a file's name with a suffix, and a number where that is taken. */
export async function freePath(folder: string, fileName: string, suffix: string): Promise<string> {
  const { name, ext } = parse(fileName);
  for (let index = 1; index < MOST_TRIES; index++) {
    const path = join(folder, `${name}${suffix}${index === 1 ? '' : ` (${index})`}${ext}`);
    if (!(await isTaken(path))) return path;
  }
  throw new Error(`there are too many files with the name ${fileName}`);
}

/** Writes a file that is not there yet; one that has come to be there meanwhile stays as it is, and EEXIST is thrown. */
export function writeNew(path: string, text: string, signal: AbortSignal): Promise<void> {
  return writeWhole(path, [text], signal, { mode: MODE, place: placeNew });
}

/** Deletes what a window left that was killed while it wrote the file of a path. */
export async function clearPartial(path: string): Promise<void> {
  const folder = dirname(path);
  if (!(await isFolder(folder))) return;
  const own = (name: string) => name.startsWith(`${basename(path)}.`) && name.endsWith(PARTIAL);
  for (const name of (await readdir(folder)).filter(own)) await rm(join(folder, name), { force: true });
}

/** A link is never made over a file. Some file systems have none, each with another error: there the path is looked at. */
async function placeNew(partial: string, path: string): Promise<void> {
  try {
    await link(partial, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (await isTaken(path))) throw error;
    return rename(partial, path);
  }
  await rm(partial, { force: true });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
