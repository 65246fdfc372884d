import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { Actions } from '../actions.ts';
import { HOURS } from '../charts/model/heatMap.ts';
import type { Component } from '../page.ts';
import { createFoldedSheet } from './foldedSheet.ts';
import { weekSheet } from './weekSheet.ts';

export interface WeekTableShown {
  readonly explorer: Explorer;
  readonly format: Format;
  /** Short names of the days, Monday first. */
  readonly weekdays: readonly string[];
}

/** The table twin of the heat map. */
export function createWeekTable(actions: Actions): Component<WeekTableShown> {
  const folded = createFoldedSheet({ table: 'week', limit: HOURS, actions });
  return {
    element: folded.element,
    update: ({ explorer, format, weekdays }) => {
      folded.update({
        summary: 'Hour by weekday, on average',
        sheet: () => weekSheet(explorer, weekdays, format),
      });
    },
  };
}
