import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

interface Placing {
  /** Permissions of the file: for its owner alone, unless said otherwise. */
  readonly mode?: number;
  /** Gives the complete file its path: replaces what is there, unless said otherwise. */
  readonly place?: (partial: string, path: string) => Promise<void>;
}

/** Ends the names of files that are being written. */
export const PARTIAL = '.partial';

/**
 * Writes a file piece by piece, each as soon as the one before is written; the file is there when it is complete. Throws
 * what the signal aborts with, or what the file system throws, and leaves nothing behind.
 */
export async function writeWhole(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal,
  { mode = 0o600, place = rename }: Placing = {},
): Promise<void> {
  signal.throwIfAborted();
  const partial = `${path}.${randomUUID().slice(0, 8)}${PARTIAL}`;
  try {
    const file = await open(partial, 'wx', mode);
    try {
      // One buffer for all: those that are let go of would be freed only after dozens of megabytes.
      let buffer = Buffer.alloc(0);
      for await (const piece of pieces) {
        const size = Buffer.byteLength(piece);
        if (buffer.length < size) buffer = Buffer.allocUnsafeSlow(2 * size);
        buffer.write(piece);
        for (let from = 0; from < size; ) from += (await file.write(buffer, from, size - from)).bytesWritten;
        signal.throwIfAborted();
      }
    } finally {
      await file.close();
    }
    await place(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
