import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { CENT, in64Bits, type Money } from '../shared/money.ts';
import { COST_FIELDS } from '../source/costFields.ts';
import { byKey } from '../source/fields.ts';
import type { CostBucket, CostRow } from '../source/source.ts';
import { type BillReadings, isFinalBill } from '../spend/finalBills.ts';
import { detailNamedBy, type UsageDetail } from '../spend/kind.ts';
import { HOUR } from '../time/utc.ts';
import { transaction } from './database.ts';

export interface Bill extends BillReadings {
  /** Start of the UTC day, ms. */
  readonly start: number;
  /** Number of its lines: a bill that has none, of a day with usage, has not been made yet. */
  readonly lines: number;
  /** Detail that its lines need usage to be read in. */
  readonly detail: UsageDetail;
  readonly wasFinal: boolean;
  readonly restated: Restatement | null;
}

/** A final bill whose total has changed by a cent or more. */
export interface Restatement {
  /** Its total when it was first final, millionths of a cent. */
  readonly from: Money;
  /** The reading that showed the newest total, ms. */
  readonly at: number;
}

/** A line of a bill. */
export interface BilledLine extends CostRow {
  /** Start of its UTC day, ms. */
  readonly start: number;
  /** The reading that first showed its amount, ms. */
  readonly changedAt: number;
}

const billedLine = z.object({
  start: z.number(),
  ...byKey(COST_FIELDS, () => z.string()),
  amount: z.bigint(),
  changedAt: z.number(),
});
/** Columns by our names, so that a line is made once of a row: there are tens of thousands. Integers are read as bigints. */
const BILLED_LINES = `
  SELECT CAST(start AS REAL) AS start, ${COST_FIELDS.map(({ key, name }) => `${name} AS ${key}`).join(', ')}, amount,
    CAST(changed_at AS REAL) AS changedAt
  FROM cost WHERE organization = ? AND start >= ? AND start < ?`;
const COST_COLUMNS = ['organization', 'start', ...COST_FIELDS.map(({ name }) => name), 'amount', 'changed_at'];
const integer = z.pipe(z.bigint(), z.transform(Number));
const billRow = z.object({
  start: integer,
  first_read_at: integer,
  changed_at: integer,
  read_at: integer,
  lines: integer,
  split_geo: z.string(),
  split_fast: integer,
  digest: z.string(),
  first_final_total: z.nullable(z.bigint()),
  restated_at: integer,
});
type BillRow = z.output<typeof billRow>;

/** Answers may land in another order than they were asked for, by so much, ms. */
const OVERTAKEN = HOUR;

