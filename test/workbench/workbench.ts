import type { BrowserContext, Frame, Page } from 'playwright-core';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quickInput.ts';
import { type RunningExtension, runningExtensions } from './runningExtensions.ts';
import { StatusBarItem } from './statusBarItem.ts';
import { webviewFrame } from './webviewFrame.ts';

const startTimeLimit = 60_000;

/** Names as VS Code's own picker has them, and what the window's class says of each. */
const themes = {
  'Dark 2026': '2026-dark',
  'Light 2026': '2026-light',
  'Dark Modern': 'dark_modern',
  'Light Modern': 'light_modern',
  'Dark+': 'dark_plus',
  'Light+': 'light_plus',
  'Dark High Contrast': 'hc_black',
  'Light High Contrast': 'hc_light',
  'Solarized Dark': 'solarized-dark-color-theme',
  'Solarized Light': 'solarized-light-color-theme',
  Monokai: 'monokai-color-theme',
} as const;

export type Theme = keyof typeof themes;

export const THEMES = Object.keys(themes) as Theme[];

/** A VS Code window in a browser, used as its user would: by keyboard, by pointer and by what is on show. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;

  private constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page, this.quickInput);
  }

  /** Opens a window; those of one browser context share their secrets. The address comes from `windowUrl`. */
  static async open(context: BrowserContext, url: string): Promise<Workbench> {
    const page = await context.newPage();
    // A window that is left asks whether to leave.
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    await page.goto(url);
    const workbench = new Workbench(page);
    await workbench.#isUp();
    return workbench;
  }

  /** See `QuickInput.runCommand`. */
  runCommand(title: string): Promise<void> {
    return this.quickInput.runCommand(title);
  }

  statusBarItem(id: string): StatusBarItem {
    return new StatusBarItem(this.page, id);
  }

  /** The page of the webview on show that has something for `selector`. */
  webview(selector: string): Promise<Frame> {
    return webviewFrame(this.page, selector);
  }

  async changeTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.pick(theme);
    await this.page.locator(`.monaco-workbench[class*="-${themes[theme]}-json"]`).waitFor({ state: 'visible' });
  }

  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent('load', { timeout: startTimeLimit });
    await Promise.all([reloaded, this.quickInput.runCommand('Developer: Reload Window').catch(() => undefined)]);
    await this.#isUp();
  }

  /** A picture of the whole window, as PNG. */
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  runningExtensions(): Promise<RunningExtension[]> {
    return runningExtensions(this.page, this.quickInput);
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async #isUp(): Promise<void> {
    const up = this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first();
    await up.waitFor({ state: 'visible', timeout: startTimeLimit });
  }
}
