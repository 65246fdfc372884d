import { WHAT_CHANGED } from '../../src/shared/changeWords.ts';
import { previousDates } from '../../src/shared/previousPeriod.ts';
import { onFirstDay } from '../../src/time/daysOfSpan.ts';
import { zoneClock } from '../../src/time/zoneClock.ts';
import type { Actions } from '../actions.ts';
import type { Component } from '../page.ts';
import { daysBetween, sameRange } from '../text/ranges.ts';
import { el } from '../widgets/dom.ts';
import { createWordDropdown, phrase } from '../widgets/dropdown.ts';
import type { ControlsShown } from './controlsShown.ts';

/** The most days of history that the setting takes. */
const MOST_HISTORY_DAYS = 365;

/** `compared with [Sep 26 – Oct 25]`; where that lies before the history, why it cannot be, and where to change it. */
export function createComparisonChoice(
  actions: Pick<Actions, 'choice' | 'choose' | 'explain' | 'post'>,
): Component<ControlsShown> {
  let shown: ControlsShown | undefined;
  const word = createWordDropdown('Compare with', ['nothing', 'previous', 'settings'], (value) => {
    if (value !== 'settings') return actions.choose({ compare: value === 'previous' });
    if (shown) show(shown);
    actions.post('run', 'claudeUsage.openSettings');
  });
  const changed = el('button', { type: 'button', class: 'link what-changed' }, WHAT_CHANGED);
  changed.addEventListener('click', () => actions.explain({ choice: actions.choice(), bucket: null }));
  const show = (controls: ControlsShown) => {
    const { choice, explorer, format, historyDays } = controls;
    const isOfRange = sameRange(choice.range, explorer.choice.range);
    const dates = isOfRange ? previousDates(explorer, format) : '';
    const needed = isOfRange ? neededDays(controls) : 0;
    const isMissing = needed > historyDays;
    const reason = isMissing ? { previous: `needs ${format.count(needed)} days of history` } : {};
    const settings = isMissing && needed <= MOST_HISTORY_DAYS ? { settings: 'Keep more history …' } : {};
    const previous = dates === '' ? 'previous period' : dates;
    const isChosen = choice.compare && isMissing;
    const labels = { nothing: 'nothing', previous: isChosen ? `${previous} (${reason.previous})` : previous };
    word.show(choice.compare ? 'previous' : 'nothing', { ...labels, ...settings }, reason);
  };
  return {
    element: el('span', { class: 'phrases' }, phrase('compared with', word.element), changed),
    update: (controls) => {
      shown = controls;
      show(controls);
    },
  };
}

/** Days of history that the previous period of an answer goes back, today included. */
function neededDays({ explorer: { previousSpan, chart }, today }: ControlsShown): number {
  const first = zoneClock(chart.zone)(onFirstDay(previousSpan)).day;
  return daysBetween(first, today) + 1;
}
