/** The stopwatch: a measurement of what usage costs from one minute to another, of everything or of one API key. */
import type { Cost } from './cost.ts';
import type { Value } from './explorer.ts';

/** Instants in ms. */
export interface Measurement {
  readonly startedAt: number;
  /** Id of the key; `''` for usage without a key, null for everything. */
  readonly apiKey: string | null;
  /** Null while it runs. */
  readonly stoppedAt: number | null;
}

/** Something that can be measured. */
export interface Measurable {
  /** Null for everything. */
  readonly apiKey: Value | null;
}

/** What *Start Measuring* offers. */
export interface MeasurementChoices {
  /** The dearest first; those that have not been used last. */
  readonly apiKeys: readonly Value[];
  /** The newest first. */
  readonly results: readonly MeasurementResult[];
}

/** The result of a measurement. */
export interface MeasurementResult extends Measurable {
  readonly start: number;
  readonly end: number;
  readonly isByHour: boolean;
  readonly cost: Cost;
}
