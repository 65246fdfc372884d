import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { Forecast } from '../shared/forecast.ts';

/** What a month was forecast to come to, live on one of its days. */
export interface KeptForecast extends Forecast {
  /** Start of the month, ms. */
  readonly monthStart: number;
  /** Day of the month, from 1. */
  readonly day: number;
}

const decimal = z.string().check(z.regex(/^-?\d+$/));
const row = z.pipe(
  z.object({
    monthStart: z.number(),
    day: z.number(),
    middle: decimal,
    low: z.nullable(decimal),
    high: z.nullable(decimal),
  }),
  z.transform(({ monthStart, day, middle, low, high }): KeptForecast => {
    const range = low === null || high === null ? null : { low: BigInt(low), high: BigInt(high) };
    return { monthStart, day, middle: BigInt(middle), range };
  }),
);

/** Forecasts of one organization's months, to be compared with their bills. */
export class KeptForecastTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Keeps the first forecast of a day, by whichever window. `madeAt` in ms. */
  save({ monthStart, day, middle, range }: KeptForecast, madeAt: number): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO kept_forecast VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        this.#organization,
        monthStart,
        day,
        Math.round(madeAt),
        String(middle),
        range && String(range.low),
        range && String(range.high),
      );
  }

  /** Oldest first, as far as they can be read. */
  all(): KeptForecast[] {
    const statement = this.#database.prepare(`
      SELECT month_start AS monthStart, day, middle, low, high FROM kept_forecast
      WHERE organization = ? ORDER BY month_start, day`);
    return statement.all(this.#organization).flatMap((found) => row.safeParse(found).data ?? []);
  }
}
