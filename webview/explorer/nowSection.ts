import { capital } from '../../src/shared/capital.ts';
import { costText, UNKNOWN, unpricedText } from '../../src/shared/cost.ts';
import { dayAheadText } from '../../src/shared/forecastText.ts';
import { nowTable } from '../../src/shared/tables/now.ts';
import type { Actions } from '../actions.ts';
import type { AfterPaint } from '../afterPaint.ts';
import { createNowChart, type NowChartShown } from '../charts/nowChart.ts';
import type { Component } from '../page.ts';
import { createFoldedTable } from '../tables/foldedTable.ts';
import { el, setShown, setText } from '../widgets/dom.ts';

const MINUTES = 60;

export interface NowSection extends Component<NowChartShown> {
  /** The table twin of its chart, which has more columns than there is room for beside a chart. */
  readonly minutes: HTMLElement;
}

/**
 * Spending now: the last hour minute by minute, its rate, and what the day will cost. The words come at once, so
 * that nothing moves when the chart comes.
 */
export function createNowSection(actions: Actions, afterPaint: AfterPaint, gone: AbortSignal): NowSection {
  const rate = el('p', { class: 'now-rate' });
  const day = el('p', { class: 'muted' });
  const chart = createNowChart(gone);
  const minutes = createFoldedTable({ table: 'now', limit: MINUTES, actions });
  return {
    element: el(
      'section',
      { class: 'now', 'aria-labelledby': 'now-title' },
      el('h2', { id: 'now-title' }, 'Burn rate'),
      rate,
      chart.element,
      day,
    ),
    minutes: minutes.element,
    update: (shown) => {
      const { now, forecast, format, marks } = shown;
      const dollars = costText(format, now.perHour);
      const hasPrice = dollars !== UNKNOWN;
      const spent = hasPrice ? `${dollars}/h` : unpricedText(format, now.perHour.unpricedTokens);
      setText(rate, `${spent} over the last 60 minutes with data`);
      setShown(day, hasPrice);
      setText(day, `${capital(dayAheadText(now, forecast, format))}.`);
      afterPaint('now', () => {
        chart.update(shown);
        const caption = 'Cost over the last 60 minutes with data, by minute and model';
        minutes.update({
          summary: 'The last hour, minute by minute',
          made: () => ({ table: nowTable(now.chart, format, marks), caption, format }),
        });
      });
    },
  };
}
