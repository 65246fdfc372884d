import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { AlertNotice } from '../../../src/shared/alert.ts';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { AlertToasts } from '../../../src/ui/alerts.ts';
import { alertOf } from '../../support/alertOf.ts';

/** A user who presses a button of a notification, and what came of it, in its order. */
class Desk {
  press: string | undefined;
  readonly heard: unknown[] = [];
  buttons: readonly string[] = [];
  readonly toasts: AlertToasts;

  constructor() {
    const note =
      (what: string) =>
      (...params: unknown[]) =>
        void this.heard.push([what, ...params]);
    const window = {
      showWarningMessage: async (message: string, ...buttons: string[]) => {
        this.heard.push(['shown', message]);
        this.buttons = buttons;
        return this.press;
      },
    };
    this.toasts = new AlertToasts({
      engine: { alertShown: note('kept'), snoozeBudget: note('snoozed'), markExpected: note('expected') },
      window: window as unknown as Pick<typeof vscode.window, 'showWarningMessage'>,
      openPanel: note('panel'),
      editBudgets: note('budgets'),
    });
  }

  /** What follows the notification of an alert when a button is pressed. */
  async pressed(button: string, notice: AlertNotice): Promise<unknown> {
    this.press = button;
    await this.toasts.show(notice);
    return this.heard.at(-1);
  }
}

const EVENT = { budget: null, event: 'event-1' };

describe('The notification of an alert', () => {
  it('an alert is kept as shown after the notification was shown, and not when it is dismissed', async () => {
    const desk = new Desk();
    await desk.toasts.show(alertOf('first'));
    assert.deepEqual(desk.heard, [
      ['shown', 'Claude Usage: first is due.'],
      ['kept', 'first'],
    ]);
  });

  it('an alert that comes again is kept as shown once more, and not shown', async () => {
    const desk = new Desk();
    await desk.toasts.show(alertOf('first'));
    await desk.toasts.show(alertOf('first'));
    assert.deepEqual(desk.heard.slice(2), [['kept', 'first']]);
  });

  it('an alert of another account is shown, also where one of the account before was alike', async () => {
    const desk = new Desk();
    await desk.toasts.show(alertOf('first'));
    desk.toasts.forget();
    await desk.toasts.show(alertOf('first'));
    assert.deepEqual(desk.heard.slice(2), desk.heard.slice(0, 2));
  });

  it('a button that is pressed once the account has been left does nothing', async () => {
    const desk = new Desk();
    desk.press = 'Snooze Until Tomorrow';
    const pressed = desk.toasts.show(alertOf('first'));
    desk.toasts.forget();
    await pressed;
    assert.deepEqual(desk.heard.at(-1), ['kept', 'first']);
  });

  it('an alert that VS Code does not show is not kept as shown', async () => {
    const desk = new Desk();
    const fail = () => assert.fail('no window');
    const engine = { alertShown: () => desk.heard.push('kept'), snoozeBudget: fail, markExpected: fail };
    const toasts = new AlertToasts({
      engine,
      window: { showWarningMessage: fail },
      openPanel: fail,
      editBudgets: fail,
    });
    await assert.rejects(toasts.show(alertOf('first')), /no window/);
    assert.deepEqual(desk.heard, []);
  });

  it('an alert’s buttons open the panel on its days, edit and snooze budgets, and mark an event as expected', async () => {
    const desk = new Desk();
    const choice = { ...FIRST_CHOICE, by: 'apiKey' } as const;
    assert.deepEqual(await desk.pressed('Open Panel', alertOf('1', { choice })), ['panel', choice]);
    assert.deepEqual(await desk.pressed('Edit Budgets', alertOf('2')), ['budgets']);
    assert.deepEqual(await desk.pressed('Snooze Until Tomorrow', alertOf('4')), ['snoozed', 'Production']);
    assert.deepEqual(desk.buttons, ['Open Panel', 'Snooze Until Tomorrow', 'Edit Budgets']);
    assert.deepEqual(await desk.pressed('Mark as Expected', alertOf('3', EVENT)), ['expected', 'event-1']);
    assert.deepEqual(desk.buttons, ['Open Panel', 'Mark as Expected']);
  });

  it('an alert with a hostile name is text and no link', async () => {
    const desk = new Desk();
    await desk.toasts.show(alertOf('first', { message: '\u202e[x](command:y)\npassed 80%' }));
    assert.deepEqual(desk.heard[0], ['shown', 'Claude Usage: [x] (command:y) passed 80%']);
  });
});
