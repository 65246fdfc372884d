import { caveatsTogether } from '../../src/shared/caveat.ts';
import { panelAsOf } from '../../src/shared/panelAsOf.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import { createAfterPaint } from '../afterPaint.ts';
import { createBudgetsSection } from '../budgets/budgetsSection.ts';
import { createExplorer } from '../explorer/explorer.ts';
import { createNowSection } from '../explorer/nowSection.ts';
import { createViewColors } from '../explorer/viewColors.ts';
import type { Component, PageContext } from '../page.ts';
import { createFormats } from '../text/formats.ts';
import { whileShown } from '../whileShown.ts';
import { el, setShown } from '../widgets/dom.ts';
import { accuracyCaveats, createCaveats } from './caveats.ts';
import { createHeader } from './header.ts';
import { kpisOf } from './kpis.ts';
import { createKpiTiles } from './kpiTiles.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

/** Time between two looks at the page's clock, ms. */
const CLOCK_MS = 15_000;

/** The panel at work: the answers, the one sentence that is its control, and the charts with their tables. */
export function createReady(page: PageContext, gone: AbortSignal): Component<Ready> {
  const formatOf = createFormats();
  const header = createHeader(page);
  const kpis = createKpiTiles(({ range, unit }) => page.actions.choose({ range: { type: range }, unit }));
  const afterPaint = createAfterPaint();
  const colorsOf = createViewColors(page);
  const explorer = createExplorer(page, formatOf, afterPaint, gone);
  const now = createNowSection(page.actions, afterPaint, gone);
  const budgets = createBudgetsSection(page);
  const caveats = createCaveats();

  const aside = el('div', { class: 'aside' }, budgets.element, now.element, caveats.element);
  const element = el(
    'main',
    {},
    header.element,
    kpis.element,
    explorer.controls,
    el('div', { class: 'columns' }, explorer.chart, aside),
    el('div', { class: 'tables' }, ...explorer.tables, now.minutes, explorer.cache),
  );
  let shown: Ready | undefined;
  /** Updates the parts that change with time alone: the age of the figures, and the day. */
  const tell = ({ summary: sent, explorer: answer }: Ready) => {
    const summary = panelAsOf(sent, page.now());
    const format = formatOf(summary.locale, summary.zone);
    header.update({ summary, format });
    kpis.update(kpisOf(summary, format));
    budgets.update({ summary, format: formatOf(summary.locale, 'UTC'), now: page.now() });
    caveats.update(caveatsTogether(answer.caveats, [...summary.caveats, ...accuracyCaveats(summary, format)]));
  };
  whileShown(() => shown && tell(shown), CLOCK_MS, gone);
  return {
    element,
    update: (view) => {
      const { summary } = view;
      const colors = colorsOf(view);
      explorer.update(view, colors.series);
      // The page's own state is the explorer's alone.
      if (view === shown) return;
      shown = view;
      tell(view);

      for (const part of [now.element, now.minutes]) setShown(part, view.now !== null);
      if (view.now) {
        const { now: newest } = view;
        const ownFormat = formatOf(summary.locale, newest.chart.zone);
        now.update({
          now: newest,
          forecast: panelAsOf(summary, page.now()).forecasts?.day ?? null,
          format: ownFormat,
          slots: colors.models,
          marks: summary.marks ?? [],
        });
      }
    },
  };
}
