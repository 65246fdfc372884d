import type { Cost } from './cost.ts';
import type { Passing } from './forecast.ts';

/** What is left of a prepaid balance, and until when it lasts. */
export interface Runway {
  /** Balance and top-ups less the spend since; the basis is that of the spend. Null while days since are missing. */
  readonly left: Cost | null;
  /** Instant of the balance that the user typed last, ms. */
  readonly asOf: number;
  /** Day on which it is used up; its `on` is null where it lasts longer than a year. Null where there is no forecast. */
  readonly lasts: Passing | null;
}
