import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { BASES } from '../shared/basis.ts';
import type { Cost } from '../shared/cost.ts';
import type { Measurement } from '../shared/measurement.ts';
import { in64Bits } from '../shared/money.ts';
import { transaction } from './database.ts';

/** A measurement that was stopped, and whose result has not been shown yet. */
export interface StoppedMeasurement extends Measurement {
  readonly stoppedAt: number;
  /** Id of the window that stopped it. */
  readonly stoppedBy: string;
}

/** A measurement with its result. */
export interface SettledMeasurement extends Measurement {
  readonly stoppedAt: number;
  readonly settledAt: number;
  readonly cost: Cost;
}

/** Settled measurements that stay. */
const MOST_SETTLED = 10;

const timed = { startedAt: z.coerce.number(), apiKey: z.nullable(z.string()), stoppedAt: z.coerce.number() };
const runningRow = z.object({ ...timed, stoppedAt: z.null() });
const stoppedRow = z.object({ ...timed, stoppedBy: z.string() });
const settledRow = z.object({
  ...timed,
  settledAt: z.coerce.number(),
  amount: z.bigint(),
  basis: z.enum(BASES),
  unpricedTokens: z.coerce.number(),
});
const TIMED = 'SELECT started_at AS startedAt, api_key_id AS apiKey, stopped_at AS stoppedAt';

/** Measurements of one organization: one runs at most, whichever window started it. Instants in ms. */
export class MeasurementTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Starts a measurement; false where one runs already. */
  start(startedAt: number, apiKey: string | null): boolean {
    const statement = this.#database.prepare(
      'INSERT OR IGNORE INTO measurement (organization, started_at, api_key_id) VALUES (?, ?, ?)',
    );
    return Number(statement.run(this.#organization, Math.round(startedAt), apiKey).changes) === 1;
  }

  /** Stops the running measurement for a window; false where none runs. */
  stop(stoppedAt: number, stoppedBy: string): boolean {
    const statement = this.#database.prepare(`
      UPDATE measurement SET stopped_at = ?, stopped_by = ? WHERE organization = ? AND stopped_at IS NULL`);
    return Number(statement.run(Math.round(stoppedAt), stoppedBy, this.#organization).changes) === 1;
  }

  running(): Measurement | null {
    const statement = this.#database.prepare(`${TIMED} FROM measurement WHERE organization = ? AND stopped_at IS NULL`);
    return runningRow.safeParse(statement.get(this.#organization)).data ?? null;
  }

  /** Measurements that wait for late usage, oldest first. */
  stopped(): StoppedMeasurement[] {
    const statement = this.#database.prepare(`
      ${TIMED}, stopped_by AS stoppedBy FROM measurement
      WHERE organization = ? AND stopped_at IS NOT NULL AND settled_at IS NULL ORDER BY stopped_at`);
    return statement.all(this.#organization).flatMap((found) => stoppedRow.safeParse(found).data ?? []);
  }

  /** Measurements without a result, oldest first: those that were stopped, and the one that runs. */
  open(): Measurement[] {
    const running = this.running();
    return running ? [...this.stopped(), running] : this.stopped();
  }

  /** Drops a stopped measurement that has no result; false where another window has. */
  drop(startedAt: number): boolean {
    const statement = this.#database.prepare(
      'DELETE FROM measurement WHERE organization = ? AND started_at = ? AND settled_at IS NULL',
    );
    return Number(statement.run(this.#organization, startedAt).changes) === 1;
  }

  /**
   * Keeps the result of a stopped measurement; false where another window has: whoever keeps it shows it. It counts from
   * its start on, or from `countedFrom` (ms). The oldest results beyond ten are dropped.
   */
  settle(
    startedAt: number,
    { amount, basis, unpricedTokens }: Cost,
    settledAt: number,
    countedFrom = startedAt,
  ): boolean {
    return transaction(this.#database, () => {
      const statement = this.#database.prepare(`
        UPDATE measurement SET started_at = ?, settled_at = ?, amount = ?, basis = ?, unpriced_tokens = ?
        WHERE organization = ? AND started_at = ? AND stopped_at IS NOT NULL AND settled_at IS NULL`);
      const tokens = Math.min(unpricedTokens, Number.MAX_SAFE_INTEGER);
      const result = [Math.round(settledAt), in64Bits(amount), basis, tokens] as const;
      const { changes } = statement.run(countedFrom, ...result, this.#organization, startedAt);
      if (Number(changes) === 0) return false;
      const prune = this.#database.prepare(`
        DELETE FROM measurement WHERE organization = ?1 AND settled_at IS NOT NULL AND started_at NOT IN (
          SELECT started_at FROM measurement WHERE organization = ?1 AND settled_at IS NOT NULL
          ORDER BY stopped_at DESC LIMIT ${MOST_SETTLED})`);
      prune.run(this.#organization);
      return true;
    });
  }

  /** The newest results, newest first. */
  settled(): SettledMeasurement[] {
    const statement = this.#database.prepare(`
      ${TIMED}, settled_at AS settledAt, amount, basis, unpriced_tokens AS unpricedTokens FROM measurement
      WHERE organization = ? AND settled_at IS NOT NULL ORDER BY stopped_at DESC`);
    statement.setReadBigInts(true);
    return statement.all(this.#organization).flatMap((found) => {
      const { data } = settledRow.safeParse(found);
      if (!data) return [];
      const { amount, basis, unpricedTokens, ...measurement } = data;
      return { ...measurement, cost: { amount, basis, unpricedTokens } };
    });
  }
}
