import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput.ts';
import { AT_LAST } from './until.ts';
import { visibleText } from './visibleText.ts';

/** Toasts, or the notification centre where that is open. */
export class Notifications {
  readonly #quickInput: QuickInput;
  readonly #items: Locator;

  constructor(page: Page, quickInput: QuickInput) {
    this.#quickInput = quickInput;
    this.#items = page
      .locator('.notifications-toasts, .notifications-center.visible')
      .locator('.notification-list-item');
  }

  /** Opens the centre, the only place where a window under a development server shows notifications. */
  async openCentre(): Promise<void> {
    await this.#quickInput.runCommand('Notifications: Show Notifications');
  }

  async clearAll(): Promise<void> {
    await this.#quickInput.runCommand('Notifications: Clear All Notifications');
  }

  /** Messages on show now. */
  async messages(): Promise<string[]> {
    return this.#items.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a message that fits, and tells it whole. */
  async message(pattern: RegExp, milliseconds = AT_LAST): Promise<string> {
    const item = await this.#find(pattern, milliseconds);
    return visibleText(item.locator('.notification-list-item-message'));
  }

  async buttons(pattern: RegExp): Promise<string[]> {
    return (await this.#find(pattern)).locator('.monaco-button').allInnerTexts();
  }

  async press(pattern: RegExp, button: string): Promise<void> {
    const item = await this.#find(pattern);
    await item.getByRole('button', { name: button, exact: true }).click();
    await item.waitFor({ state: 'hidden' });
  }

  async #find(pattern: RegExp, milliseconds = AT_LAST): Promise<Locator> {
    const item = this.#items.filter({ hasText: pattern }).first();
    try {
      await item.waitFor({ state: 'visible', timeout: milliseconds / 2 });
    } catch {
      // On a busy machine a toast may be put off, or over: the list behind the bell has it still.
      await this.openCentre();
      await item.waitFor({ state: 'visible', timeout: milliseconds / 2 });
    }
    return item;
  }
}
