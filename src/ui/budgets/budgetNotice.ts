import type { BadBudget } from '../../shared/budget.ts';
import type { SpendState } from '../../shared/summary.ts';
import { unlinked } from '../../shared/unlinked.ts';

export interface BudgetNoticeOptions {
  readonly memento: { get(key: string): unknown; update(key: string, value: string | undefined): Thenable<void> };
  readonly warn: (message: string) => void;
}

const SHOWN = 'badBudgets';
/** Entries that are named in one message; the tooltip names all. */
const MOST_NAMED = 3;

/** Says which budgets do not count, and why: once for each set of mistakes. */
export class BudgetNotice {
  readonly #options: BudgetNoticeOptions;

  constructor(options: BudgetNoticeOptions) {
    this.#options = options;
  }

  /** The sample has no budgets that were set, and says nothing of those that were. */
  show(state: SpendState): void {
    if (state.status !== 'ready' || state.summary.sample || !state.summary.badBudgets) return;
    const { memento, warn } = this.#options;
    const bad = state.summary.badBudgets;
    const mistakes = bad.length === 0 ? undefined : JSON.stringify(bad.map(({ message }) => message).sort());
    if (mistakes === memento.get(SHOWN)) return;
    if (mistakes !== undefined) warn(messageOf(bad));
    memento.update(SHOWN, mistakes).then(undefined, () => {});
  }
}

function messageOf(bad: readonly BadBudget[]): string {
  const named = bad.slice(0, MOST_NAMED).map(({ message }) => unlinked(message));
  const more = bad.length - named.length;
  if (more > 0) named.push(more === 1 ? '1 more budget has an error.' : `${more} more budgets have errors.`);
  const what = bad.length === 1 ? '1 budget is ignored' : `${bad.length} budgets are ignored`;
  return `Claude Usage: ${what}. ${named.join(' ')}`;
}
