import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod/mini';
import type { SetApart } from '../source/source.ts';
import { malformed } from './errors.ts';
import { pathOf, type WireBucket } from './schemas/wire.ts';
import type { SetApartNotes } from './setApart.ts';

export interface Bucket<Row> {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly Row[];
  /** Left out where there is nothing. */
  readonly setApart?: readonly SetApart[];
}

/** The format of a report's rows. */
export interface RowFormat<Wire, Row> {
  readonly schema: z.ZodMiniType<Wire>;
  readonly toRow: (wire: Wire) => Row;
  /** Identity of the group that a bucket should have one row of. */
  readonly groupOf: (row: Row) => unknown;
  /** Tells rows apart well enough to know a bucket again; never shown, never added to money. */
  readonly weigh: (row: Row) => number;
  /** A row that could not be read because of what it has at `path`, in words. */
  readonly words: (raw: unknown, path: readonly PropertyKey[]) => string;
  /** A row that was read, in words. */
  readonly rowWords: (row: Row) => string;
  /** Adds what a row counts beside what is read of it, by name; left out where there is no such thing. */
  readonly addUnknown?: (raw: unknown, sums: Map<string, number>) => void;
}

export interface BucketRules<Wire, Row> {
  /** Length of every bucket, ms. */
  readonly width: number;
  readonly format: RowFormat<Wire, Row>;
  readonly notes: SetApartNotes;
  readonly warn: (line: string) => void;
}

/** A page of so many rows of which none can be read is not a report with odd rows, but another format. */
const MANY_ROWS = 10;

/**
 * Reads the buckets of one query, page after page. A bucket is one only on the grid of its width and as wide: else the page
 * is `malformed`, since what overlaps would be counted twice. The same bucket again is dropped; one that says something else
 * than its namesake is `malformed`. Two buckets are the same when their number of rows and the sum of `weigh` over them are:
 * whole pages need not be kept for a fault this rare.
 *
 * Rows are read one by one, and those that cannot be are set apart. Two rows of one group: all the same, they are one that
 * was repeated, counted once and logged; else they are parts, which add up, as the API's documentation has it.
 */
export function createBucketReader<Wire, Row>({ width, format, notes, warn }: BucketRules<Wire, Row>) {
  const seen = new Map<number, { readonly rows: number; readonly weight: number }>();

  const isRepeated = (bucket: Bucket<Row>, index: number): boolean => {
    let weight = 0;
    for (const row of bucket.rows) weight += format.weigh(row);
    const earlier = seen.get(bucket.start);
    if (!earlier) seen.set(bucket.start, { rows: bucket.rows.length, weight });
    else if (earlier.rows !== bucket.rows.length || earlier.weight !== weight) {
      throw malformed(`data[${index}].starting_at`, { status: 200 });
    }
    return earlier !== undefined;
  };

  return (wire: readonly WireBucket[]): readonly Bucket<Row>[] => {
    for (const [index, { starting_at: start, ending_at: end }] of wire.entries()) {
      if (start % width !== 0) throw malformed(`data[${index}].starting_at`, { status: 200 });
      if (end - start !== width) throw malformed(`data[${index}].ending_at`, { status: 200 });
    }
    const buckets: Bucket<Row>[] = [];
    const repeated: Bucket<Row>[] = [];
    let failure: string | null = null;
    let failed = 0;
    let rows = 0;
    for (const [index, bucket] of wire.entries()) {
      const read = readRows(bucket.results ?? [], format);
      rows += bucket.results?.length ?? 0;
      failed += read.failed.length;
      failure ??= read.failed[0] === undefined ? null : `data[${index}].results${read.failed[0]}`;
      const found = bucketOf(bucket, read, notes);
      if (isRepeated(found, index)) repeated.push(found);
      else buckets.push(found);
    }
    if (failure !== null && rows >= MANY_ROWS && failed === rows) throw malformed(failure, { status: 200 });
    const [first] = repeated;
    if (first) {
      const others = repeated.length === 1 ? '' : ` and ${repeated.length - 1} more`;
      warn(`the API sent the bucket for ${isoOf(first.start)}${others} twice: the second one is ignored`);
    }
    return buckets;
  };
}

interface ReadRows<Row> {
  readonly rows: readonly Row[];
  readonly apart: readonly SetApart[];
  /** Paths of what could not be read, from the row on. */
  readonly failed: readonly string[];
  /** Rows of a group that had one, and that say something else. */
  readonly parts: number;
}

function readRows<Wire, Row>(results: readonly unknown[], format: RowFormat<Wire, Row>): ReadRows<Row> {
  const rows: Row[] = [];
  const apart: SetApart[] = [];
  const failed: string[] = [];
  const unknown = new Map<string, number>();
  /** The first row of each group, as it came. */
  const groups = new Map<unknown, unknown>();
  let parts = 0;
  for (const [index, raw] of results.entries()) {
    const parsed = format.schema.safeParse(raw);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path ?? [];
      apart.push({ reason: 'unread', text: format.words(raw, path) });
      failed.push(pathOf([index, ...path]));
      continue;
    }
    const row = format.toRow(parsed.data);
    const group = format.groupOf(row);
    if (!groups.has(group)) groups.set(group, raw);
    else if (isDeepStrictEqual(groups.get(group), raw)) {
      apart.push({ reason: 'repeated', text: format.rowWords(row) });
      continue;
    } else parts += 1;
    format.addUnknown?.(raw, unknown);
    rows.push(row);
  }
  for (const [name, sum] of unknown) apart.push({ reason: 'unread', text: `${sum} ${name}` });
  return { rows, apart, failed, parts };
}

function bucketOf<Row>(
  { starting_at: start, ending_at: end }: WireBucket,
  { rows, apart, parts }: ReadRows<Row>,
  notes: SetApartNotes,
): Bucket<Row> {
  const when = isoOf(start);
  if (parts > 0) notes.warnOfParts();
  return { start, end, rows, ...(apart.length === 0 ? {} : { setApart: notes.of(apart, when) }) };
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