/** Bills of one organization, a UTC day each, with what their readings have shown. */
export class BillTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /**
   * Replaces all lines that were held of each day. Lines of the same identity are one sum. An answer without lines does
   * not replace a final bill that has some: bills are restated by other lines, and an API in trouble answers with none.
   * A day of `asked` that the answer leaves out is remembered as read, without lines, unless some are held.
   */
  replace(buckets: readonly CostBucket[], readAt: number, asked: Iterable<number> = []): void {
    const answered = new Set(buckets.map(({ start }) => start));
    transaction(this.#database, () => {
      for (const { start, rows } of buckets) this.#replaceDay(start, mergeLines(rows), readAt);
      for (const start of asked) {
        if (answered.has(start)) continue;
        const lines = this.#row(start)?.lines ?? 0;
        if (lines === 0) this.#replaceDay(start, new Map(), readAt);
      }
    });
  }

  #replaceDay(start: number, lines: ReadonlyMap<string, CostRow>, readAt: number): void {
    const before = this.#row(start);
    // A bill that was read by a clock that was ahead was not final.
    const isPast = before !== null && before.read_at <= readAt + OVERTAKEN;
    const wasFinal = isPast && before.lines > 0 && isFinalBill(start, readingsOf(before));
    if (wasFinal && lines.size === 0) {
      this.#noteReading(start, readAt);
      return;
    }
    const held = this.#held(start);
    const firstTotal = wasFinal ? (before.first_final_total ?? totalOf(held.values())) : null;
    const total = totalOf(lines.values());
    const digest = digestOf(lines);
    const isSame = before?.digest === digest;
    // No reading is later than this one, unless a clock was wrong.
    const firstReadAt = Math.min(before?.first_read_at ?? readAt, readAt);
    const changedAt = isSame ? Math.min(before.changed_at, readAt) : readAt;
    const isFinal = wasFinal || isFinalBill(start, { firstReadAt, changedAt, readAt });
    const rows = [...lines.values()];
    const { geo, fast } = detailNamedBy(rows);
    this.#database
      .prepare('INSERT OR REPLACE INTO bill VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        this.#organization,
        start,
        firstReadAt,
        changedAt,
        readAt,
        rows.length,
        geo,
        fast ? 1 : 0,
        digest,
        firstTotal ?? (isFinal && rows.length > 0 ? total : null),
        isRestated(firstTotal, total) ? changedAt : 0,
      );
    if (isSame) return;
    this.#database.prepare('DELETE FROM cost WHERE organization = ? AND start = ?').run(this.#organization, start);
    const values = COST_COLUMNS.map(() => '?').join(', ');
    const insert = this.#database.prepare(`INSERT INTO cost (${COST_COLUMNS.join(', ')}) VALUES (${values})`);
    for (const [identity, row] of lines) {
      const line = held.get(identity);
      const lineChangedAt = line?.amount === row.amount ? Math.min(line.changedAt, readAt) : readAt;
      insert.run(this.#organization, start, ...names(row), row.amount, lineChangedAt);
    }
  }

  #noteReading(start: number, readAt: number): void {
    this.#database
      .prepare('UPDATE bill SET read_at = ? WHERE organization = ? AND start = ?')
      .run(readAt, this.#organization, start);
  }

  #row(start: number): BillRow | null {
    const statement = this.#database.prepare('SELECT * FROM bill WHERE organization = ? AND start = ?');
    statement.setReadBigInts(true);
    const found = statement.get(this.#organization, start);
    return found === undefined ? null : billRow.parse(found);
  }

  /** Lines of one day by their identity. */
  #held(start: number): Map<string, BilledLine> {
    const lines = this.lines(start, start + 1).get(start) ?? [];
    return new Map(lines.map((line) => [names(line).join('\u0000'), line]));
  }

  /** Bills read, between two instants (ms, `to` exclusive), oldest first. */
  bills(from: number, to: number): Bill[] {
    const statement = this.#database.prepare(
      'SELECT * FROM bill WHERE organization = ? AND start >= ? AND start < ? ORDER BY start',
    );
    statement.setReadBigInts(true);
    return z
      .array(billRow)
      .parse(statement.all(this.#organization, from, to))
      .map((row) => ({
        start: row.start,
        ...readingsOf(row),
        lines: row.lines,
        detail: { geo: row.split_geo, fast: row.split_fast === 1 },
        restated:
          row.restated_at === 0 || row.first_final_total === null
            ? null
            : { from: row.first_final_total, at: row.restated_at },
      }));
  }

  /** Lines of the bills between two instants (ms, `to` exclusive), by the start of their day. */
  lines(from: number, to: number): Map<number, BilledLine[]> {
    const statement = this.#database.prepare(BILLED_LINES);
    statement.setReadBigInts(true);
    const days = new Map<number, BilledLine[]>();
    for (const found of statement.iterate(this.#organization, from, to)) {
      const line = billedLine.parse(found);
      const lines = days.get(line.start) ?? [];
      if (lines.length === 0) days.set(line.start, lines);
      lines.push(line);
    }
    return days;
  }

  forgetBefore(before: number): void {
    for (const table of ['cost', 'bill', 'live_estimate', 'day_total']) {
      this.#database
        .prepare(`DELETE FROM ${table} WHERE organization = ? AND start < ?`)
        .run(this.#organization, before);
    }
  }
}

function readingsOf(row: BillRow) {
  return {
    firstReadAt: row.first_read_at,
    changedAt: row.changed_at,
    readAt: row.read_at,
    wasFinal: row.first_final_total !== null,
  };
}

function totalOf(lines: Iterable<CostRow>): Money {
  let total = 0n;
  for (const { amount } of lines) total += amount;
  return in64Bits(total);
}

/** True of a change by a cent or more: less is a rounding. */
function isRestated(firstTotal: Money | null, total: Money): boolean {
  if (firstTotal === null) return false;
  const change = total - firstTotal;
  return change >= CENT || change <= -CENT;
}

function names(row: CostRow): string[] {
  return COST_FIELDS.map(({ key }) => row[key]);
}

/** Lines by their identity. */
function mergeLines(rows: readonly CostRow[]): Map<string, CostRow> {
  const merged = new Map<string, CostRow>();
  for (const row of rows) {
    const key = names(row).join('\u0000');
    const before = merged.get(key);
    merged.set(key, { ...row, amount: in64Bits((before?.amount ?? 0n) + row.amount) });
  }
  return merged;
}

/** Two readings agree when their lines do, in whatever order. */
function digestOf(lines: ReadonlyMap<string, CostRow>): string {
  const written = Array.from(lines, ([identity, { amount }]) => `${identity}\u0000${amount}`).sort();
  return createHash('sha256').update(written.join('\u0001')).digest('base64');
}
