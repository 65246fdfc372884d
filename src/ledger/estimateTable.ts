import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { in64Bits } from '../shared/money.ts';
import { UNALLOCATED } from '../spend/unallocated.ts';
import { transaction } from './database.ts';

/** Estimate of a UTC day, made live at its end. */
export interface LiveEstimate {
  /** Start of the day, ms. */
  readonly start: number;
  /** Millionths of a cent. */
  readonly amount: bigint;
  /** Includes cost that has no usage. */
  readonly isWithUnallocated: boolean;
}

/** Amounts in millionths of a cent, by `kindKey`, or by `unallocatedKey` for cost without usage. */
export type KindAmounts = ReadonlyMap<string, bigint>;

const row = z.object({ start: z.bigint(), amount: z.bigint(), unallocated: z.bigint() });
/** Start of such a key in the text that kinds are kept as. */
const UNALLOCATED_IN_TEXT = JSON.stringify(UNALLOCATED).slice(0, -1);
const kindsRow = z.object({ start: z.number(), kinds: z.string() });
const kindsText = z.array(z.tuple([z.string(), z.string().check(z.regex(/^-?\d+$/))]));

export class EstimateTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** `madeAt` in ms. The newest of a day is the one that counts, with the kinds that it has, or none. */
  save(
    { start, amount, kinds }: Omit<LiveEstimate, 'isWithUnallocated'> & { readonly kinds?: KindAmounts },
    madeAt: number,
  ): void {
    transaction(this.#database, () => {
      const statement = this.#database.prepare('INSERT OR REPLACE INTO live_estimate VALUES (?, ?, ?, ?)');
      statement.run(this.#organization, start, in64Bits(amount), madeAt);
      if (!kinds) return;
      const text = JSON.stringify([...kinds].map(([key, of]) => [key, String(of)]));
      const byKind = this.#database.prepare('INSERT OR REPLACE INTO live_estimate_kinds VALUES (?, ?, ?)');
      byKind.run(this.#organization, start, text);
    });
  }

  /** Oldest first. */
  all(): LiveEstimate[] {
    const statement = this.#database.prepare(`
      SELECT start, amount, ifnull(instr(kinds, ?) > 0, 0) AS unallocated
      FROM live_estimate LEFT JOIN live_estimate_kinds USING (organization, start)
      WHERE organization = ? ORDER BY start`);
    statement.setReadBigInts(true);
    const found = z.array(row).parse(statement.all(UNALLOCATED_IN_TEXT, this.#organization));
    return found.map(({ start, amount, unallocated }) => {
      return { start: Number(start), amount, isWithUnallocated: unallocated === 1n };
    });
  }

  /** The estimates between two instants (ms, `to` exclusive) that were kept by kind, by the start of their day. */
  byKind(from: number, to: number): Map<number, KindAmounts> {
    const statement = this.#database.prepare(
      'SELECT start, kinds FROM live_estimate_kinds WHERE organization = ? AND start >= ? AND start < ? ORDER BY start',
    );
    const found = z.array(kindsRow).parse(statement.all(this.#organization, from, to));
    return new Map(found.map(({ start, kinds }) => [start, amountsOf(kinds)]));
  }
}

function amountsOf(text: string): KindAmounts {
  return new Map(kindsText.parse(JSON.parse(text)).map(([key, amount]) => [key, BigInt(amount)]));
}
