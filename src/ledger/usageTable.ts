import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { Series } from '../source/series.ts';
import type { UsageBucket, UsageRow } from '../source/source.ts';
import type { UsageCell } from '../spend/bill.ts';
import { ITEMS, type UsageDetail, WEB_SEARCHES } from '../spend/kind.ts';
import { transaction } from './database.ts';
import { newColumns, pack, type UsageColumns, unpack } from './packedUsage.ts';
import type { SeriesTable } from './seriesTable.ts';

export type UsageWidth = '1m' | '1h';

/** Last reading of one bucket. Instants in ms. */
export interface BucketReading {
  readonly start: number;
  readonly readAt: number;
  /** The reading that first showed the tokens that are held. */
  readonly changedAt: number;
  /** False where the API left the bucket out of its answer. */
  readonly shown: boolean;
  /** An integer, exact below 2⁵³: it shows whether a bucket has changed, and is never shown to users. */
  readonly tokens: number;
  readonly detail: UsageDetail;
}

/** One answer on a span of time. */
export interface UsageReading {
  readonly width: UsageWidth;
  readonly readAt: number;
  readonly detail: UsageDetail;
  /** Starts of the buckets that were asked for; those missing from `buckets` are remembered as not shown. */
  readonly asked: readonly number[];
  readonly buckets: readonly UsageBucket[];
}

/** More than any bucket has: beyond, a sum would not fit the 64 bits of a column. */
const MOST_TOKENS = 2 ** 62;
const PACKED =
  'SELECT start, packed FROM usage WHERE organization = ? AND width = ? AND start >= ? AND start < ? ORDER BY start';
const packedRow = z.object({ start: z.number(), packed: z.instanceof(Uint8Array) });
const bucketRow = z.object({
  start: z.number(),
  read_at: z.number(),
  changed_at: z.number(),
  shown: z.number(),
  tokens: z.number(),
  split_geo: z.string(),
  split_fast: z.number(),
});

/** Content of one bucket, as a reading showed it. */
interface Noted {
  readonly isShown: boolean;
  readonly tokens: number;
  readonly isChanged: boolean;
}

