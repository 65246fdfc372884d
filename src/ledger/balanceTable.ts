import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { BASES } from '../shared/basis.ts';
import type { Cost } from '../shared/cost.ts';
import { in64Bits, type Money } from '../shared/money.ts';
import type { BalanceEntry } from '../shared/runway.ts';

/** Spend of the rest of an entry's own UTC day. */
export interface RestOfDay {
  readonly cost: Cost;
  /** Counted from the beginning of its hour. */
  readonly isByHour: boolean;
}

/** A balance or a top-up, in the order in which they were typed. */
export interface KeptBalanceEntry extends BalanceEntry {
  readonly ref: number;
  /** Ours less a typed balance; null where there was nothing to compare. */
  readonly drift: Money | null;
  /** As it was last known: what the history loses does not change a balance. */
  readonly rest: RestOfDay | null;
}

const entryRow = z.object({
  ref: z.coerce.number(),
  kind: z.enum(['balance', 'topUp']),
  at: z.coerce.number(),
  amount: z.bigint(),
  drift: z.nullable(z.bigint()),
  restAmount: z.nullable(z.bigint()),
  restBasis: z.nullable(z.enum(BASES)),
  restUnpriced: z.coerce.number(),
  restByHour: z.coerce.boolean(),
});

/** Prepaid balances and top-ups of one organization. They are few, and are never pruned. */
export class BalanceTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Oldest first, by when they were typed. */
  entries(): KeptBalanceEntry[] {
    const statement = this.#database.prepare(`
      SELECT ref, kind, at, amount, drift, rest_amount AS restAmount, rest_basis AS restBasis,
        rest_unpriced_tokens AS restUnpriced, rest_by_hour AS restByHour
      FROM balance_entry WHERE organization = ? ORDER BY ref`);
    statement.setReadBigInts(true);
    return statement.all(this.#organization).flatMap((found) => {
      const { data } = entryRow.safeParse(found);
      if (!data) return [];
      const { restAmount, restBasis, restUnpriced: unpricedTokens, restByHour: isByHour, ...entry } = data;
      const isKnown = restAmount !== null && restBasis !== null;
      const cost = isKnown ? { amount: restAmount, basis: restBasis, unpricedTokens } : null;
      return { ...entry, rest: cost && { cost, isByHour } };
    });
  }

  add({ kind, amount, at }: BalanceEntry, drift: Money | null): void {
    const statement = this.#database.prepare(
      'INSERT INTO balance_entry (organization, kind, at, amount, drift) VALUES (?, ?, ?, ?, ?)',
    );
    const kept = drift === null ? null : in64Bits(drift);
    statement.run(this.#organization, kind, Math.round(at), in64Bits(amount), kept);
  }

  /** Keeps the spend of the rest of an entry's day, for when the history does not have the day any more. */
  keepRest(ref: number, { cost, isByHour }: RestOfDay): void {
    const statement = this.#database.prepare(`
      UPDATE balance_entry SET rest_amount = ?, rest_basis = ?, rest_unpriced_tokens = ?, rest_by_hour = ?
      WHERE organization = ? AND ref = ?`);
    const tokens = Math.min(cost.unpricedTokens, Number.MAX_SAFE_INTEGER);
    statement.run(in64Bits(cost.amount), cost.basis, tokens, Number(isByHour), this.#organization, ref);
  }

  /** Removes the balance with all that was typed before; false where there is none. */
  clear(): boolean {
    const statement = this.#database.prepare('DELETE FROM balance_entry WHERE organization = ?');
    return Number(statement.run(this.#organization).changes) > 0;
  }
}
