import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';
import { visibleText } from './visibleText.ts';

/** What is on the screen takes its click and its text by then, ms. */
const SOON = 2_000;

/** The command palette and whatever else asks at the top of the window. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #box: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.#box = this.#widget.locator('.quick-input-box input.input');
  }

  /** Runs a command as its title stands in the palette, category included, such as `Developer: Reload Window`. */
  async runCommand(title: string, milliseconds = 20_000): Promise<void> {
    // A command that is not registered yet is not in the palette, which does not follow: it is opened anew.
    await until(`the command "${title}"`, milliseconds, async () => {
      await this.#openPalette();
      if (await this.#choose(`>${title}`, title, 1_500)) return true;
      await this.close();
      return undefined;
    });
    await until(`"${title}" to leave the palette`, milliseconds, async () => {
      const waiting = (await this.isOpen()) && (await this.#box.inputValue()) === `>${title}`;
      return waiting ? undefined : true;
    });
  }

  /** Waits for an input box or pick that asks, and tells what it says. */
  async asked(milliseconds = 10_000): Promise<{ title: string; message: string; password: boolean }> {
    await this.#box.waitFor({ state: 'visible', timeout: milliseconds });
    return {
      title: await visibleText(this.#widget.locator('.quick-input-title')),
      message: await visibleText(this.#widget.locator('.quick-input-message')),
      password: (await this.#box.getAttribute('type')) === 'password',
    };
  }

  /** Types into the input box and accepts. */
  async answer(text: string): Promise<void> {
    await this.#box.fill(text);
    await this.#box.press('Enter');
  }

  /** Saves as a file that is not there yet, in the dialog that asks where to. */
  async saveAs(path: string): Promise<void> {
    const value = () => this.#box.inputValue();
    await this.#box.waitFor({ state: 'visible' });
    // It offers a name of its own as soon as it has read a folder, and hears no key while it reads the next one.
    await until('a name in the dialog', 10_000, async () => (/\.\w+$/.test(await value()) ? true : undefined));
    await until(`the dialog to take ${path}`, 30_000, async () => {
      if (!(await this.isOpen())) return true;
      // What was typed while it read a folder is lost, and typed again.
      if ((await value()) === path) await this.#box.press('Enter');
      else await this.#type(path);
      return undefined;
    });
  }

  /** Types, unless the box closes meanwhile. */
  async #type(text: string): Promise<void> {
    await this.#box.fill(text, { timeout: SOON }).catch(() => undefined);
  }

  /** Chooses the entry of a pick that has this label. */
  async pick(label: string, milliseconds = 10_000): Promise<void> {
    await this.#box.waitFor({ state: 'visible', timeout: milliseconds });
    if (!(await this.#choose(label, label, milliseconds))) throw new Error(`No entry "${label}" to pick`);
  }

  /** Labels of the entries on show. */
  async entries(): Promise<string[]> {
    const rows = this.#widget.locator('.monaco-list-row');
    return (await rows.locator('.label-name').allInnerTexts()).map((text) => text.trim());
  }

  isOpen(): Promise<boolean> {
    return this.#widget.isVisible();
  }

  async close(): Promise<void> {
    await until('the quick input to close', 10_000, async () => {
      if (!(await this.isOpen())) return true;
      await this.#page.keyboard.press('Escape');
      return undefined;
    });
  }

  async #openPalette(): Promise<void> {
    if ((await this.isOpen()) && (await this.#box.inputValue()).startsWith('>')) return;
    await until('the command palette', 20_000, async () => {
      await this.#page.keyboard.press('F1');
      return (await appears(this.#box, 1_000)) ? true : undefined;
    });
  }

  /**
   * Clicks the entry with this label once the list has settled on what `filter` leaves; false if there is none, or the
   * window closed the list because something else took the focus.
   */
  async #choose(filter: string, label: string, milliseconds: number): Promise<boolean> {
    let last: string[] = [];
    try {
      await this.#box.fill(filter, { timeout: SOON });
      await until(`an entry "${label}"`, milliseconds, async () => {
        const now = await this.entries();
        const settled = now.join('\n') === last.join('\n');
        last = now;
        return settled && now.includes(label) ? true : undefined;
      });
      await this.#widget.locator('.monaco-list-row').nth(last.indexOf(label)).click({ timeout: SOON });
      return true;
    } catch {
      return false;
    }
  }
}

async function appears(locator: Locator, milliseconds: number): Promise<boolean> {
  return locator.waitFor({ state: 'visible', timeout: milliseconds }).then(
    () => true,
    () => false,
  );
}
