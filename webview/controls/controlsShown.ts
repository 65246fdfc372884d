import type { Choice, SavedView } from '../../src/shared/choice.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { NameOf } from './filterWords.ts';

export interface ControlsShown {
  /** As it was answered. */
  readonly explorer: Explorer;
  /** The newest one, which the explorer may not answer yet. */
  readonly choice: Choice;
  readonly saved: readonly SavedView[];
  /** Of the zone that the chart is cut in. */
  readonly format: Format;
  /** How far back the ledger goes, in days. */
  readonly historyDays: number;
  /** `YYYY-MM-DD` in that zone. */
  readonly today: string;
}

/** What the controls show, with the names of all values seen so far. */
export interface NamedControls extends ControlsShown {
  readonly nameOf: NameOf;
}
