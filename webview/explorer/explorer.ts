import { chartedSeries } from '../../src/shared/chartedSeries.ts';
import type { Shape } from '../../src/shared/choice.ts';
import { titleOf, weekTitleOf } from '../../src/shared/choiceWords.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import { marksOf } from '../../src/shared/marks.ts';
import { outlookOf } from '../../src/shared/outlook.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import type { SeriesColors } from '../../src/shared/seriesColors.ts';
import { zoneClock } from '../../src/time/zoneClock.ts';
import type { AfterPaint } from '../afterPaint.ts';
import { createExplorerChart } from '../charts/explorerChart.ts';
import { isAnswered } from '../controls/choiceEquality.ts';
import { createExplorerControls } from '../controls/explorerControls.ts';
import { shapeOf } from '../controls/shapes.ts';
import type { PageContext } from '../page.ts';
import { createBucketsTable } from '../tables/bucketsTable.ts';
import { createCacheSection } from '../tables/cacheSection.ts';
import { createTotalsTable } from '../tables/totalsTable.ts';
import { createWeekTable } from '../tables/weekTable.ts';
import { weekdayNames } from '../text/axisNames.ts';
import type { Formats } from '../text/formats.ts';
import { el, setShown, setText } from '../widgets/dom.ts';
import { copyImage, imageSubtitle, takeImage } from './image.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

export interface ExplorerParts {
  /** The sentence that is the control. */
  readonly controls: HTMLElement;
  readonly chart: HTMLElement;
  /** The chart's figures as tables. */
  readonly tables: readonly HTMLElement[];
  readonly cache: HTMLElement;
  update(view: Ready, slots: SeriesColors): void;
}

/** Creates the explorer: controls, and the answer as a chart and as tables. */
export function createExplorer(
  page: PageContext,
  formatOf: Formats,
  afterPaint: AfterPaint,
  gone: AbortSignal,
): ExplorerParts {
  const { actions } = page;
  const heading = el('h2', { id: 'explorer-title' });
  let subtitle = '';
  const chart = createExplorerChart(actions, gone);
  const image = () => {
    const legend = [...chart.element.querySelectorAll<HTMLElement>('.explorer-legend li:not(:has(.legend-apart))')];
    return takeImage(chart.canvas, { title: heading.textContent, subtitle, legend });
  };
  const controls = createExplorerControls(actions, {
    takeImage: image,
    copyImage: () => copyImage(image(), { write: onClipboard, refused: (png) => actions.postImage('copyImage', png) }),
  });
  const totals = createTotalsTable(actions);
  const buckets = createBucketsTable(actions);
  const week = createWeekTable(actions);
  const cache = createCacheSection(actions);
  const drawing = el('section', { class: 'explorer', 'aria-labelledby': 'explorer-title' }, heading, chart.element);
  const tables = [totals.element, buckets.element, week.element];
  // A click that needs no answer of the host redraws only the parts that it changes.
  let drawn: { readonly explorer: Explorer; readonly isolated: string | null; readonly shape: Shape } | undefined;
  return {
    controls: controls.element,
    chart: drawing,
    tables,
    cache: cache.element,
    update: ({ explorer, summary, saved, notes, historyDays }, slots) => {
      const { choice, isolated } = page.state();
      const format = formatOf(summary.locale, explorer.chart.zone);
      const charted = chartedSeries(explorer.chart);
      const shape = shapeOf({ measure: explorer.choice.measure, shape: choice.shape });
      const marks = marksOf({ summary, notes });
      const outlook = outlookOf(explorer, summary);
      const shared = { explorer, format, slots, charted, isolated, marks, outlook };
      const today = zoneClock(explorer.chart.zone)(page.now()).day;

      const isBusy = !isAnswered(choice, explorer);
      for (const part of [drawing, ...tables, cache.element]) part.setAttribute('aria-busy', `${isBusy}`);
      controls.update({ explorer, choice, saved, notes, format, historyDays, today });
      subtitle = imageSubtitle(explorer, shape, summary, format);
      const isNew = drawn?.explorer !== explorer;
      const isAlone = isNew || drawn?.isolated !== isolated;
      const isShaped = isAlone || drawn?.shape !== shape;
      drawn = { explorer, isolated, shape };
      if (isShaped) {
        setText(heading, shape === 'heat' ? weekTitleOf(explorer.choice) : titleOf(explorer.choice));
        chart.update({ ...shared, shape });
      }
      if (isAlone) afterPaint('totals', () => totals.update(shared));
      setShown(week.element, shape === 'heat');
      if (!isNew) return;
      afterPaint('tables', () => {
        buckets.update(shared);
        week.update({ explorer, format, weekdays: weekdayNames(format, explorer.chart.zone) });
        cache.update({ cache: explorer.cache, format });
      });
    },
  };
}

/** Writes to the clipboard while the image is being made: later the browser has forgotten the click it needs. */
function onClipboard(png: Promise<Blob>): Promise<void> {
  return navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
