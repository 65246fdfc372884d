import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as z from 'zod';
import { type Series, seriesOf } from '../spend/series.ts';

const row = z.object({
  ref: z.number(),
  workspace_id: z.string(),
  api_key_id: z.string(),
  model: z.string(),
  service_tier: z.string(),
  context_window: z.string(),
  inference_geo: z.string(),
  speed: z.string(),
});

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
      INSERT INTO series (organization, workspace_id, api_key_id, model, service_tier, context_window, inference_geo, speed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET speed = excluded.speed RETURNING ref`);
  }

  /** Reference of a series, which is made if it is new. */
  refOf(series: Series): number {
    const known = this.#refs.get(series);
    if (known !== undefined) return known;
    const { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed } = series;
    const dimensions = [workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed];
    const { ref } = row.pick({ ref: true }).parse(this.#insert.get(this.#organization, ...dimensions));
    this.#remember(ref, series);
    return ref;
  }

  get(ref: number): Series {
    const known = this.#byRef[ref];
    if (known) return known;
    this.#load();
    const series = this.#byRef[ref];
    if (!series) throw new Error(`the ledger has no series ${ref}`);
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
      const series = seriesOf({
        workspaceId: found.workspace_id,
        apiKeyId: found.api_key_id,
        model: found.model,
        serviceTier: found.service_tier,
        contextWindow: found.context_window,
        inferenceGeo: found.inference_geo,
        speed: found.speed,
      });
      this.#remember(found.ref, series);
    }
  }

  #remember(ref: number, series: Series): void {
    this.#byRef[ref] = series;
    this.#refs.set(series, ref);
  }
}
