import type * as vscode from 'vscode';
import { parseBudgets } from '../../../../src/figures/budgets/parseBudgets.ts';
import type { BudgetPeriod, BudgetState } from '../../../../src/shared/budget.ts';
import type { BudgetChoices, OfferedLimit } from '../../../../src/shared/budgetChoices.ts';
import type { PastPeriod } from '../../../../src/shared/budgetPreview.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import type { BadEntry } from '../../../../src/shared/namedEntry.ts';
import type { Scope } from '../../../../src/shared/scope.ts';
import { BudgetCommands } from '../../../../src/ui/budgets/budgetCommands.ts';
import { BudgetEntries } from '../../../../src/ui/budgets/budgetEntries.ts';
import { NOW } from '../summaryOf.ts';

/** What the user does at an input: picks an item by its label, types a text and presses Enter, takes what is there, or leaves. */
export type Act = { readonly pick: string } | { readonly type: string } | 'enter' | 'back' | 'escape';

/** An input as it was shown. */
export interface Shown {
  readonly title: string;
  readonly step: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly descriptions: readonly string[];
  /** Label of the item that Enter takes, or the text at first. */
  readonly active: string;
  readonly canGoBack: boolean;
}

export const CHOICES: BudgetChoices = {
  organization: 'Acme',
  organizationId: null,
  values: {
    workspace: [
      { id: 'wrkspc_web', name: 'Web', detail: '' },
      { id: '', name: 'Default workspace', detail: '' },
    ],
    apiKey: [
      { id: 'apikey_bot', name: '$(trash) ci-bot', detail: 'sk-ant-…bot' },
      { id: '', name: 'No API key', detail: '' },
    ],
    model: [{ id: 'claude-opus-5-5', name: 'Opus 5.5', detail: '' }],
  },
};

const EMPTY: readonly unknown[] = [];

type Listener = (value: string) => void;

/** One of the two kinds of inputs, played by the script. */
class FakeInput {
  title = '';
  step: number | undefined;
  totalSteps: number | undefined;
  placeholder = '';
  prompt = '';
  value = '';
  buttons: readonly unknown[] = EMPTY;
  items: readonly vscode.QuickPickItem[] = [];
  activeItems: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  validationMessage: { readonly message: string; readonly severity: number } | undefined;
  ignoreFocusOut = false;
  matchOnDescription = false;
  busy = false;
  readonly #play: (input: FakeInput) => void;
  readonly #listeners = new Map<string, Listener>();
  isDone = false;

  constructor(play: (input: FakeInput) => void) {
    this.#play = play;
  }

  readonly onDidChangeValue = this.#on('change');
  readonly onDidAccept = this.#on('accept');
  readonly onDidHide = this.#on('hide');
  readonly onDidTriggerButton = this.#on('button');

  show(): void {
    setImmediate(() => this.#play(this));
  }

  dispose(): void {
    this.isDone = true;
  }

  fire(event: 'change' | 'accept' | 'hide' | 'button', value = ''): void {
    this.#listeners.get(event)?.(value);
  }

  #on(event: string) {
    return (listener: Listener) => {
      this.#listeners.set(event, listener);
      return { dispose: () => {} };
    };
  }
}

/** A user at *Edit Budgets*. */
export class BudgetDesk {
  /** What is done at each input in turn; after the last one the user leaves. */
  script: Act[] = [];
  setting: unknown;
  choices: BudgetChoices | string = CHOICES;
  past: readonly PastPeriod[] = [];
  states: BudgetState[] = [];
  bad: BadEntry[] = [];
  isSample = false;
  /** The button that is pressed on a notification. */
  press: string | undefined;
  failure: Error | null = null;
  readonly shown: Shown[] = [];
  /** Remarks and problems, as they came up. */
  readonly remarks: string[] = [];
  readonly told: string[] = [];
  readonly asked: { readonly scope: Scope; readonly period: BudgetPeriod }[] = [];
  limits: Promise<readonly OfferedLimit[]> = Promise.resolve([]);
  limitsAsked = 0;
  left = 0;
  openedSetting = 0;
  readonly commands: BudgetCommands;

