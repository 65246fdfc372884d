import type { GlobalState } from '../globalState.ts';
import type { BadEntry } from '../shared/namedEntry.ts';
import { unlinked } from '../shared/unlinked.ts';

export interface SettingNoticeOptions {
  readonly memento: Pick<GlobalState, 'get' | 'update'>;
  /** Key of what was shown. */
  readonly shown: string;
  readonly warn: (message: string) => void;
  /** Says how many entries do not count, and how many more than those that are named: the one without a full stop. */
  readonly words: { readonly count: (bad: number) => string; readonly more: (others: number) => string };
}

/** Entries that are named in one message. */
const MOST_NAMED = 3;

export const BUDGET_WORDS: SettingNoticeOptions['words'] = {
  count: (bad) => (bad === 1 ? '1 budget is ignored' : `${bad} budgets are ignored`),
  more: (others) => (others === 1 ? '1 more budget has an error.' : `${others} more budgets have errors.`),
};

export const COST_CENTRE_WORDS: SettingNoticeOptions['words'] = {
  count: (bad) => (bad === 1 ? '1 error in the cost centers' : `${bad} errors in the cost centers`),
  more: (others) => (others === 1 ? '1 more error.' : `${others} more errors.`),
};

export const MONTHLY_REPORT_WORDS: SettingNoticeOptions['words'] = {
  count: () => 'A setting has errors',
  more: (others) => `${others} more.`,
};

/** Says which entries of a setting do not count, and why: once for each set of mistakes. */
export class SettingNotice {
  readonly #options: SettingNoticeOptions;

  constructor(options: SettingNoticeOptions) {
    this.#options = options;
  }

  /** Undefined where nothing is known of the setting. */
  show(bad: readonly BadEntry[] | undefined): void {
    if (!bad) return;
    const { memento, shown, warn } = this.#options;
    const mistakes = bad.length === 0 ? undefined : JSON.stringify(bad.map(({ message }) => message).sort());
    if (mistakes === memento.get(shown)) return;
    if (mistakes !== undefined) warn(this.#messageOf(bad));
    memento.update(shown, mistakes).then(undefined, () => {});
  }

  #messageOf(bad: readonly BadEntry[]): string {
    const { count, more } = this.#options.words;
    const named = bad.slice(0, MOST_NAMED).map(({ message }) => unlinked(message));
    const others = bad.length - named.length;
    if (others > 0) named.push(more(others));
    return `Claude Usage: ${count(bad.length)}. ${named.join(' ')}`;
  }
}
