import type { Shape } from '../../src/shared/choice.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { el, fill } from '../widgets/dom.ts';
import { createSwatch } from '../widgets/swatch.ts';
import { legendMarks } from './legendMarks.ts';
import type { ExplorerChartModel } from './model/chartModel.ts';
import { heatCells, LEVELS } from './model/heatMap.ts';
import type { Layer } from './model/layers.ts';

/**
 * Creates the legend: a series is a button that shows it alone, and pressed again brings all back. What another shape shows
 * is a link to it, which hands the focus over.
 */
export function createLegend(
  actions: Pick<Actions, 'isolate' | 'choose'>,
  focusChart: () => void,
): Component<ExplorerChartModel> {
  const list = el('ul', { class: 'legend explorer-legend', 'aria-label': 'Legend' });
  const buttons = new Map<string, HTMLButtonElement>();
  let drawn = '';
  let isolated: string | null = null;

  const buttonOf = ({ id, name, slot }: Layer) => {
    const made = el(
      'button',
      { type: 'button', class: 'legend-entry', title: name },
      createSwatch(slot),
      el('span', { class: 'name' }, name),
    );
    made.addEventListener('click', () => actions.isolate(isolated === id ? null : id));
    buttons.set(id, made);
    return made;
  };
  const linkTo = (shape: Shape, label: string) => {
    const made = el('button', { type: 'button', class: 'link' }, label);
    made.addEventListener('click', () => {
      actions.choose({ shape });
      focusChart();
    });
    return made;
  };
  return {
    element: list,
    update: (model) => {
      isolated = model.isolated;
      const isHeat = model.shape === 'heat';
      const series = isHeat ? [] : entriesOf(model);
      const marks = isHeat
        ? heatLegend(model)
        : legendMarks(model).map(({ className, label, shownBy }) =>
            shownBy ? linkTo(shownBy, label) : mark(className, label),
          );
      const next = JSON.stringify([
        series.map(({ id, name, slot }) => [id, name, slot]),
        marks.map((mark) => mark.outerHTML),
      ]);
      if (next !== drawn) {
        drawn = next;
        const focused = [...buttons].find(([, button]) => button === document.activeElement)?.[0];
        buttons.clear();
        fill(list, ...[...series.map(buttonOf), ...marks].map((entry) => el('li', {}, entry)));
        if (focused !== undefined) buttons.get(focused)?.focus();
      }
      for (const [id, button] of buttons) {
        button.setAttribute('aria-pressed', `${id === isolated}`);
        button.classList.toggle('legend-apart', isolated !== null && id !== isolated);
      }
    },
  };
}

/** Layers of the legend: all, and one that is shown alone though it is drawn within "Other". */
function entriesOf({ all, layers }: ExplorerChartModel): Layer[] {
  return [...all, ...layers.filter((layer) => !all.includes(layer))];
}

function mark(className: string, label: string): HTMLElement {
  return el('span', { class: 'legend-mark' }, el('span', { class: `swatch ${className}` }), label);
}

/** Makes the legend of the heat map: the steps of its scale, and what a field without colour means. */
function heatLegend({ explorer, format, chart }: ExplorerChartModel): HTMLElement[] {
  const { averages, greatest } = heatCells(explorer);
  const most = { cost: format.dollars, count: format.compact, share: format.percent }[chart.kind](rounded(greatest));
  const steps = Array.from({ length: LEVELS + 1 }, (_, level) =>
    el('span', { class: 'swatch swatch-heat', 'data-level': `${level}` }),
  );
  const unit = chart.kind === 'share' ? '' : ' per hour';
  const ramp = el('span', { class: 'legend-mark' }, 'none', el('span', { class: 'ramp' }, ...steps), `${most}${unit}`);
  return [
    ramp,
    ...(averages.some((average) => average < 0) ? [mark('swatch-below', 'below zero')] : []),
    ...(averages.some(Number.isNaN) ? [mark('swatch-unknown', 'not known')] : []),
  ];
}

/** Rounds the end of the scale to two digits. */
function rounded(value: number): number {
  return value > 0 ? Number(value.toPrecision(2)) : 0;
}
