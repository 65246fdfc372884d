import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { type BudgetMemory, type Crossing, OUTCOMES, type PastCrossing } from '../shared/crossing.ts';
import { in64Bits, type Money } from '../shared/money.ts';
import { DAY, MINUTE } from '../time/utc.ts';
import { transaction } from './database.ts';

/** A budget that was out of the setting for no longer, ms, goes on: windows take over a setting one after another. */
const GRACE = MINUTE;
/** Crossings of periods that began so long before the newest one's, ms, are forgotten. */
const KEPT = 400 * DAY;

/** Crossings that charts show at most. */
const MOST_SHOWN = 1000;

const crossed = z.union([z.literal('forecast'), z.coerce.number()]);
const budgetRow = z.object({
  begunAt: z.number(),
  overSince: z.nullable(z.number()),
  snoozedUntil: z.number(),
  endedAt: z.nullable(z.number()),
});
const crossingRow = z.object({ crossed, outcome: z.enum(OUTCOMES) });
const passedRow = z.object({
  name: z.string(),
  crossed,
  periodStart: z.coerce.number(),
  at: z.coerce.number(),
  amount: z.bigint(),
});
const keyRow = z.object({ name: z.string(), definition: z.string() });

/** A budget is its name, as long as its definition is the same. */
export interface BudgetKey {
  readonly name: string;
  readonly definition: string;
}

/** What is to be remembered of a look at a budget. Instants in ms. */
export interface Remembered {
  readonly key: BudgetKey;
  readonly periodStart: number;
  readonly amount: Money;
  readonly begunAt: number;
  readonly overSince: number | null;
  readonly crossings: readonly (Crossing & { readonly at: number })[];
}

/** What budgets of one organization have crossed, for all windows. Instants in ms. */
export class CrossingTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Does several things at once, or nothing of them. Atomic over windows. */
  atOnce(work: () => void): void {
    transaction(this.#database, work);
  }

  /** Memory of a budget in a period; null of one that is new, or that was out of the setting for a while. */
  memory({ name, definition }: BudgetKey, periodStart: number, now: number): BudgetMemory | null {
    const statement = this.#database.prepare(`
      SELECT CAST(begun_at AS REAL) AS begunAt, CAST(over_since AS REAL) AS overSince, CAST(snoozed_until AS REAL) AS snoozedUntil,
        CAST(ended_at AS REAL) AS endedAt
      FROM watched_budget WHERE organization = ? AND name = ? AND definition = ?`);
    const { data } = budgetRow.safeParse(statement.get(this.#organization, name, definition));
    if (!data || (data.endedAt !== null && Math.abs(now - data.endedAt) > GRACE)) return null;
    const { begunAt, overSince, snoozedUntil } = data;
    return { begunAt, overSince, snoozedUntil, crossings: this.crossings({ name, definition }, periodStart) };
  }

  /** Crossings of a budget in the period that begins at an instant. */
  crossings({ name, definition }: BudgetKey, periodStart: number): Crossing[] {
    const statement = this.#database.prepare(`
      SELECT crossed, outcome FROM budget_crossing
      WHERE organization = ? AND name = ? AND definition = ? AND period_start = ?`);
    const found = statement.all(this.#organization, name, definition, periodStart);
    return found.flatMap((row) => crossingRow.safeParse(row).data ?? []);
  }

  /** Remembers a look at a budget, which is in the setting. */
  remember({ key, periodStart, amount, begunAt, overSince, crossings }: Remembered): void {
    const { name, definition } = key;
    const budget = this.#database.prepare(`
      INSERT INTO watched_budget (organization, name, definition, begun_at, over_since) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET begun_at = excluded.begun_at, over_since = excluded.over_since, ended_at = NULL`);
    budget.run(this.#organization, name, definition, Math.round(begunAt), overSince);
    const crossing = this.#database.prepare(`
      INSERT INTO budget_crossing VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET outcome = excluded.outcome`);
    for (const { crossed: what, outcome, at } of crossings) {
      const values = [String(what), outcome, Math.round(at), in64Bits(amount)] as const;
      crossing.run(this.#organization, name, definition, periodStart, ...values);
    }
    if (crossings.length === 0) return;
    const prune = this.#database.prepare('DELETE FROM budget_crossing WHERE organization = ? AND period_start < ?');
    prune.run(this.#organization, periodStart - KEPT);
  }

  /** Budgets that have not ended, as far as is known. */
  watched(): BudgetKey[] {
    const statement = this.#database.prepare(
      'SELECT name, definition FROM watched_budget WHERE organization = ? AND ended_at IS NULL',
    );
    return z.array(keyRow).parse(statement.all(this.#organization));
  }

  /** Ends a budget that is not in the setting any more, or not as it was. */
  end({ name, definition }: BudgetKey, now: number): void {
    const statement = this.#database.prepare(
      'UPDATE watched_budget SET ended_at = ? WHERE organization = ? AND name = ? AND definition = ?',
    );
    statement.run(Math.round(now), this.#organization, name, definition);
  }

  snooze(name: string, until: number): void {
    const statement = this.#database.prepare(
      'UPDATE watched_budget SET snoozed_until = ? WHERE organization = ? AND name = ? AND ended_at IS NULL',
    );
    statement.run(until, this.#organization, name);
  }

  /** Thresholds that a budget has passed in a period, whatever its spend is now, ascending. */
  passed(key: BudgetKey, periodStart: number): number[] {
    const passed = this.crossings(key, periodStart).map((crossing) => crossing.crossed);
    return passed.filter((each) => each !== 'forecast').sort((a, b) => a - b);
  }

  /** The newest crossings of all periods, also of budgets that are not in the setting any more, oldest first. */
  newest(): PastCrossing[] {
    const statement = this.#database.prepare(`
      SELECT name, crossed, period_start AS periodStart, crossed_at AS at, amount FROM budget_crossing
      WHERE organization = ? ORDER BY crossed_at DESC, name DESC LIMIT ${MOST_SHOWN}`);
    statement.setReadBigInts(true);
    const found = statement.all(this.#organization).toReversed();
    return found.flatMap((row) => passedRow.safeParse(row).data ?? []);
  }
}
