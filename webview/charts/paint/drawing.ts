import type { AxisName } from '../../text/axisNames.ts';
import type { BucketState } from '../model/bucketState.ts';
import type { Domain } from '../model/domain.ts';
import type { PaintContext } from './paintContext.ts';

/** Drawing that a plot shows: its axes, and what paints the area between them. */
export interface Drawing {
  /** Buckets side by side. */
  readonly columns: number;
  /** Names of the rows from the top down, where there are rows instead of a scale. */
  readonly rows: readonly string[] | null;
  readonly domain: Domain;
  readonly columnNames: (room: number) => readonly AxisName[];
  /** Width that a column's name takes, in characters. */
  readonly nameLength: number;
  readonly valueName: (value: number) => string;
  readonly mostTicks: number;
  /** State of each bucket; empty where the painter shows it. */
  readonly states: readonly BucketState[];
  readonly paint: (context: PaintContext) => void;
}
