import type { Mark } from '../../src/shared/alert.ts';
import { capital } from '../../src/shared/capital.ts';
import type { Unit } from '../../src/shared/choice.ts';
import { UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import type { Outlook } from '../../src/shared/outlook.ts';
import { bucketsTable } from '../../src/shared/tables/buckets.ts';
import { withOutlook } from '../../src/shared/tables/withOutlook.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { explorerRange } from '../text/rangeText.ts';
import { setShown } from '../widgets/dom.ts';
import { createFoldedTable } from './foldedTable.ts';
import type { TotalsShown } from './totalsTable.ts';

/** Rows before the fold: all days of a quarter, the newest days of a month by hour. */
const LIMIT = 100;

const SUMMARIES: Readonly<Record<Unit, string>> = {
  minute: 'Minute by minute',
  hour: 'Hour by hour',
  day: 'Day by day',
  week: 'Week by week',
  month: 'Month by month',
};

interface BucketsShown extends Omit<TotalsShown, 'isolated' | 'slots'> {
  readonly marks: readonly Mark[];
  readonly outlook: Outlook | null;
}

/** Every figure of the chart, one row for each bucket. */
export function createBucketsTable(actions: Actions): Component<BucketsShown> {
  const folded = createFoldedTable({ table: 'buckets', limit: LIMIT, actions });
  return {
    element: folded.element,
    update: ({ explorer, format, charted, marks, outlook }) => {
      const { choice, chart } = explorer;
      const what = `${MEASURE_WORDS[choice.measure]} by ${UNIT_WORDS[chart.unit]} and ${DIMENSION_WORDS[choice.by]}`;
      const tableOf = () => {
        const table = bucketsTable(explorer, charted, format, marks);
        // Running totals add up to nothing, as they would in the one row of those beyond the fold.
        return outlook && chart.buckets.length <= LIMIT ? withOutlook(table, outlook, explorer, format) : table;
      };
      setShown(folded.element, chart.buckets.length > 0);
      folded.update({
        summary: SUMMARIES[chart.unit],
        made: () => ({
          table: tableOf(),
          caption: `${capital(what)}, ${explorerRange(explorer, format)}`,
          format,
        }),
      });
    },
  };
}
