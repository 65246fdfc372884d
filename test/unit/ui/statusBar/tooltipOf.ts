import { createFormat } from '../../../../src/shared/format.ts';
import type { SpendState } from '../../../../src/shared/summary.ts';
import { UTC_DAYS } from '../../../../src/time/dayZone.ts';
import { writeTooltip } from '../../../../src/ui/statusBar/tooltip.ts';
import { RecordedMarkdown } from '../recordedMarkdown.ts';

/** The tooltip of a state as VS Code would be given it, in a zone. */
export function tooltip(state: SpendState, zone = 'UTC', days = UTC_DAYS): RecordedMarkdown {
  const recorded = new RecordedMarkdown();
  writeTooltip(recorded, state, createFormat('en-US', zone), { zone: days });
  return recorded;
}
