import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { Dimension } from '../shared/dimensions.ts';
import type { SeriesColors } from '../shared/seriesColors.ts';
import { transaction } from './database.ts';

/** A value of a dimension and the colour that it owns. */
export interface OwnedColor {
  /** The API's id. */
  readonly id: string;
  readonly slot: number;
  /** End of the newest use that is known of it, ms. */
  readonly usedAt: number;
}

const row = z.object({ id: z.string(), slot: z.number(), usedAt: z.number() });

/** Colours that the values of an organization own: all windows draw them alike. */
export class OwnedColorTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** By slot. */
  all(dimension: Dimension): OwnedColor[] {
    const statement = this.#database.prepare(`
      SELECT value_id AS id, slot, CAST(used_at AS REAL) AS usedAt FROM owned_color
      WHERE organization = ? AND dimension = ? ORDER BY slot`);
    return z.array(row).parse(statement.all(this.#organization, dimension));
  }

  slots(dimension: Dimension): SeriesColors {
    return Object.fromEntries(this.all(dimension).map(({ id, slot }) => [id, slot]));
  }

  /** Replaces the owners of some dimensions by what `rule` makes of them. Atomic over windows. */
  change(
    dimensions: readonly Dimension[],
    rule: (dimension: Dimension, owned: readonly OwnedColor[]) => readonly OwnedColor[],
  ): void {
    transaction(this.#database, () => {
      for (const dimension of dimensions) {
        const owned = this.all(dimension);
        const next = rule(dimension, owned);
        // What is the same is left alone: other windows look again at whatever is written.
        if (JSON.stringify(next) !== JSON.stringify(owned)) this.#replace(dimension, next);
      }
    });
  }

  #replace(dimension: Dimension, owned: readonly OwnedColor[]): void {
    this.#database
      .prepare('DELETE FROM owned_color WHERE organization = ? AND dimension = ?')
      .run(this.#organization, dimension);
    const insert = this.#database.prepare('INSERT INTO owned_color VALUES (?, ?, ?, ?, ?)');
    for (const { id, slot, usedAt } of owned) insert.run(this.#organization, dimension, id, slot, usedAt);
  }
}
