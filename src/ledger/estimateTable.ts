import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** What was estimated live at the end of a UTC day. */
export interface LiveEstimate {
  /** Start of the day, ms. */
  readonly start: number;
  /** Millionths of a cent. */
  readonly amount: bigint;
}

const row = z.object({ start: z.bigint(), amount: z.bigint() });

export class EstimateTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** `madeAt` in ms. The newest of a day is the one that counts. */
  save({ start, amount }: LiveEstimate, madeAt: number): void {
    const statement = this.#database.prepare('INSERT OR REPLACE INTO live_estimate VALUES (?, ?, ?, ?)');
    statement.run(this.#organization, start, amount, madeAt);
  }

  /** Oldest first. */
  all(): LiveEstimate[] {
    const statement = this.#database.prepare(
      'SELECT start, amount FROM live_estimate WHERE organization = ? ORDER BY start',
    );
    statement.setReadBigInts(true);
    const found = z.array(row).parse(statement.all(this.#organization));
    return found.map(({ start, amount }) => ({ start: Number(start), amount }));
  }
}
