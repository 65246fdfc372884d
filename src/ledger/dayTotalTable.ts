import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { transaction } from './database.ts';

/** Tokens of a UTC day by the API's own daily sum, which the hours read of it are compared with. */
export interface DayTotal {
  /** Start of the day, ms. */
  readonly start: number;
  /** ms */
  readonly readAt: number;
  readonly tokens: number;
}

const row = z.object({ start: z.number(), read_at: z.number(), tokens: z.number() });

/** Daily totals of one organization: integers, exact below 2⁵³, and never shown. */
export class DayTotalTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  save(totals: Iterable<Pick<DayTotal, 'start' | 'tokens'>>, readAt: number): void {
    transaction(this.#database, () => {
      const statement = this.#database.prepare('INSERT OR REPLACE INTO day_total VALUES (?, ?, ?, ?)');
      for (const { start, tokens } of totals) {
        statement.run(this.#organization, start, readAt, Math.min(tokens, 2 ** 62));
      }
    });
  }

  /** Totals of the days that start between two instants (ms, `to` exclusive), by the start of their day. */
  all(from: number, to: number): Map<number, DayTotal> {
    const statement = this.#database.prepare(
      'SELECT start, read_at, CAST(tokens AS REAL) AS tokens FROM day_total WHERE organization = ? AND start >= ? AND start < ? ORDER BY start',
    );
    const found = z.array(row).parse(statement.all(this.#organization, from, to));
    return new Map(found.map(({ start, read_at: readAt, tokens }) => [start, { start, readAt, tokens }]));
  }
}
