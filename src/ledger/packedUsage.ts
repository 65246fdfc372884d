/**
 * Usage of one bucket as it lies in the database: six columns of counts (64-bit floats, exact for whole numbers to 2⁵³)
 * and one of references to series (32-bit), in the byte order of the machine, which is little-endian wherever VS Code
 * runs. A bucket is written and read as a whole; as a row a series that took about five times as long.
 */
import { ITEMS } from '../spend/kind.ts';

const COLUMNS = ITEMS.length;
/** Bytes that a series takes. */
export const ROW_BYTES = COLUMNS * Float64Array.BYTES_PER_ELEMENT + Uint32Array.BYTES_PER_ELEMENT;

export interface UsageColumns {
  /** One for each row. */
  readonly series: Uint32Array;
  /** In the order of `ITEMS`: the count of row r and item i is at i × rows + r. */
  readonly counts: Float64Array;
}

export function newColumns(rows: number): UsageColumns {
  return over(new ArrayBuffer(rows * ROW_BYTES), rows);
}

export function pack({ counts }: UsageColumns): Uint8Array {
  return new Uint8Array(counts.buffer);
}

/** Throws a RangeError for bytes that were not packed here. */
export function unpack(bytes: Uint8Array): UsageColumns {
  if (bytes.byteLength % ROW_BYTES !== 0) throw new RangeError(`${bytes.byteLength} bytes are no usage of a bucket`);
  // Floats lie at multiples of their size; what SQLite gives mostly does.
  const aligned = bytes.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  return over(aligned.buffer, bytes.byteLength / ROW_BYTES, aligned.byteOffset);
}

function over(buffer: ArrayBufferLike, rows: number, offset = 0): UsageColumns {
  const counts = new Float64Array(buffer, offset, rows * COLUMNS);
  return { counts, series: new Uint32Array(buffer, offset + counts.byteLength, rows) };
}
