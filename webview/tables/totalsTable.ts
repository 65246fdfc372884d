import { titleOf } from '../../src/shared/choiceWords.ts';
import { type Explorer, REST } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { SeriesColors } from '../../src/shared/seriesColors.ts';
import { totalsTable } from '../../src/shared/tables/totals.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { explorerRange } from '../text/rangeText.ts';
import { setShown } from '../widgets/dom.ts';
import { type Pointing, valueName } from './rowNames.ts';
import { createTableView } from './tableView.ts';

/** Rows before the fold: a chart names fewer. */
const LIMIT = 12;

export interface TotalsShown {
  readonly explorer: Explorer;
  /** In the zone that the chart's buckets are cut in. */
  readonly format: Format;
  readonly slots: SeriesColors;
  readonly charted: readonly string[];
  readonly isolated: string | null;
}

/** The table twin of the chart: every value of its dimension. */
export function createTotalsTable(actions: Actions): Component<TotalsShown> {
  const view = createTableView<Pointing>({
    limit: LIMIT,
    name: valueName,
    copy: (text) => actions.post('copy', text),
  });
  return {
    element: view.element,
    update: ({ explorer, format, slots, charted, isolated }) => {
      const { by, filters } = explorer.choice;
      const own = filters.find(({ dimension }) => dimension === by)?.values ?? [];
      const drawn = new Set(explorer.chart.series.map(({ id }) => id));
      setShown(view.element, explorer.totals.values.length > 0);
      view.update({
        table: totalsTable(explorer, format),
        caption: `${titleOf(explorer.choice)}, ${explorerRange(explorer, format)}`,
        format,
        extra: {
          slots,
          charted,
          isDrawn: (id) => drawn.has(id) || drawn.has(REST),
          isolated,
          only: own.length === 1 ? (own[0] ?? null) : null,
          onIsolate: (id) => actions.isolate(id),
          onOnly: (id) => {
            const others = actions.choice().filters.filter(({ dimension }) => dimension !== by);
            actions.choose({ filters: [...others, { dimension: by, values: [id] }] });
          },
        },
      });
    },
  };
}
