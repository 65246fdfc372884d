import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { weekTable } from '../../src/shared/tables/week.ts';
import { HOURS } from '../../src/shared/weekHours.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { explorerRange } from '../text/rangeText.ts';
import { createFoldedTable } from './foldedTable.ts';

export interface WeekTableShown {
  readonly explorer: Explorer;
  readonly format: Format;
  /** Short names of the days, Monday first. */
  readonly weekdays: readonly string[];
}

/** The table twin of the heat map. */
export function createWeekTable(actions: Actions): Component<WeekTableShown> {
  const folded = createFoldedTable({ table: 'week', limit: HOURS, actions });
  return {
    element: folded.element,
    update: ({ explorer, format, weekdays }) => {
      folded.update({
        summary: 'Averages by hour and weekday',
        made: () => {
          const range = explorerRange(explorer, format);
          const caption = `Average ${MEASURE_WORDS[explorer.choice.measure]} by hour and weekday, ${range}`;
          return { table: weekTable(explorer, weekdays), caption, format };
        },
      });
    },
  };
}
