import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { in64Bits, type Money } from '../shared/money.ts';
import { SCOPE_DIMENSIONS, type Scope, scopeKey } from '../shared/scope.ts';
import { UNUSUAL_RULES, type UnusualEvent, type UnusualRule } from '../shared/unusual.ts';
import { DAY } from '../time/utc.ts';
import { transaction } from './database.ts';

/** An event with the scopes that its own is a part of. */
export interface KeptEvent extends UnusualEvent {
  /** By `scopeKey`. */
  readonly within: readonly string[];
}

/** What an event that goes on has come to. Instants in ms, amounts in millionths of a cent. */
export interface GoneOn {
  readonly end: number;
  readonly amount: Money;
}

/** Events are kept so long after they began, and what was marked as expected after it was, ms. */
const KEPT = 400 * DAY;
const EXPECTED_FOR = 90 * DAY;
/** A cause that is expected stays quiet up to so many percent of what it came to when it was marked. */
const STAYS_QUIET = 150n;

const eventRow = z.object({
  id: z.string(),
  rule: z.enum(UNUSUAL_RULES),
  dimension: z.nullable(z.enum(SCOPE_DIMENSIONS)),
  scopeId: z.string(),
  within: z.string(),
  start: z.coerce.number(),
  end: z.coerce.number(),
  isOver: z.coerce.number(),
  amount: z.bigint(),
  usual: z.bigint(),
  text: z.string(),
});
const withinColumn = z.array(z.string());
const expectedRow = z.object({ amount: z.bigint() });

/** Unusual spend of one organization, for all windows: an event is one until it is over. Instants in ms. */
export class UnusualTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Does several things at once, or nothing of them. Atomic over windows. */
  atOnce<T>(work: () => T): T {
    return transaction(this.#database, work);
  }

  /** Oldest first. */
  all(): KeptEvent[] {
    const statement = this.#database.prepare(`
      SELECT id, rule, dimension, scope_id AS scopeId, within, start, end, is_over AS isOver, amount, usual, text
      FROM unusual_event WHERE organization = ? ORDER BY start, id`);
    statement.setReadBigInts(true);
    return statement.all(this.#organization).flatMap((found) => {
      const { data } = eventRow.safeParse(found);
      if (!data) return [];
      const { dimension, scopeId, within, isOver, ...event } = data;
      const parsed = withinColumn.parse(JSON.parse(within));
      return { ...event, scope: { dimension, id: scopeId }, within: parsed, isOver: isOver === 1 };
    });
  }

  /** Adds an event; false where there is one with its id. */
  open(event: KeptEvent): boolean {
    const { id, rule, scope, within, start, end, isOver, amount, usual, text } = event;
    const statement = this.#database.prepare(
      'INSERT OR IGNORE INTO unusual_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const { changes } = statement.run(
      this.#organization,
      id,
      rule,
      scope.dimension,
      scope.id,
      JSON.stringify(within),
      Math.round(start),
      Math.round(end),
      isOver ? 1 : 0,
      in64Bits(amount),
      in64Bits(usual),
      text,
    );
    this.#forget(start);
    return Number(changes) === 1;
  }

  /** Takes over what an event has come to by now. */
  goOn(id: string, { end, amount }: GoneOn): void {
    const statement = this.#database.prepare(`
      UPDATE unusual_event SET end = MAX(end, ?), amount = MAX(amount, ?) WHERE organization = ? AND id = ?`);
    statement.run(Math.round(end), in64Bits(amount), this.#organization, id);
  }

  end(id: string): void {
    const statement = this.#database.prepare('UPDATE unusual_event SET is_over = 1 WHERE organization = ? AND id = ?');
    statement.run(this.#organization, id);
  }

  /** Keeps the cause of an event quiet from now on; nothing where there is no such event. */
  expect(id: string, now: number): void {
    const statement = this.#database.prepare('INSERT OR REPLACE INTO expected_cause VALUES (?, ?, ?, ?, ?)');
    const event = this.all().find((each) => each.id === id);
    if (!event) return;
    const { rule, scope, amount } = event;
    statement.run(this.#organization, rule, scopeKey(scope), in64Bits(amount), Math.round(now));
  }

  /**
   * True where a cause was marked as expected within 90 days, and has not come to more than half as much again as it had
   * come to then.
   */
  isExpected(rule: UnusualRule, scope: Scope, amount: Money, now: number): boolean {
    const statement = this.#database.prepare(`
      SELECT amount FROM expected_cause WHERE organization = ? AND rule = ? AND scope = ? AND abs(? - marked_at) < ?`);
    statement.setReadBigInts(true);
    const found = statement.get(this.#organization, rule, scopeKey(scope), Math.round(now), EXPECTED_FOR);
    const { data } = expectedRow.safeParse(found);
    return data !== undefined && amount * 100n <= data.amount * STAYS_QUIET;
  }

  #forget(now: number): void {
    const statement = this.#database.prepare('DELETE FROM unusual_event WHERE organization = ? AND start < ?');
    statement.run(this.#organization, Math.round(now) - KEPT);
  }
}
