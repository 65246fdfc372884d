import { UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, setShown, setText } from '../widgets/dom.ts';
import { explorerSentence } from './describe/chartSentence.ts';
import { interactionOf } from './interact/interaction.ts';
import { createInteractiveCanvas } from './interact/interactiveCanvas.ts';
import { createLegend } from './legend.ts';
import { createChartModels, type ExplorerChartModel, type ExplorerChartShown } from './model/chartModel.ts';
import { drawingOf } from './paint/drawings.ts';

export interface ExplorerChart extends Component<ExplorerChartShown> {
  /** The canvas that an image is taken of. */
  readonly canvas: HTMLCanvasElement;
}

/** Creates the explorer's chart with its legend: bars, lines, a running total or the heat map of a week. */
export function createExplorerChart(actions: Actions, gone: AbortSignal): ExplorerChart {
  const modelOf = createChartModels();
  const plot = createInteractiveCanvas('plot-explorer', gone);
  const legend = createLegend(actions, () => plot.canvas.focus());
  const nothing = el('p', { class: 'plot-empty' });
  const zone = el('span', { class: 'plot-zone muted' });
  plot.element.append(nothing);
  plot.canvas.setAttribute('aria-roledescription', 'chart');
  return {
    element: el('div', { class: 'explorer-chart' }, legend.element, plot.element, zone),
    canvas: plot.canvas,
    update: (shown) => {
      const model = modelOf(shown);
      const { chart } = model;
      legend.update(model);
      plot.canvas.setAttribute('aria-label', explorerSentence(model));
      setText(nothing, emptyWords(model));
      setShown(nothing, nothing.textContent !== '');
      const newest = chart.buckets.at(-1);
      const unit = shown.shape === 'heat' ? 'hour' : UNIT_WORDS[chart.unit];
      setText(zone, newest ? `${shown.format.zoneName(newest.start)} ${unit}s` : '');
      const key = [
        shown.shape === 'heat',
        chart.unit,
        chart.zone,
        chart.buckets.length,
        chart.buckets[0]?.start,
      ].join();
      plot.update(drawingOf(model), interactionOf(model, actions), key);
    },
  };
}

/** Sentence in place of a chart that has nothing to show; empty where it has something. */
function emptyWords({ all, states, chart, previous, explorer }: ExplorerChartModel): string {
  if (all.length > 0 || previous || states.includes('unknown')) return '';
  const isUnpriced = chart.kind === 'cost' && chart.unpricedTokens.some((tokens) => tokens > 0);
  if (isUnpriced) return 'Only unpriced tokens in this range.';
  const what = chart.kind === 'share' ? 'input tokens' : MEASURE_WORDS[explorer.choice.measure];
  return `No ${what} in this range.`;
}