  constructor() {
    const backButton = { iconPath: { id: 'back' } } as unknown as vscode.QuickInputButton;
    const create = () => new FakeInput((input) => this.#play(input));
    const tell = async (message: string) => {
      this.told.push(message);
      return this.press;
    };
    const window = {
      createQuickPick: create,
      createInputBox: create,
      showInformationMessage: tell,
      showWarningMessage: tell,
      showErrorMessage: tell,
      setStatusBarMessage: (message: string) => void this.told.push(message),
    };
    const held = {
      read: () => this.setting,
      write: async (entries: readonly unknown[]) => {
        if (this.failure) throw this.failure;
        this.setting = entries;
      },
    };
    this.commands = new BudgetCommands({
      engine: {
        budgetChoices: async () => this.choices,
        spendLimits: () => {
          this.limitsAsked += 1;
          return this.limits;
        },
        pastPeriods: async (asked) => {
          this.asked.push(asked);
          return this.past;
        },
      },
      window: window as never,
      backButton,
      entries: new BudgetEntries(held, parseBudgets),
      known: () => ({ budgets: this.states, badBudgets: this.bad }),
      isSample: () => this.isSample,
      leaveSample: async () => {
        this.left += 1;
      },
      openSetting: async () => {
        this.openedSetting += 1;
      },
      format: () => createFormat('en-US', 'UTC'),
      now: () => NOW,
    });
  }

  /** Plays the script from *Edit Budgets* on; returns the titles of the inputs with their steps. */
  async edit(...script: Act[]): Promise<readonly string[]> {
    this.script = script;
    this.shown.length = 0;
    await this.commands.edit();
    return this.shown.map(({ title, step }) => `${title}${step}`);
  }

  #play(input: FakeInput): void {
    const { title, step, totalSteps, placeholder, prompt, items, activeItems, value } = input;
    const named = items.filter(({ kind }) => kind === undefined);
    const [first = named[0]] = activeItems;
    this.shown.push({
      title,
      step: step === undefined ? '' : ` ${step}/${totalSteps}`,
      text: prompt || placeholder,
      labels: items.map(({ label }) => label),
      descriptions: named.map(({ description }) => description ?? ''),
      active: first?.label ?? value,
      canGoBack: input.buttons.length > 0,
    });
    if (input.validationMessage) this.remarks.push(input.validationMessage.message);
    while (!input.isDone) {
      const act = this.script.shift() ?? 'escape';
      this.#act(input, act, first);
      // A list has one answer, a box takes no odd text: the next act follows at the same input.
      if (act === 'escape' || act === 'back' || typeof act !== 'object' || 'pick' in act) return;
      if (input.validationMessage?.severity !== 3) return;
    }
  }

  #act(input: FakeInput, act: Act, first: vscode.QuickPickItem | undefined): void {
    if (act === 'escape' || act === 'back') {
      input.fire(act === 'back' ? 'button' : 'hide');
      return;
    }
    if (act !== 'enter' && 'pick' in act) {
      const picked = input.items.find(({ label, kind }) => kind === undefined && label === act.pick);
      if (!picked) throw new Error(`there is no ${act.pick} among ${input.items.map(({ label }) => label).join()}`);
      input.selectedItems = [picked];
    } else if (act === 'enter') {
      input.selectedItems = first ? [first] : [];
    } else {
      if (input.items.length > 0) throw new Error(`${input.title} is a list: nothing is typed there`);
      input.value = act.type;
      input.fire('change', act.type);
      if (input.validationMessage) this.remarks.push(input.validationMessage.message);
    }
    const before = input.validationMessage?.message;
    input.fire('accept');
    const { message = before } = input.validationMessage ?? {};
    if (message !== undefined && message !== before) this.remarks.push(message);
  }
}
