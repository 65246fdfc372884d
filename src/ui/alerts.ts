import type * as vscode from 'vscode';
import type { EngineClient } from '../engine/thread/client.ts';
import type { AlertNotice } from '../shared/alert.ts';
import type { Choice } from '../shared/choice.ts';
import { unlinked } from '../shared/unlinked.ts';

export interface AlertToastsOptions {
  readonly engine: Pick<EngineClient, 'alertShown' | 'snoozeBudget' | 'markExpected'>;
  readonly window: Pick<typeof vscode.window, 'showWarningMessage'>;
  readonly openPanel: (choice: Choice) => void;
  readonly editBudgets: () => unknown;
}

/** Notifications of alerts. An alert that comes again, as its thread was started anew, is not shown again. */
export class AlertToasts {
  readonly #options: AlertToastsOptions;
  /** Ids of those of the account in use. */
  #shown = new Set<string>();

  constructor(options: AlertToastsOptions) {
    this.#options = options;
  }

  /** An account is left: another's budgets may be alike, and what is pressed on a notification of it concerns none of them. */
  forget(): void {
    this.#shown = new Set();
  }

  /** Shows an alert until the user dismisses it. */
  async show(notice: AlertNotice): Promise<void> {
    const { engine, window, openPanel, editBudgets } = this.#options;
    const { id, message, choice, budget, event } = notice;
    const actions = new Map<string, () => unknown>([['Open Panel', () => openPanel(choice)]]);
    if (budget !== null) {
      actions.set('Snooze Until Tomorrow', () => engine.snoozeBudget(budget));
      actions.set('Edit Budgets', editBudgets);
    }
    if (event !== null) actions.set('Mark as Expected', () => engine.markExpected(event));
    const shown = this.#shown;
    const answer = shown.has(id)
      ? undefined
      : window.showWarningMessage(`Claude Usage: ${unlinked(message)}`, ...actions.keys());
    shown.add(id);
    engine.alertShown(id);
    const pressed = actions.get((await answer) ?? '');
    if (shown === this.#shown) await pressed?.();
  }
}
