import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file that only its owner may read, piece by piece, each as soon as the one before is written; the file is there
 * when it is complete. Throws what the signal aborts with, or what the file system throws, and leaves nothing behind.
 */
export async function writeWhole(path: string, pieces: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const partial = `${path}.${randomUUID().slice(0, 8)}.partial`;
  try {
    const file = await open(partial, 'wx', 0o600);
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
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
