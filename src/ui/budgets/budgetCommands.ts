import type * as vscode from 'vscode';
import type { EngineClient } from '../../engine/thread/client.ts';
import type { Budget, BudgetState } from '../../shared/budget.ts';
import type { BudgetChoices } from '../../shared/budgetChoices.ts';
import { budgetLine } from '../../shared/budgetText.ts';
import { capital } from '../../shared/capital.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import type { Format } from '../../shared/format.ts';
import { ORGANIZATION, type Scope } from '../../shared/scope.ts';
import type { Summary } from '../../shared/summary.ts';
import { unlinked } from '../../shared/unlinked.ts';
import { plainLabel } from '../plainLabel.ts';
import type { BudgetEntries } from './budgetEntries.ts';
import {
  amountOfPeriod,
  askAmount,
  askBudgetPeriod,
  askBudgetScope,
  askForecast,
  askName,
  askThresholds,
  type QuestionPlace,
  type ScopeAnswer,
  thresholdsText,
} from './budgetQuestions.ts';
import { askNewBudget, scopeSetting } from './newBudget.ts';
import { type Answer, BACK, isValue, type PickItem, pickItem, type StepParts, section } from './steps.ts';

export interface BudgetCommandsOptions extends StepParts {
  readonly engine: Pick<EngineClient, 'budgetChoices' | 'spendLimits' | 'pastPeriods'>;
  readonly window: StepParts['window'] &
    Pick<
      typeof vscode.window,
      'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage' | 'setStatusBarMessage'
    >;
  readonly entries: BudgetEntries;
  /** States of the budgets, and what does not count, by the newest figures. */
  readonly known: () => Pick<Summary, 'budgets' | 'badBudgets'>;
  readonly isSample: () => boolean;
  readonly leaveSample: () => Promise<void>;
  /** Shows the setting in the user's settings file. */
  readonly openSetting: () => Thenable<unknown>;
  /** In UTC, as the periods of budgets are. */
  readonly format: () => Format;
  /** ms */
  readonly now: () => number;
}

type Listed = { readonly budget: Budget } | 'new' | 'setting';
type Field = 'name' | 'amount' | 'period' | 'scope' | 'thresholds' | 'forecast' | 'delete';

/** *Edit Budgets*: makes, changes and deletes the budgets of the setting. */
export class BudgetCommands {
  readonly #options: BudgetCommandsOptions;

  constructor(options: BudgetCommandsOptions) {
    this.#options = options;
  }

  async edit(): Promise<void> {
    const { isSample, window, leaveSample, openSetting } = this.#options;
    if (isSample()) {
      const said = 'Claude Usage: The budgets of the sample data cannot be changed.';
      const choice = await window.showInformationMessage(said, 'Leave Sample Data');
      if (choice === 'Leave Sample Data') await leaveSample();
      return;
    }
    try {
      await this.#list();
    } catch (error) {
      const said = `Claude Usage: The budgets could not be changed. ${unlinked(errorMessage(error))}`;
      if ((await window.showErrorMessage(said, 'Open Settings')) === 'Open Settings') await openSetting();
    }
  }

