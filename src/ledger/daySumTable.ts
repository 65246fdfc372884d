import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import { BASES, BASIS_CODES, basisAt } from '../shared/basis.ts';
import type { Cost } from '../shared/cost.ts';
import type { ScopeDimension } from '../shared/scope.ts';
import { transaction } from './database.ts';

/** Cost of one value of a dimension on a UTC day. */
export interface ValueSum extends Cost {
  /** The explorer's id. */
  readonly id: string;
  /** See `DayCost`. */
  readonly outputTokens: number | null;
}

/** The organization's cost of a closed UTC day. */
export interface DayCost {
  /** Start of the day, ms. */
  readonly start: number;
  readonly cost: Cost;
  /** Nothing was used, and nothing billed. */
  readonly isUnused: boolean;
  /** Its work: output tokens that are paid for. Null where usage is not known, or was kept without. */
  readonly outputTokens: number | null;
}

/** The same by value: sums of a dimension add up to the cost; null where the day is not known by it. */
export interface DaySum extends DayCost {
  readonly values: Readonly<Record<ScopeDimension, readonly ValueSum[] | null>>;
}

/** A change of what sums are made of, or of how they are packed, makes the kept ones void. */
const FORM = 2;

const decimal = z.string().check(z.regex(/^-?\d+$/));
const costRow = z.pipe(
  z.object({
    start: z.number(),
    amount: decimal,
    basis: z.enum(BASES),
    unpriced: z.number(),
    unused: z.number(),
    output: z.nullable(z.number()),
  }),
  z.transform(({ start, amount, basis, unpriced, unused, output }): DayCost => {
    const cost = { amount: BigInt(amount), basis, unpricedTokens: unpriced };
    return { start, cost, isUnused: unused === 1, outputTokens: output };
  }),
);
const revisionRow = z.object({ revision: z.string() });
const packedRow = z.object({ packed: z.instanceof(Uint8Array) });

const valueSums = z.nullable(
  z.array(
    z.pipe(
      z.tuple([z.string(), decimal, z.number(), z.number(), z.optional(z.nullable(z.number()))]),
      z.transform(([id, amount, code, unpricedTokens, outputTokens = null]): ValueSum => {
        return { id, amount: BigInt(amount), basis: basisAt(code), unpricedTokens, outputTokens };
      }),
    ),
  ),
);
const packedValues = z.object({ workspace: valueSums, apiKey: valueSums, model: valueSums });

/** Closed daily sums of one organization by scope. They outlast the history that they were made of. */
export class DaySumTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /**
   * Keeps the sums of a day, made of its figures at a revision. What is the same is left alone: other windows look again
   * at whatever is written. Sums by API key are not given up for the same sum without them.
   */
  save(day: DaySum, revision: string): void {
    const { start, cost } = day;
    const digest = digestOf(revision);
    if (this.#revision(start) === digest) return;
    transaction(this.#database, () => {
      const held = day.values.apiKey === null ? this.#held(start) : null;
      if (held !== null && held.values.apiKey !== null && held.cost.amount === cost.amount) return;
      this.#database
        .prepare('INSERT OR REPLACE INTO day_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(
          this.#organization,
          start,
          digest,
          String(cost.amount),
          cost.basis,
          cost.unpricedTokens,
          day.isUnused ? 1 : 0,
          pack(day),
          day.outputTokens,
        );
    });
  }

  /** The kept sums of a day at a revision of its figures; null where others are kept, or none. */
  madeOf(start: number, revision: string): DaySum | null {
    return this.#revision(start) === digestOf(revision) ? this.#held(start) : null;
  }

  /** The organization's cost of a day; null where none is kept that can be read. */
  cost(start: number): DayCost | null {
    const statement = this.#database.prepare(`
      SELECT start, amount, basis, CAST(unpriced_tokens AS REAL) AS unpriced, is_unused AS unused,
        CAST(output_tokens AS REAL) AS output
      FROM day_sum
      WHERE organization = ? AND start = ?`);
    return costRow.safeParse(statement.get(this.#organization, start)).data ?? null;
  }

  /** The kept sums of a day by value; null where none are kept, or none that can be read. */
  values(start: number): DaySum['values'] | null {
    const statement = this.#database.prepare('SELECT packed FROM day_sum WHERE organization = ? AND start = ?');
    const row = statement.get(this.#organization, start);
    return row === undefined ? null : unpackSums(packedRow.parse(row).packed);
  }

  #held(start: number): DaySum | null {
    const [cost, values] = [this.cost(start), this.values(start)];
    return cost && values && { ...cost, values };
  }

  #revision(start: number): string | null {
    const statement = this.#database.prepare('SELECT revision FROM day_sum WHERE organization = ? AND start = ?');
    const row = statement.get(this.#organization, start);
    return row === undefined ? null : revisionRow.parse(row).revision;
  }
}

/** A revision names all bills that an estimate is made of: some kilobytes. */
function digestOf(revision: string): string {
  return createHash('sha256').update(`${FORM} ${revision}`).digest('base64url');
}

/** Sums as they lie in the database: tuples as JSON, deflated. JSON has no bigint: amounts are decimal text. */
function pack({ values }: DaySum): Uint8Array {
  const tuplesOf = (sums: readonly ValueSum[] | null) =>
    sums?.map((sum) => [sum.id, String(sum.amount), BASIS_CODES[sum.basis], sum.unpricedTokens, sum.outputTokens]) ??
    null;
  const { workspace, apiKey, model } = values;
  const tuples = { workspace: tuplesOf(workspace), apiKey: tuplesOf(apiKey), model: tuplesOf(model) };
  return deflateRawSync(JSON.stringify(tuples));
}

function unpackSums(packed: Uint8Array): DaySum['values'] | null {
  try {
    const unpacked: unknown = JSON.parse(inflateRawSync(packed).toString());
    return packedValues.parse(unpacked);
  } catch {
    // Bytes that a fault of the disk has changed: the day is made anew where the history has it.
    return null;
  }
}
