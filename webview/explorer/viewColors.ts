import { chartedSeries } from '../../src/shared/chartedSeries.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import { modelColors, type SeriesColors, seriesColors } from '../../src/shared/seriesColors.ts';
import { isAnswered } from '../controls/choiceEquality.ts';
import type { PageContext } from '../page.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

/** Slots of the values on the page. */
export interface ViewColors {
  /** Of the large chart and its table. */
  readonly series: SeriesColors;
  /** Of the models of what happens now. */
  readonly models: SeriesColors;
}

/**
 * Creates what gives the values of a view their colours. What a view has borrowed stays with it while it changes, and
 * with those that one drills down to from it.
 */
export function createViewColors({ state, keep }: Pick<PageContext, 'state' | 'keep'>): (view: Ready) => ViewColors {
  let last: ViewColors = { series: {}, models: {} };
  let lastBy = '';
  return ({ explorer, now, ownedColors }) => {
    const { choice, path, lent } = state();
    const { by } = explorer.choice;
    const models = now ? chartedSeries(now.chart) : [];
    // The answer on show may still be one to another choice, while the host makes the newest.
    const isOfChoice = isAnswered(choice, explorer);
    const isOfParent = lent[path.length] === undefined && path.at(-1)?.by === by;
    const borrowed = lent[isOfParent ? path.length - 1 : path.length];
    const series = seriesColors({
      owned: ownedColors.series,
      charted: chartedSeries(explorer.chart),
      beside: by === 'model' ? models : [],
      kept: (isOfChoice ? borrowed : by === lastBy ? last.series : null) ?? {},
    });
    const ofRange = explorer.values.model.map(({ id }) => id);
    last = {
      series,
      // A model has one colour, on the page and whatever the chart is of.
      models:
        by === 'model'
          ? series
          : modelColors({ owned: ownedColors.models, charted: models, ofRange, kept: last.models }),
    };
    lastBy = by;
    if (isOfChoice && JSON.stringify(series) !== JSON.stringify(lent[path.length])) {
      keep({ lent: [...path.map((_, level) => lent[level] ?? {}), series] });
    }
    return last;
  };
}
