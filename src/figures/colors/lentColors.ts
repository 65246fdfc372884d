import { chartedSeries } from '../../shared/chartedSeries.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import type { PanelView } from '../../shared/panelView.ts';
import { type SeriesColors, seriesColors } from '../../shared/seriesColors.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

/**
 * Slots that the values of a view have on the page, owned or borrowed, by dimension. Models have those that a chart of the
 * range gives them, whatever the chart on show is of.
 */
export function lentColors({ explorer, now, ownedColors }: Ready): Readonly<Partial<Record<Dimension, SeriesColors>>> {
  const { by } = explorer.choice;
  const charted = chartedSeries(explorer.chart);
  const beside = now ? chartedSeries(now.chart) : [];
  if (by === 'model') return { model: seriesColors({ owned: ownedColors.models, charted, beside }) };
  const ofRange = explorer.values.model.map(({ id }) => id);
  return {
    model: seriesColors({ owned: ownedColors.models, charted: ofRange, beside }),
    [by]: seriesColors({ owned: ownedColors.series, charted }),
  };
}