/** Usage of one organization, by minute and by hour. */
export class UsageTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;
  readonly #series: SeriesTable;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, organization: number, series: SeriesTable) {
    this.#database = database;
    this.#organization = organization;
    this.#series = series;
  }

  /**
   * A bucket that was read again replaces all that was held of it, and is written only where it differs. One that the
   * API leaves out keeps what was held: it may be late, and an answer without it is no news of it.
   */
  replace(reading: UsageReading): void {
    try {
      transaction(this.#database, () => this.#replace(reading));
    } catch (error) {
      this.#series.forget();
      throw error;
    }
  }

  #replace({ width, readAt, detail, asked, buckets }: UsageReading): void {
    const store = this.#prepare(
      'INSERT OR REPLACE INTO usage (organization, width, start, packed) VALUES (?, ?, ?, ?)',
    );
    const note = this.#prepare(`
      INSERT INTO bucket (organization, width, start, read_at, changed_at, shown, tokens, split_geo, split_fast)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      ON CONFLICT DO UPDATE SET read_at = excluded.read_at, shown = MAX(shown, excluded.shown),
        changed_at = MIN(CASE ?10 WHEN 1 THEN excluded.changed_at ELSE changed_at END, excluded.read_at),
        tokens = CASE excluded.shown WHEN 1 THEN excluded.tokens ELSE tokens END,
        split_geo = CASE excluded.shown WHEN 1 THEN excluded.split_geo ELSE split_geo END,
        split_fast = CASE excluded.shown WHEN 1 THEN excluded.split_fast ELSE split_fast END`);
    const noteReading = (start: number, { isShown, tokens, isChanged }: Noted) => {
      const shownThen = isShown ? 1 : 0;
      const fast = detail.fast ? 1 : 0;
      note.run(
        this.#organization,
        width,
        start,
        readAt,
        readAt,
        shownThen,
        tokens,
        detail.geo,
        fast,
        isChanged ? 1 : 0,
      );
    };
    const shown = new Set<number>();
    for (const { start, rows } of buckets) {
      shown.add(start);
      const columns = this.#columnsOf(rows);
      const packed = pack(columns);
      const isHeld = this.#holds(width, start, packed);
      if (!isHeld) store.run(this.#organization, width, start, packed);
      let tokens = 0;
      for (const count of columns.counts.subarray(0, WEB_SEARCHES * rows.length)) tokens += count;
      noteReading(start, { isShown: true, tokens: Math.min(tokens, MOST_TOKENS), isChanged: !isHeld });
    }
    for (const start of asked) {
      if (!shown.has(start)) noteReading(start, { isShown: false, tokens: 0, isChanged: false });
    }
  }

  #holds(width: UsageWidth, start: number, packed: Uint8Array): boolean {
    const statement = this.#prepare(
      'SELECT start, packed FROM usage WHERE organization = ? AND width = ? AND start = ?',
    );
    const found = statement.get(this.#organization, width, start);
    return found !== undefined && Buffer.compare(packedRow.parse(found).packed, packed) === 0;
  }

  /** In the order of the series' numbers: the same usage is the same bytes, in whatever order its rows come. */
  #columnsOf(rows: readonly UsageRow[]): UsageColumns {
    const columns = newColumns(rows.length);
    const { series, counts } = columns;
    const byRef = rows.map((row) => ({ row, ref: this.#series.refOf(row.series) })).sort((a, b) => a.ref - b.ref);
    let at = 0;
    for (const { row, ref } of byRef) {
      series[at] = ref;
      for (let item = 0; item < ITEMS.length; item++) counts[item * rows.length + at] = row.counts[item] ?? 0;
      at += 1;
    }
    return columns;
  }

  /** The buckets between two instants (ms, `to` exclusive) as they lie, oldest first. */
  *buckets(width: UsageWidth, from: number, to: number): Generator<{ start: number; columns: UsageColumns }> {
    for (const row of this.#prepare(PACKED).iterate(this.#organization, width, from, to)) {
      const { start, packed } = packedRow.parse(row);
      yield { start, columns: unpack(packed) };
    }
  }

  /** The series that the columns of a bucket refer to by a number. */
  seriesOf(ref: number): Series {
    return this.#series.get(ref);
  }

  /** Ids of all models that were ever used, as far as they are remembered. */
  models(): string[] {
    const statement = this.#prepare('SELECT DISTINCT model FROM series WHERE organization = ?');
    return z
      .array(z.object({ model: z.string() }))
      .parse(statement.all(this.#organization))
      .map(({ model }) => model);
  }

  /** Usage between two instants (ms, `to` exclusive), summed over slots of `slot` ms; 0 sums over all of the span. */
  cells(width: UsageWidth, from: number, to: number, slot: number): UsageCell[] {
    const slots = new Map<number, Map<number, number[]>>();
    for (const { start, columns } of this.buckets(width, from, to)) {
      const at = slot === 0 ? from : Math.floor(start / slot) * slot;
      const sums = slots.get(at) ?? new Map<number, number[]>();
      slots.set(at, sums);
      addTo(sums, columns);
    }
    const cells: UsageCell[] = [];
    for (const [start, sums] of slots) {
      for (const [ref, counts] of sums) cells.push({ series: this.#series.get(ref), start, counts });
    }
    return cells;
  }

  /** Readings of the buckets between two instants (ms, `to` exclusive), oldest first. */
  readings(width: UsageWidth, from: number, to: number): BucketReading[] {
    const statement = this.#prepare(`
      SELECT start, read_at, changed_at, shown, CAST(tokens AS REAL) AS tokens, split_geo, split_fast FROM bucket
      WHERE organization = ? AND width = ? AND start >= ? AND start < ? ORDER BY start`);
    return statement.all(this.#organization, width, from, to).map((found) => {
      const row = bucketRow.parse(found);
      const detail = { geo: row.split_geo, fast: row.split_fast === 1 };
      const { start, read_at: readAt, changed_at: changedAt, shown, tokens } = row;
      return { start, readAt, changedAt, shown: shown === 1, tokens, detail };
    });
  }

  /** Number of buckets that have been asked for, between two instants (ms, `to` exclusive). */
  count(width: UsageWidth, from: number, to: number): number {
    const statement = this.#prepare(
      'SELECT COUNT(*) AS count FROM bucket WHERE organization = ? AND width = ? AND start >= ? AND start < ?',
    );
    return z.object({ count: z.number() }).parse(statement.get(this.#organization, width, from, to)).count;
  }

  /** Forgets buckets that started before an instant (ms), except those that `keep` says yes to. */
  forgetBefore(width: UsageWidth, before: number, keep: (start: number) => boolean = () => false): void {
    const starts = this.#prepare('SELECT start FROM bucket WHERE organization = ? AND width = ? AND start < ?');
    const old = z.array(z.object({ start: z.number() })).parse(starts.all(this.#organization, width, before));
    const doomed = old.filter(({ start }) => !keep(start));
    if (doomed.length === 0) return;
    transaction(this.#database, () => {
      const usage = this.#prepare('DELETE FROM usage WHERE organization = ? AND width = ? AND start = ?');
      const bucket = this.#prepare('DELETE FROM bucket WHERE organization = ? AND width = ? AND start = ?');
      for (const { start } of doomed) {
        usage.run(this.#organization, width, start);
        bucket.run(this.#organization, width, start);
      }
    });
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function addTo(sums: Map<number, number[]>, { series, counts }: UsageColumns): void {
  const rows = series.length;
  for (let row = 0; row < rows; row++) {
    const ref = series[row] ?? 0;
    let sum = sums.get(ref);
    if (!sum) {
      sum = new Array<number>(ITEMS.length).fill(0);
      sums.set(ref, sum);
    }
    for (let item = 0; item < ITEMS.length; item++) sum[item] = (sum[item] ?? 0) + (counts[item * rows + row] ?? 0);
  }
}
