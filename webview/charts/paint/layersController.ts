import { type ChartComponent, DatasetController, type Scale } from 'chart.js';
import type { Drawing } from './drawing.ts';
import type { Inks, PaintContext } from './paintContext.ts';

declare module 'chart.js' {
  interface ChartTypeRegistry {
    layers: {
      chartOptions: Record<never, never>;
      datasetOptions: { drawing: Drawing; inks: Inks };
      defaultDataPoint: number;
      metaExtensions: Record<never, never>;
      parsedDataType: unknown;
      scales: 'category' | 'linear';
    };
  }
}

/**
 * A kind of chart for chart.js that paints its buckets from columns. The bars and lines that come with it make several
 * objects of each value: at 744 hours and nine colours that is a tenth of a second, and the page has a tenth of that.
 */
class LayersController extends DatasetController<'layers'> {
  static readonly id = 'layers';
  static readonly defaults = { dataElementType: 'bar' };
  static readonly overrides = { scales: { x: { type: 'category', offset: true }, y: { type: 'linear' } } };

  override getMinMax(scale: Scale): { min: number; max: number } {
    const { domain, columns } = this.drawing();
    return scale.axis === 'y' ? domain : { min: 0, max: columns - 1 };
  }

  override parse(): void {}

  override draw(): void {
    const { chart } = this;
    const { inks } = chart.data.datasets[this.index] as { inks: Inks };
    this.drawing().paint({ ctx: chart.ctx, ...contextOf(chart.chartArea, this.drawing(), chart.scales['y']), inks });
  }

  private drawing(): Drawing {
    return (this.chart.data.datasets[this.index] as { drawing: Drawing }).drawing;
  }
}

type Area = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** The linear scale as one multiplication: it is asked for every corner of every bar. */
function contextOf(area: Area, { columns }: Drawing, scale: Scale | undefined): Omit<PaintContext, 'ctx' | 'inks'> {
  const { min = 0, max = 1 } = scale ?? {};
  const perUnit = area.height / (max - min || 1);
  return {
    left: area.left,
    top: area.top,
    width: area.width,
    height: area.height,
    band: area.width / Math.max(1, columns),
    y: (value) => area.top + area.height - (value - min) * perUnit,
  };
}

export const layersController: ChartComponent = LayersController;
