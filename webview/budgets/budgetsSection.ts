import { badBudgetsText, worstFirst } from '../../src/shared/budgetText.ts';
import { capital } from '../../src/shared/capital.ts';
import type { Format } from '../../src/shared/format.ts';
import type { PageCommand } from '../../src/shared/fromPage.ts';
import type { PanelSummary } from '../../src/shared/panelView.ts';
import { runwayNotes, runwayText } from '../../src/shared/runwayText.ts';
import type { Component, PageContext } from '../page.ts';
import { el, fill, setShown, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { type BudgetShown, createBudgetRow } from './budgetRow.ts';

export interface BudgetsShown {
  readonly summary: Pick<PanelSummary, 'budgets' | 'badBudgets' | 'runway'>;
  /** Format of UTC. */
  readonly format: Format;
  /** By the API's clock, ms. */
  readonly now: number;
}

/** Budgets that are in sight: those with the highest used share. The others are a click away. */
const IN_SIGHT = 5;

/** Creates the section of budgets; without one it offers to set one. */
export function createBudgetsSection({ run, actions }: Pick<PageContext, 'run' | 'actions'>): Component<BudgetsShown> {
  const open = actions.choose;
  const edit = commandLink('Edit Budgets', 'claudeUsage.editBudgets', run);
  const first = commandLink('Set a budget', 'claudeUsage.editBudgets', run);
  const nothing = el('p', { class: 'muted' }, first, ' to see how much of it is used and when you will pass it.');
  const worst = createRows(open);
  const others = createRows(open);
  const count = el('summary', {});
  const folded = el('details', { class: 'budget-others' }, count, others.element);
  const badText = el('span', {});
  const bad = el('p', { class: 'budget-bad' }, icon('warning'), badText);
  const element = el(
    'section',
    { class: 'budgets', 'aria-labelledby': 'budgets-title' },
    el('div', { class: 'title' }, el('h2', { id: 'budgets-title' }, 'Budgets'), edit),
    nothing,
    worst.element,
    folded,
    bad,
  );
  const balance = el('span', {});
  const balanceNotes = el('span', { class: 'muted' });
  const prepaid = el(
    'p',
    { class: 'budget-balance' },
    balance,
    ' ',
    balanceNotes,
    ' ',
    commandLink('Set Prepaid Balance', 'claudeUsage.setBalance', run),
  );
  element.append(prepaid);
  let waiting: readonly BudgetShown[] = [];
  const unfold = () => {
    if (folded.open) others.update(waiting);
  };
  folded.addEventListener('toggle', unfold);
  return {
    element,
    update: ({ summary: { budgets, badBudgets = [], runway }, format, now }) => {
      setShown(element, budgets !== undefined || runway !== undefined);
      setShown(prepaid, runway !== undefined);
      if (runway) {
        setText(balance, `Prepaid balance: ${runwayText(runway, format, now)}.`);
        setText(
          balanceNotes,
          runwayNotes(runway, format, now)
            .map((note) => `${capital(note)}.`)
            .join(' '),
        );
      }
      const shown = worstFirst(budgets ?? []).map((state) => ({ state, format, now }));
      const isEmpty = budgets?.length === 0 && badBudgets.length === 0;
      setShown(nothing, isEmpty);
      setShown(edit, !isEmpty);
      setShown(worst.element, shown.length > 0);
      worst.update(shown.slice(0, IN_SIGHT));
      waiting = shown.slice(IN_SIGHT);
      setShown(folded, waiting.length > 0);
      setText(count, `${format.count(waiting.length)} more ${waiting.length === 1 ? 'budget' : 'budgets'}`);
      unfold();
      setText(badText, badBudgetsText(badBudgets));
      setShown(bad, badBudgets.length > 0);
    },
  };
}

function commandLink(label: string, command: PageCommand, run: PageContext['run']): HTMLElement {
  const made = el('button', { type: 'button', class: 'link' }, label);
  made.addEventListener('click', () => run(command));
  return made;
}

/** A list of budgets: each poll changes words, not elements. */
function createRows(open: Parameters<typeof createBudgetRow>[0]): Component<readonly BudgetShown[]> {
  const element = el('ul', { class: 'budget-list' });
  let rows: Component<BudgetShown>[] = [];
  return {
    element,
    update: (shown) => {
      if (rows.length !== shown.length) {
        rows = shown.map((_, at) => rows[at] ?? createBudgetRow(open));
        fill(element, ...rows.map((row) => row.element));
      }
      for (const [at, state] of shown.entries()) rows[at]?.update(state);
    },
  };
}
