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
 * with those that one drills down to from it. Before anything is owned, a view that one has not drilled down to follows the
 * order of its values: a history that is fetched begins with its newest days, and colours are claimed in the order of all.
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
    const isSettled = (owned: SeriesColors) => path.length > 0 || Object.keys(owned).length > 0;
    const isOfParent = lent[path.length] === undefined && path.at(-1)?.by === by;
    const borrowed = lent[isOfParent ? path.length - 1 : path.length];
    const kept = isOfChoice ? borrowed : by === lastBy ? last.series : null;
    const series = seriesColors({
      owned: ownedColors.series,
      charted: chartedSeries(explorer.chart),
      beside: by === 'model' ? models : [],
      kept: (isSettled(ownedColors.series) && kept) || {},
    });
    const { models: owned } = ownedColors;
    const ofRange = explorer.values.model.map(({ id }) => id);
    const keptModels = isSettled(owned) ? last.models : {};
    last = {
      series,
      // A model has one colour, on the page and whatever the chart is of.
      models: by === 'model' ? series : modelColors({ owned, charted: models, ofRange, kept: keptModels }),
    };
    lastBy = by;
    if (isOfChoice && JSON.stringify(series) !== JSON.stringify(lent[path.length])) {
      keep({ lent: [...path.map((_, level) => lent[level] ?? {}), series] });
    }
    return last;
  };
}
