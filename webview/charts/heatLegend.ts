import { el } from '../widgets/dom.ts';
import type { ExplorerChartModel } from './model/chartModel.ts';
import { heatCells, LEVELS } from './model/heatMap.ts';

/** The steps of the scale, from nothing to the busiest hour, and what an empty field means. */
export function heatLegend({ explorer, format, chart }: ExplorerChartModel): HTMLElement[] {
  const { averages, greatest } = heatCells(explorer);
  const most = { cost: format.dollars, count: format.compact, share: format.percent }[chart.kind](rounded(greatest));
  const steps = Array.from({ length: LEVELS + 1 }, (_, level) =>
    el('span', { class: 'swatch swatch-heat', 'data-level': `${level}` }),
  );
  const unit = chart.kind === 'share' ? '' : ' an hour';
  const ramp = el('span', { class: 'legend-mark' }, 'none', el('span', { class: 'ramp' }, ...steps), `${most}${unit}`);
  const mark = (className: string, label: string) =>
    el('span', { class: 'legend-mark' }, el('span', { class: `swatch ${className}` }), label);
  return [
    ramp,
    ...(averages.some((average) => average < 0) ? [mark('swatch-below', 'below zero')] : []),
    ...(averages.some(Number.isNaN) ? [mark('swatch-unknown', 'not known')] : []),
  ];
}

/** Two digits are enough for the end of a scale. */
function rounded(value: number): number {
  return value > 0 ? Number(value.toPrecision(2)) : 0;
}