  /** Lists the budgets until one is changed or made, or the user turns away. */
  async #list(): Promise<void> {
    const { entries, openSetting } = this.#options;
    for (;;) {
      const { budgets, bad } = entries.all();
      const isEmpty = budgets.length + bad.length === 0;
      const picked = isEmpty ? 'new' : await this.#pickBudget();
      if (picked === undefined || picked === BACK) return;
      if (picked === 'setting') return void (await openSetting());
      const answer = picked === 'new' ? await this.#make(!isEmpty) : await this.#change(picked.budget.name);
      if (answer !== BACK) return;
    }
  }

  async #pickBudget(): Promise<Answer<Listed>> {
    const { entries } = this.#options;
    const { budgets, bad } = entries.all();
    const make: PickItem<Listed> = { label: '$(add) New Budget…', value: 'new' };
    const listed = budgets.map((budget): PickItem<Listed> => {
      return { label: plainLabel(budget.name), description: plainLabel(this.#description(budget)), value: { budget } };
    });
    const wrong = bad.map(({ name, message }): PickItem<Listed> => {
      return {
        label: `$(warning) ${plainLabel(name) || 'Without a name'}`,
        description: plainLabel(message),
        value: 'setting',
      };
    });
    return pickItem(this.#options, {
      title: 'Edit Budgets',
      canGoBack: false,
      placeholder: 'Which budget do you want to change?',
      items: [make, ...section('Budgets', listed), ...section('Ignored: Fix in the Settings', wrong)],
      active: (value) => typeof value === 'object',
    });
  }

  #description(budget: Budget): string {
    const { format, now, known } = this.#options;
    const state = this.#stateOf(budget.name);
    if (state) return budgetLine(state, format(), now());
    // Its scope is of nothing that there is.
    const wrong = known().badBudgets?.find(({ name }) => name === budget.name);
    return wrong?.message ?? amountOfPeriod(budget.amount, budget.period, format());
  }

  #stateOf(name: string): BudgetState | undefined {
    return this.#options.known().budgets?.find(({ budget }) => budget.name === name);
  }

  async #make(canGoBack: boolean): Promise<Answer<true>> {
    const { engine, entries, format, window } = this.#options;
    entries.requireList();
    const limits = engine.spendLimits();
    const choices = await engine.budgetChoices();
    if (typeof choices === 'string') return this.#tell(choices);
    const budget = await askNewBudget(this.#options, {
      choices,
      limits,
      past: (scope, period) => engine.pastPeriods({ scope, period }),
      isFree: (name) => entries.isFree(name, null),
      canGoBack,
      format: format(),
    });
    if (budget === undefined || budget === BACK) return budget;
    await entries.add(budget);
    window.setStatusBarMessage(`Claude Usage: Saved the budget ${plainLabel(budget.name)}`, 3000);
    return true;
  }

  /** Shows a budget's fields, and changes one after the other until the user goes back or away. */
  async #change(name: string): Promise<Answer<true>> {
    const { entries } = this.#options;
    for (let own = name; ; ) {
      const budget = entries.all().budgets.find((each) => each.name === own);
      if (!budget) return BACK;
      const field = await this.#pickField(budget);
      if (field === undefined || field === BACK) return field;
      if (field === 'delete') {
        if (await this.#delete(own)) return true;
        continue;
      }
      const fields = await this.#ask(budget, field);
      if (fields === undefined) return undefined;
      if (fields === BACK) continue;
      if (!(await entries.change(own, fields))) return this.#tell('The budget is no longer in the settings.');
      own = fields.name ?? own;
    }
  }

  async #pickField(budget: Budget): Promise<Answer<Field>> {
    const format = this.#options.format();
    const { name, amount, period, thresholds, forecast } = budget;
    const field = (label: string, description: string, value: Field): PickItem<Field> => {
      return { label, description: plainLabel(description), value };
    };
    return pickItem(this.#options, {
      title: `Budget: ${plainLabel(name)}`,
      canGoBack: true,
      placeholder: 'What do you want to change? Any change except to the forecast starts the budget anew.',
      items: [
        field('Amount', amountOfPeriod(amount, period, format), 'amount'),
        field('Period', capital(period), 'period'),
        field('Scope', this.#scopeText(budget), 'scope'),
        field('Thresholds', thresholdsText(thresholds, format), 'thresholds'),
        field('Forecast', forecast ? 'Alerts when it passes the amount' : 'No alerts', 'forecast'),
        field('Name', name, 'name'),
        { label: '$(trash) Delete…', value: 'delete' },
      ],
    });
  }

  #scopeText({ name, scope }: Budget): string {
    if (scope === null) return 'Organization';
    const known = this.#stateOf(name)?.scopeName;
    return `${capital(DIMENSIONS[scope.dimension].word)} ${known || scope.value}`;
  }

  /** Asks for one field anew; what comes back is to be written. */
  async #ask(budget: Budget, field: Exclude<Field, 'delete'>): Promise<Answer<Partial<Budget>>> {
    const { entries, format } = this.#options;
    const at: QuestionPlace = { title: `Budget: ${plainLabel(budget.name)}`, canGoBack: true };
    switch (field) {
      case 'name': {
        const isFree = (name: string) => entries.isFree(name, budget.name);
        return asField(await askName(this.#options, at, { suggested: budget.name, isFree }), (name) => ({ name }));
      }
      case 'period':
        return asField(await askBudgetPeriod(this.#options, at, budget.period), (period) => ({ period }));
      case 'forecast':
        return asField(await askForecast(this.#options, at, budget.forecast), (forecast) => ({ forecast }));
      case 'thresholds': {
        const question = { current: budget.thresholds, format: format() };
        return asField(await askThresholds(this.#options, at, question), (thresholds) => ({ thresholds }));
      }
      case 'scope':
        return asField(await this.#askScope(budget, at), ({ scope }) => ({ scope: scopeSetting(scope) }));
      case 'amount':
        return this.#askAmount(budget, at);
    }
  }

  async #askAmount(budget: Budget, at: QuestionPlace): Promise<Answer<Partial<Budget>>> {
    const { engine, format } = this.#options;
    const { amount: current, period, thresholds } = budget;
    const scope = budget.scope === null ? ORGANIZATION : this.#stateOf(budget.name)?.scope;
    // What is not known of a scope that there is no state of is not previewed.
    const past = scope ? await engine.pastPeriods({ scope, period }) : [];
    const question = { past, current, period, thresholds, format: format() };
    return asField(await askAmount(this.#options, at, question), (amount) => ({ amount }));
  }

  async #askScope(budget: Budget, at: QuestionPlace): Promise<Answer<ScopeAnswer>> {
    const choices: BudgetChoices | string = await this.#options.engine.budgetChoices();
    if (typeof choices === 'string') return this.#tell(choices);
    const current: Scope = this.#stateOf(budget.name)?.scope ?? ORGANIZATION;
    return askBudgetScope(this.#options, at, { choices, current, format: this.#options.format() });
  }

  async #delete(name: string): Promise<boolean> {
    const { entries, window } = this.#options;
    const asked = `Delete the budget ${unlinked(name)}?`;
    const sure = await window.showWarningMessage(asked, { modal: true }, 'Delete');
    if (sure !== 'Delete') return false;
    await entries.delete(name);
    return true;
  }

  #tell(failure: string): undefined {
    void this.#options.window.showErrorMessage(`Claude Usage: ${failure}`);
  }
}

function asField<T>(answer: Answer<T>, fieldOf: (value: T) => Partial<Budget>): Answer<Partial<Budget>> {
  if (isValue(answer)) return fieldOf(answer);
  return answer === BACK ? BACK : undefined;
}
