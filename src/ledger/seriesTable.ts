import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { byName } from '../source/fields.ts';
import { SERIES_FIELDS, type Series, seriesWith } from '../source/series.ts';

const row = z.object({ ref: z.number(), ...byName(SERIES_FIELDS, () => z.string()) });
const COLUMNS = SERIES_FIELDS.map(({ name }) => name);

/** The series of one organization, by number. */
export class SeriesTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;
  readonly #insert: StatementSync;
  /** They are given in turn. */
  readonly #byRef: Series[] = [];
  readonly #refs = new Map<Series, number>();

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
    this.#insert = database.prepare(`
      INSERT INTO series (organization, ${COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(COLUMNS.length)})
      ON CONFLICT DO UPDATE SET organization = excluded.organization RETURNING ref`);
  }

  /** Reference of a series, which is made if it is new. */
  refOf(series: Series): number {
    const known = this.#refs.get(series);
    if (known !== undefined) return known;
    const values = SERIES_FIELDS.map(({ key }) => series[key]);
    const { ref } = z.pick(row, { ref: true }).parse(this.#insert.get(this.#organization, ...values));
    this.#remember(ref, series);
    return ref;
  }

  get(ref: number): Series {
    const known = this.#byRef[ref];
    if (known) return known;
    this.#load();
    const series = this.#byRef[ref];
    if (!series) throw new Error(`the history has no series ${ref}`);
    return series;
  }

  /** A transaction that was rolled back may have taken series with it. */
  forget(): void {
    this.#refs.clear();
    this.#byRef.length = 0;
  }

  #load(): void {
    const rows = this.#database.prepare('SELECT * FROM series WHERE organization = ?').all(this.#organization);
    for (const found of z.array(row).parse(rows)) {
      if (this.#byRef[found.ref]) continue;
      this.#remember(
        found.ref,
        seriesWith(({ name }) => found[name]),
      );
    }
  }

  #remember(ref: number, series: Series): void {
    this.#byRef[ref] = series;
    this.#refs.set(series, ref);
  }
}
