import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { ClaudeCodeRecord } from '../source/source.ts';
import { utcDay } from '../time/utc.ts';
import { packRecords, unpackRecords } from './packedClaudeCode.ts';

/** A UTC day of Claude Code Analytics that has been read, also when it had no records. */
export interface ClaudeCodeDay {
  /** Start of the day, ms. */
  readonly start: number;
  /** Instant of the request, ms. */
  readonly readAt: number;
  /** It had no records. */
  readonly isEmpty: boolean;
}

const readingRow = z.object({ start: z.number(), read_at: z.number(), is_empty: z.number() });
const EMPTY = packRecords([]);
const packedRow = z.object({ start: z.number(), packed: z.instanceof(Uint8Array) });

/** Everybody's use of Claude Code, by UTC day. */
export class ClaudeCodeTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** All that is known of the day that starts at `day`, ms, and was read at `readAt`. */
  replace(day: number, records: readonly ClaudeCodeRecord[], readAt: number): void {
    const statement = this.#database.prepare('INSERT OR REPLACE INTO claude_code_day VALUES (?, ?, ?, ?)');
    statement.run(this.#organization, day, readAt, packRecords(records));
  }

  /** Days that start between two instants (ms, `to` exclusive), oldest first. */
  days(from: number, to: number): ClaudeCodeDay[] {
    const statement = this.#database.prepare(`
      SELECT start, read_at, packed = ? AS is_empty FROM claude_code_day
      WHERE organization = ? AND start >= ? AND start < ? ORDER BY start`);
    const rows = z.array(readingRow).parse(statement.all(EMPTY, this.#organization, from, to));
    return rows.map(({ start, read_at: readAt, is_empty: empty }) => ({ start, readAt, isEmpty: empty === 1 }));
  }

  /** Records of the days that start between two instants (ms, `to` exclusive), oldest first. */
  records(from: number, to: number): ClaudeCodeRecord[] {
    const statement = this.#database.prepare(`
      SELECT start, packed FROM claude_code_day WHERE organization = ? AND start >= ? AND start < ? ORDER BY start`);
    const records: ClaudeCodeRecord[] = [];
    for (const found of statement.iterate(this.#organization, from, to)) {
      const { start, packed } = packedRow.parse(found);
      for (const record of unpackRecords(packed, utcDay(start))) records.push(record);
    }
    return records;
  }

  forgetBefore(before: number): void {
    const statement = this.#database.prepare('DELETE FROM claude_code_day WHERE organization = ? AND start < ?');
    statement.run(this.#organization, before);
  }
}
