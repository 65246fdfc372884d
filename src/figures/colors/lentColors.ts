import type { Dimension } from '../../shared/dimensions.ts';
import type { ChartFrame } from '../../shared/explorer.ts';
import { REST } from '../../shared/explorer.ts';
import type { PanelView } from '../../shared/panelView.ts';
import { type SeriesColors, seriesColors } from '../../shared/seriesColors.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

/** Slots that the values of a view have on the page, owned or borrowed, by dimension. */
export function lentColors({ explorer, now, ownedColors }: Ready): Readonly<Partial<Record<Dimension, SeriesColors>>> {
  const { by } = explorer.choice;
  const charted = idsOf(explorer.chart);
  const models = now ? idsOf(now.chart) : [];
  const ofModels = seriesColors({ owned: ownedColors.models, charted: models });
  const series = seriesColors({ owned: ownedColors.series, charted, beside: by === 'model' ? models : [] });
  return { model: ofModels, [by]: series };
}

function idsOf({ series }: ChartFrame): string[] {
  return series.map(({ id }) => id).filter((id) => id !== REST);
}
