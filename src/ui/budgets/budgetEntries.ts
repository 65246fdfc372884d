/** Entries of `claudeUsage.budgets`, changed one at a time: all others stay as they are, those that cannot be read too. */
import type { ParsedBudgets } from '../../figures/budgets/parseBudgets.ts';
import type { Budget } from '../../shared/budget.ts';
import { exactDollars } from '../../shared/exactDollars.ts';

export interface HeldSetting {
  /** Value as it is held in the user's settings, whatever it is; undefined where there is none. */
  read(): unknown;
  /** Rejects where the settings cannot be written. */
  write(entries: readonly unknown[]): Thenable<void>;
}

/** The setting is held as something that is no list, which nothing can be added to. */
const NO_LIST = 'The setting claudeUsage.budgets is not a list. Correct it in the settings first.';

export class BudgetEntries {
  readonly #held: HeldSetting;
  readonly #read: (entries: unknown) => ParsedBudgets;

  constructor(held: HeldSetting, read: (entries: unknown) => ParsedBudgets) {
    this.#held = held;
    this.#read = read;
  }

  /** Throws a RangeError for a setting that nothing can be added to, as it is no list. */
  requireList(): void {
    this.#entries();
  }

  all(): ParsedBudgets {
    return this.#read(this.#held.read());
  }

  /** True for a name that no entry has, but the one of this name: another budget of it would not count. */
  isFree(name: string, own: string | null): boolean {
    return name === own || !this.#entries().some((entry) => nameOf(entry) === name);
  }

  async add(budget: Budget): Promise<void> {
    const { scope, thresholds, forecast, organization, ...always } = budget;
    const entry = entryFields({
      ...always,
      ...(scope && { scope }),
      ...(organization !== null && { organization }),
      ...(thresholds.join() !== '50,80,100' && { thresholds }),
      ...(!forecast && { forecast }),
    });
    const entries = [...this.#entries(), entry];
    const { budgets, bad } = this.#read(entries);
    // There may be as many as count already.
    if (!budgets.some(({ name }) => name === budget.name)) throw new RangeError(bad.at(-1)?.message);
    await this.#held.write(entries);
  }

  /** Changes fields of a budget, by its name; false where it is not there any more. */
  async change(name: string, fields: Partial<Budget>): Promise<boolean> {
    return this.#replace(name, (entry) => {
      const { scope: _, ...others } = entry;
      return [{ ...('scope' in fields ? others : entry), ...entryFields(fields) }];
    });
  }

  async delete(name: string): Promise<boolean> {
    return this.#replace(name, () => []);
  }

  async #replace(name: string, by: (entry: Readonly<Record<string, unknown>>) => readonly unknown[]): Promise<boolean> {
    const entries = this.#entries();
    const at = entries.findIndex((entry) => this.#read([entry]).budgets[0]?.name === name);
    const entry = entries[at];
    if (!isObject(entry)) return false;
    await this.#held.write(entries.toSpliced(at, 1, ...by(entry)));
    return true;
  }

  /** See `requireList`. */
  #entries(): readonly unknown[] {
    const held = this.#held.read() ?? [];
    if (!Array.isArray(held)) throw new RangeError(NO_LIST);
    return held;
  }
}

/** Fields of a budget as the setting has them. */
function entryFields({ amount, scope, ...others }: Partial<Budget>): Record<string, unknown> {
  return {
    ...others,
    ...(amount !== undefined && { amountUsd: Number(exactDollars(amount)) }),
    ...(scope && { scope: { [scope.dimension]: scope.value } }),
  };
}

function nameOf(entry: unknown): unknown {
  return isObject(entry) ? entry['name'] : undefined;
}

function isObject(entry: unknown): entry is Readonly<Record<string, unknown>> {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry);
}
