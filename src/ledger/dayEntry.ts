import type { UsageDetail } from '../spend/kind.ts';
import type { Restatement } from './billTable.ts';
import type { UsageWidth } from './usageTable.ts';

/** An index entry of one UTC day: what the ledger has of it, and how good that is. */
export interface DayEntry {
  readonly start: number;
  /** Changes whenever anything of the day does. */
  readonly revision: string;
  readonly isFinal: boolean;
  /** True where the bill has lines. */
  readonly billed: boolean;
  /** Set where the bill was final and its total has changed since. */
  readonly restated: Restatement | null;
  /** True where rates may be learned of the day: its bill is final and agreed upon, and no usage known to be missing. */
  readonly teaches: boolean;
  /** Newest reading of the bill, ms; 0 where there was none. */
  readonly billReadAt: number;
  /** The reading that last changed usage of the day, ms. */
  readonly usageChangedAt: number;
  /** Detail that all usage of the day was read in. */
  readonly detail: UsageDetail;
  /** By the start of the hour (ms): the table to read it from. */
  readonly hours: ReadonlyMap<number, HourEntry>;
}

export interface HourEntry {
  /** The hour's own bucket, or its minutes where they know more. */
  readonly width: UsageWidth;
  /** True where all of its minutes are known, so that it can be cut inside exactly. */
  readonly divisible: boolean;
  readonly empty: boolean;
  /** Number of its minutes that have been read. */
  readonly minutesRead: number;
  /** True once all of it has been asked for. */
  readonly complete: boolean;
}
