import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import { MOST_POINTS } from '../shared/otel.ts';
import { transaction } from './database.ts';

/** A counter since the start, in tokens or searches. */
export interface OtelCounter {
  /** Of days that are looked at no more: they count as they were last seen. */
  readonly settled: number;
  /** What it says: it never falls, whatever is revised. */
  readonly highest: number;
  /** The part of it that is in requests which a receiver has taken, or still may take. */
  readonly made: number;
}

const progress = z.object({
  /** Start of the counters, ms. */
  startedAt: z.number(),
  /** Attributes that counters are told apart by, and the receiver: another one is another export. */
  attributes: z.string(),
  receiver: z.string(),
  /** Days before it are settled, ms. */
  settledTo: z.number(),
  /** End of the newest request, and of the newest that was taken, ms. */
  madeTo: z.number(),
  takenTo: z.number(),
  /** Instants of the machine's clock, ms: of the next request, and of the next try. */
  makeAt: z.number(),
  tryAt: z.number(),
  /** The receiver has asked to be left alone until `tryAt`. */
  isAsked: z._default(z.boolean(), false),
  /** Tries that have failed since one did not. */
  failures: z.number(),
  sentAt: z.nullable(z.number()),
  series: z.number(),
  /** Points that a request has at most: fewer where the receiver has found one too large. */
  mostPoints: z._default(z.number(), MOST_POINTS),
  problem: z.nullable(z.string()),
  warning: z.nullable(z.string()),
});

/** How far an export has come. */
export type OtelProgress = Readonly<z.output<typeof progress>>;

/** What was counted of a span of the ledger's usage, at a revision of it. */
export interface OtelDay {
  /** Start of the span, ms. */
  readonly start: number;
  readonly revision: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** A request that waits to be taken. Instants in ms. */
export interface OtelRequest {
  /** Ascending in the order they were made. */
  readonly ref: number;
  /** Start and end of what its counters say. */
  readonly from: number;
  readonly to: number;
  readonly series: number;
  readonly bytes: number;
  /** What of the counters is in it. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface OtelRecord {
  /** Changes with every change. */
  readonly stamp: number;
  readonly progress: OtelProgress;
  readonly counters: ReadonlyMap<string, OtelCounter>;
}

/** What changes at once. */
export interface OtelChange {
  readonly progress: OtelProgress;
  /** Left out where they stay. */
  readonly counters?: ReadonlyMap<string, OtelCounter>;
  readonly days?: readonly OtelDay[];
  /** Starts of spans that are settled. */
  readonly settled?: readonly number[];
  readonly made?: readonly (Omit<OtelRequest, 'ref' | 'bytes'> & { readonly body: Uint8Array })[];
  /** Requests that were taken or given up, by their refs. */
  readonly gone?: readonly number[];
}

const stampRow = z.object({ stamp: z.number() });
const progressRow = z.object({ progress: z.string() });
const recordRow = z.object({ stamp: z.number(), progress: z.string(), counters: z.instanceof(Uint8Array) });
const dayRow = z.object({ start: z.number(), revision: z.string(), counts: z.instanceof(Uint8Array) });
const requestRow = z.object({
  ref: z.number(),
  from: z.number(),
  to: z.number(),
  series: z.number(),
  bytes: z.number(),
  counts: z.instanceof(Uint8Array),
});
const bodyRow = z.object({ body: z.instanceof(Uint8Array) });
const packedCounters = z.array(z.tuple([z.string(), z.number(), z.number(), z.number()]));
const packedCounts = z.array(z.tuple([z.string(), z.number()]));

/**
 * The export of one organization to OpenTelemetry, for whichever window sends: the start of its counters, what they have
 * counted, and the requests that no receiver has taken yet.
 */
export class OtelTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Random id of this installation, of all organizations. */
  installation(): string {
    this.#database.prepare('INSERT OR IGNORE INTO otel_installation VALUES (1, ?)').run(randomUUID());
    const row = this.#database.prepare('SELECT id FROM otel_installation').get();
    return z.object({ id: z.string() }).parse(row).id;
  }

