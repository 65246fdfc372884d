import type { Choice, SavedView } from '../../src/shared/choice.ts';
import type { DayNote } from '../../src/shared/dayNote.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { NameOf } from './filterWords.ts';

/** State that the controls show. */
export interface ControlsShown {
  /** Newest answer. */
  readonly explorer: Explorer;
  /** Newest choice, which the explorer may not answer yet. */
  readonly choice: Choice;
  readonly saved: readonly SavedView[];
  /** Notes on days, oldest first. */
  readonly notes: readonly DayNote[];
  /** Format of the zone that the chart is cut in. */
  readonly format: Format;
  /** Days that the ledger goes back. */
  readonly historyDays: number;
  /** `YYYY-MM-DD` in that zone. */
  readonly today: string;
}

/** State of the controls with the names of all values seen so far. */
export interface NamedControls extends ControlsShown {
  readonly nameOf: NameOf;
}
