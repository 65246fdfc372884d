import type { BudgetPeriod, BudgetState } from '../../src/shared/budget.ts';
import { budgetTone, hasReached, leftText, scopeText, spentOfText, usedShare } from '../../src/shared/budgetText.ts';
import type { Choice } from '../../src/shared/choice.ts';
import { forecastText, passingText } from '../../src/shared/forecastText.ts';
import type { Format } from '../../src/shared/format.ts';
import type { Component } from '../page.ts';
import { el, fill, setShown, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { budgetBar } from './budgetBar.ts';

export interface BudgetShown {
  readonly state: BudgetState;
  /** Format of UTC, as the periods of budgets are of UTC. */
  readonly format: Format;
  /** By the API's clock, ms. */
  readonly now: number;
}

const PERIODS: Readonly<Record<BudgetPeriod, { readonly word: string } & Pick<Choice, 'range' | 'unit'>>> = {
  day: { word: 'today', range: { type: 'today' }, unit: 'hour' },
  week: { word: 'this week', range: { type: 'thisWeek' }, unit: 'day' },
  month: { word: 'this month', range: { type: 'thisMonth' }, unit: 'day' },
};

/** Choice that shows a budget's spend in its period: its running total. */
export function choiceOf({ budget, scope }: BudgetState): Partial<Choice> {
  const { range, unit } = PERIODS[budget.period];
  const filters = scope.dimension === null ? [] : [{ dimension: scope.dimension, values: [scope.id] }];
  return { measure: 'cost', range, unit, filters, shape: 'cumulative' };
}

/** `≈$812 of $2,000 · ≈$1,188 left · passes on Thu, Dec 24 (Dec 22 – 26) · forecast ≈$2,310 – $2,520` */
export function budgetWords({ state, format, now }: BudgetShown): string {
  const { forecast, passing } = state;
  const parts = [
    spentOfText(state, format),
    leftText(state, format),
    passing === null ? '' : passingText(passing, format, now),
    forecast === null ? '' : forecastText(forecast, format),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** `80% threshold passed`, where the color of the bar says so. */
function passedText(state: BudgetState, format: Format): string {
  const { spent, budget } = state;
  const highest = budget.thresholds.findLast((percent) => spent && hasReached(spent.amount, budget.amount, percent));
  return budgetTone(state) === 'none' || highest === undefined
    ? ''
    : `${format.percent(highest / 100)} threshold passed`;
}

/** Creates a budget: its name, its share as a bar, and words that say all of it. */
export function createBudgetRow(open: (choice: Partial<Choice>) => void): Component<BudgetShown> {
  let shown: BudgetState | undefined;
  const name = el('button', { type: 'button', class: 'budget-name', title: 'Show in the chart' });
  name.addEventListener('click', () => {
    if (shown) open(choiceOf(shown));
  });
  const scope = el('span', { class: 'muted budget-scope' });
  const mark = icon('warning');
  const share = el('span', {});
  const passed = el('span', { class: 'heard' });
  const [used, ahead, range, limit] = ['used', 'ahead', 'range', 'limit'].map((part) =>
    el('span', { class: `budget-${part}` }),
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  const ticks = el('span', { class: 'budget-ticks' });
  const bar = el('div', { class: 'budget-bar', 'aria-hidden': 'true' }, ahead, used, range, ticks, limit);
  const words = el('p', { class: 'muted' });
  const element = el(
    'li',
    { class: 'budget' },
    el('div', { class: 'budget-head' }, name, scope, el('span', { class: 'budget-state' }, mark, share, passed)),
    bar,
    words,
  );
  let drawn = '';
  return {
    element,
    update: (next) => {
      const { state, format } = next;
      shown = state;
      const tone = budgetTone(state);
      const fraction = usedShare(state);
      element.dataset['tone'] = tone;
      setText(name, state.budget.name);
      setText(scope, [PERIODS[state.budget.period].word, scopeText(state)].filter((part) => part !== '').join(', '));
      mark.classList.toggle('budget-calm', tone === 'none');
      setText(share, fraction === null ? '' : format.percent(fraction));
      setText(passed, passedText(state, format));
      setText(words, budgetWords(next));
      const made = budgetBar(state);
      const key = JSON.stringify(made);
      if (key === drawn) return;
      drawn = key;
      used.style.width = percent(made.used);
      place(ahead, made.used, made.forecast);
      place(range, made.range?.low ?? 0, made.range?.high ?? 0);
      setShown(range, made.range !== null);
      limit.style.insetInlineStart = percent(made.limit);
      setShown(limit, made.limit < 1);
      fill(
        ticks,
        ...made.ticks.map((at) => {
          const tick = el('span', { class: 'budget-tick' });
          tick.style.insetInlineStart = percent(at);
          return tick;
        }),
      );
    },
  };
}

function place({ style }: HTMLElement, from: number, to: number): void {
  style.insetInlineStart = percent(from);
  style.width = percent(to - from);
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}
