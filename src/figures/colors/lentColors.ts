import { chartedSeries } from '../../shared/chartedSeries.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import type { PanelView } from '../../shared/panelView.ts';
import { type SeriesColors, seriesColors } from '../../shared/seriesColors.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

/** Slots that the values of a view have on the page, owned or borrowed, by dimension. */
export function lentColors({ explorer, now, ownedColors }: Ready): Readonly<Partial<Record<Dimension, SeriesColors>>> {
  const { by } = explorer.choice;
  const charted = chartedSeries(explorer.chart);
  const models = now ? chartedSeries(now.chart) : [];
  const ofModels = seriesColors({ owned: ownedColors.models, charted: models });
  const series = seriesColors({ owned: ownedColors.series, charted, beside: by === 'model' ? models : [] });
  return { model: ofModels, [by]: series };
}
