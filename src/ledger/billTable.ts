import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { CostBucket, CostRow } from '../source.ts';
import { type Splits, splitsNamedBy } from '../spend/kind.ts';
import type { BillReadings } from '../spend/wholeDays.ts';
import { transaction } from './database.ts';

export interface Bill extends BillReadings {
  /** Start of the UTC day, ms. */
  readonly start: number;
  /** How many lines it has: a bill that has none, of a day with usage, has not been made yet. */
  readonly lines: number;
  /** What its lines want usage to be told apart by. */
  readonly splits: Splits;
}

const costRow = z.object({
  start: z.bigint(),
  workspace_id: z.string(),
  cost_type: z.string(),
  description: z.string(),
  model: z.string(),
  token_type: z.string(),
  service_tier: z.string(),
  context_window: z.string(),
  inference_geo: z.string(),
  speed: z.string(),
  amount: z.bigint(),
});
const billRow = z.object({
  start: z.number(),
  first_read_at: z.number(),
  changed_at: z.number(),
  read_at: z.number(),
  lines: z.number(),
  split_geo: z.string(),
  split_fast: z.number(),
  digest: z.string(),
});

/** Bills of one organization, a UTC day each, with what their readings have shown. */
export class BillTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** A day that was read again replaces all lines that were held of it. Lines of the same identity are one sum. */
  replace(buckets: readonly CostBucket[], readAt: number): void {
    transaction(this.#database, () => {
      for (const { start, rows } of buckets) this.#replaceDay(start, mergeLines(rows), readAt);
    });
  }

  #replaceDay(start: number, lines: ReadonlyMap<string, CostRow>, readAt: number): void {
    const rows = [...lines.values()];
    const digest = digestOf(lines);
    const held = this.#database
      .prepare('SELECT * FROM bill WHERE organization = ? AND start = ?')
      .get(this.#organization, start);
    const before = held === undefined ? null : billRow.parse(held);
    const note = this.#database.prepare('INSERT OR REPLACE INTO bill VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    // No reading is later than this one, unless a clock was wrong.
    const firstReadAt = Math.min(before?.first_read_at ?? readAt, readAt);
    const { geo, fast } = splitsNamedBy(rows);
    const changedAt = before?.digest === digest ? Math.min(before.changed_at, readAt) : readAt;
    note.run(this.#organization, start, firstReadAt, changedAt, readAt, rows.length, geo, fast ? 1 : 0, digest);
    if (before?.digest === digest) return;
    this.#database.prepare('DELETE FROM cost WHERE organization = ? AND start = ?').run(this.#organization, start);
    const insert = this.#database.prepare('INSERT INTO cost VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (const row of rows) insert.run(this.#organization, start, ...names(row), row.amount);
  }

  /** Bills read, between two instants (ms, `to` exclusive), oldest first. */
  bills(from: number, to: number): Bill[] {
    const rows = this.#database
      .prepare('SELECT * FROM bill WHERE organization = ? AND start >= ? AND start < ? ORDER BY start')
      .all(this.#organization, from, to);
    return z
      .array(billRow)
      .parse(rows)
      .map((row) => ({
        start: row.start,
        firstReadAt: row.first_read_at,
        changedAt: row.changed_at,
        readAt: row.read_at,
        lines: row.lines,
        splits: { geo: row.split_geo, fast: row.split_fast === 1 },
      }));
  }

  /** Lines of the bills between two instants (ms, `to` exclusive), by the start of their day. */
  lines(from: number, to: number): Map<number, CostRow[]> {
    const statement = this.#database.prepare('SELECT * FROM cost WHERE organization = ? AND start >= ? AND start < ?');
    statement.setReadBigInts(true);
    const days = new Map<number, CostRow[]>();
    for (const found of statement.iterate(this.#organization, from, to)) {
      const row = costRow.parse(found);
      const start = Number(row.start);
      const lines = days.get(start) ?? [];
      if (lines.length === 0) days.set(start, lines);
      lines.push({
        workspaceId: row.workspace_id,
        costType: row.cost_type,
        description: row.description,
        model: row.model,
        tokenType: row.token_type,
        serviceTier: row.service_tier,
        contextWindow: row.context_window,
        inferenceGeo: row.inference_geo,
        speed: row.speed,
        amount: row.amount,
      });
    }
    return days;
  }

  forgetBefore(before: number): void {
    for (const table of ['cost', 'bill', 'live_estimate']) {
      this.#database
        .prepare(`DELETE FROM ${table} WHERE organization = ? AND start < ?`)
        .run(this.#organization, before);
    }
  }
}

function names(row: CostRow): string[] {
  return [
    row.workspaceId,
    row.costType,
    row.description,
    row.model,
    row.tokenType,
    row.serviceTier,
    row.contextWindow,
    row.inferenceGeo,
    row.speed,
  ];
}

/** Lines by their identity. */
function mergeLines(rows: readonly CostRow[]): Map<string, CostRow> {
  const merged = new Map<string, CostRow>();
  for (const row of rows) {
    const key = names(row).join('\u0000');
    const before = merged.get(key);
    merged.set(key, before ? { ...row, amount: before.amount + row.amount } : row);
  }
  return merged;
}

/** Two readings agree when their lines do, in whatever order. */
function digestOf(lines: ReadonlyMap<string, CostRow>): string {
  const written = Array.from(lines, ([identity, { amount }]) => `${identity}\u0000${amount}`).sort();
  return createHash('sha256').update(written.join('\u0001')).digest('base64');
}