  /** Null where nothing is exported, and where the record cannot be read: then an export begins anew. */
  progress(): OtelProgress | null {
    const row = this.#database.prepare('SELECT progress FROM otel_export WHERE organization = ?');
    const found = progressRow.safeParse(row.get(this.#organization)).data;
    return found ? readProgress(found.progress) : null;
  }

  /** 0 where nothing is exported. */
  stamp(): number {
    const row = this.#database.prepare('SELECT stamp FROM otel_export WHERE organization = ?').get(this.#organization);
    return row === undefined ? 0 : stampRow.parse(row).stamp;
  }

  /** As `progress`, with the counters. */
  record(): OtelRecord | null {
    const statement = this.#database.prepare(
      'SELECT stamp, progress, counters FROM otel_export WHERE organization = ?',
    );
    const row = recordRow.safeParse(statement.get(this.#organization)).data;
    const held = row && readProgress(row.progress);
    const rows = row && packedCounters.safeParse(unpacked(row.counters)).data;
    if (!row || !held || !rows) return null;
    const counters = rows.map(([id, settled, highest, made]) => [id, { settled, highest, made }] as const);
    return { stamp: row.stamp, progress: held, counters: new Map(counters) };
  }

  /** What was counted of spans, as far as it can be read, by their starts. */
  days(): Map<number, OtelDay> {
    const statement = this.#database.prepare('SELECT start, revision, counts FROM otel_day WHERE organization = ?');
    const days = statement.all(this.#organization).flatMap((found): OtelDay[] => {
      const row = dayRow.parse(found);
      const counts = readCounts(row.counts);
      return counts ? [{ ...row, counts }] : [];
    });
    return new Map(days.map((day) => [day.start, day]));
  }

  /** Oldest first. */
  requests(): OtelRequest[] {
    const statement = this.#database.prepare(`
      SELECT ref, from_at AS "from", to_at AS "to", series, length(body) AS bytes, counts FROM otel_request
      WHERE organization = ? ORDER BY ref`);
    return statement.all(this.#organization).map((found) => {
      const row = requestRow.parse(found);
      return { ...row, counts: readCounts(row.counts) ?? new Map() };
    });
  }

  body(ref: number): Uint8Array | null {
    const statement = this.#database.prepare('SELECT body FROM otel_request WHERE organization = ? AND ref = ?');
    const row = statement.get(this.#organization, ref);
    return row === undefined ? null : bodyRow.parse(row).body;
  }

  /**
   * Writes a change of the record with a stamp, 0 where there was none, and returns the new one; null where another window
   * has changed it since: then nothing is written.
   */
  change(stamp: number, change: OtelChange): number | null {
    return transaction(this.#database, () => {
      if (this.stamp() !== stamp) return null;
      this.#write(stamp + 1, change);
      return stamp + 1;
    });
  }

  /** Ends the export: the next one begins with counters at zero. */
  end(): void {
    if (this.stamp() === 0) return;
    transaction(this.#database, () => {
      for (const table of ['otel_export', 'otel_day', 'otel_request']) {
        this.#database.prepare(`DELETE FROM ${table} WHERE organization = ?`).run(this.#organization);
      }
    });
  }

  #write(stamp: number, { progress: held, counters, days = [], settled = [], made = [], gone = [] }: OtelChange): void {
    const own = this.#organization;
    const update = this.#database.prepare('UPDATE otel_export SET stamp = ?, progress = ? WHERE organization = ?');
    const text = JSON.stringify(held);
    if (counters) {
      const rows = Array.from(counters, ([id, { settled, highest, made }]) => [id, settled, highest, made]);
      this.#database
        .prepare('INSERT OR REPLACE INTO otel_export (organization, stamp, progress, counters) VALUES (?, ?, ?, ?)')
        .run(own, stamp, text, packed(rows));
    } else update.run(stamp, text, own);
    const keep = this.#database.prepare('INSERT OR REPLACE INTO otel_day VALUES (?, ?, ?, ?)');
    for (const { start, revision, counts } of days) keep.run(own, start, revision, packed([...counts]));
    const settle = this.#database.prepare('DELETE FROM otel_day WHERE organization = ? AND start = ?');
    for (const start of settled) settle.run(own, start);
    const add = this.#database.prepare(
      'INSERT INTO otel_request (organization, from_at, to_at, series, body, counts) VALUES (?, ?, ?, ?, ?, ?)',
    );
    for (const { from, to, series, body, counts } of made) add.run(own, from, to, series, body, packed([...counts]));
    const remove = this.#database.prepare('DELETE FROM otel_request WHERE organization = ? AND ref = ?');
    for (const ref of gone) remove.run(own, ref);
  }
}

function readProgress(text: string): OtelProgress | null {
  try {
    return progress.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function readCounts(bytes: Uint8Array): ReadonlyMap<string, number> | null {
  const rows = packedCounts.safeParse(unpacked(bytes)).data;
  return rows ? new Map(rows) : null;
}

function packed(rows: readonly unknown[]): Uint8Array {
  return deflateRawSync(JSON.stringify(rows), { level: 1 });
}

/** Undefined for bytes that a fault of the disk has changed. */
function unpacked(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(inflateRawSync(bytes).toString());
  } catch {
    return undefined;
  }
}
