import type { Unit } from '../../src/shared/choice.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { setShown } from '../widgets/dom.ts';
import { bucketsSheet } from './bucketsSheet.ts';
import { createFoldedSheet } from './foldedSheet.ts';
import type { TotalsShown } from './totalsTable.ts';

/** A quarter by day is whole; a month by hour begins with its newest days. */
const LIMIT = 100;

const SUMMARIES: Readonly<Record<Unit, string>> = {
  minute: 'Minute by minute',
  hour: 'Hour by hour',
  day: 'Day by day',
  week: 'Week by week',
  month: 'Month by month',
};

/** Every figure of the chart, a row a bucket. */
export function createBucketsTable(actions: Actions): Component<Omit<TotalsShown, 'isolated' | 'slots'>> {
  const folded = createFoldedSheet({ table: 'buckets', limit: LIMIT, actions });
  return {
    element: folded.element,
    update: ({ explorer, format, charted }) => {
      setShown(folded.element, explorer.chart.buckets.length > 0);
      folded.update({
        summary: SUMMARIES[explorer.chart.unit],
        sheet: () => bucketsSheet(explorer, charted, format),
      });
    },
  };
}
