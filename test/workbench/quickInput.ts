import type { Locator, Page } from 'playwright-core';
import { AT_LAST, SOON, until } from './until.ts';
import { visibleText } from './visibleText.ts';

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
  async runCommand(title: string, milliseconds = AT_LAST): Promise<void> {
    await this.#inPalette(title, milliseconds, (patience) => this.#choose(`>${title}`, title, patience));
    await until(`"${title}" to leave the palette`, milliseconds, async () => {
      const waiting = (await this.isOpen()) && (await this.#box.inputValue()) === `>${title}`;
      return waiting ? undefined : true;
    });
  }

  /** Whether the palette has a command, once it has `beside`, which is sure to be there. */
  async offers(title: string, beside: string): Promise<boolean> {
    await this.#inPalette(beside, AT_LAST, (patience) => this.#isListed(`>${beside}`, beside, patience));
    const there = await this.entries();
    // What is listed for one text goes when what fits the other is there.
    const found = await until(`other entries than ${there}`, AT_LAST, async () => {
      if ((await this.#box.inputValue()) !== `>${title}`) await this.#type(`>${title}`);
      const entries = await this.entries();
      return entries.join() === there.join() ? undefined : entries;
    });
    await this.close();
    return found.includes(title);
  }

  /**
   * Opens the palette until it has a command. One that is not registered yet is not in it, and it does not follow: it is
   * opened anew. Each time it gets longer to fill, because on a busy machine that is all that it needs.
   */
  async #inPalette(title: string, milliseconds: number, find: (patience: number) => Promise<boolean>): Promise<void> {
    let patience = 1_500;
    await until(`the command "${title}"`, milliseconds, async () => {
      await this.#openPalette();
      if (await find(patience)) return true;
      patience *= 2;
      await this.close();
      return undefined;
    });
  }

  /** Waits for an input box or pick that asks, and tells what it says. */
  async asked(milliseconds = AT_LAST): Promise<{ title: string; message: string; password: boolean }> {
    await this.#box.waitFor({ state: 'visible', timeout: milliseconds });
    return {
      title: await visibleText(this.#widget.locator('.quick-input-title')),
      message: await visibleText(this.#widget.locator('.quick-input-message')),
      password: (await this.#box.getAttribute('type')) === 'password',
    };
  }

  /** Types into the input box and accepts. Throws soon where something else has taken the focus, which closes the box. */
  async answer(text: string): Promise<void> {
    // A box of one line keeps no ends of lines.
    const kept = text.replaceAll('\n', '');
    await until('the box to take an answer', AT_LAST, async () => {
      if (!(await appears(this.#box, SOON))) throw new Error('The box has closed before it took an answer');
      await this.#type(text);
      const typed = await this.#box.inputValue({ timeout: SOON }).catch(() => undefined);
      return typed === kept ? true : undefined;
    });
    await this.#box.press('Enter');
  }

  /** Saves as a file that is not there yet, in the dialog that asks where to. */
  async saveAs(path: string): Promise<void> {
    const value = () => this.#box.inputValue();
    await this.#box.waitFor({ state: 'visible' });
    // It offers a name of its own as soon as it has read a folder, and hears no key while it reads the next one.
    await until('a name in the dialog', AT_LAST, async () => (/\.\w+$/.test(await value()) ? true : undefined));
    await until(`the dialog to take ${path}`, AT_LAST, async () => {
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
  async pick(label: string, milliseconds = AT_LAST): Promise<void> {
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
    await until('the quick input to close', AT_LAST, async () => {
      if (!(await this.isOpen())) return true;
      await this.#page.keyboard.press('Escape');
      return undefined;
    });
  }

  async #openPalette(): Promise<void> {
    if ((await this.isOpen()) && (await this.#box.inputValue()).startsWith('>')) return;
    await until('the command palette', AT_LAST, async () => {
      await this.#page.keyboard.press('F1');
      return (await appears(this.#box, 1_000)) ? true : undefined;
    });
  }

  /**
   * Clicks the entry with this label once the list has settled on what `filter` leaves; false if there is none, or the
   * window closed the list because something else took the focus.
   */
  async #choose(filter: string, label: string, milliseconds: number): Promise<boolean> {
    if (!(await this.#isListed(filter, label, milliseconds))) return false;
    const name = this.#page.locator('.label-name').getByText(label, { exact: true });
    const entry = this.#widget.locator('.monaco-list-row').filter({ has: name }).first();
    return entry.click({ timeout: SOON }).then(
      () => true,
      () => false,
    );
  }

  /** Types the filter, and tells whether the list settles on entries with this one among them. */
  async #isListed(filter: string, label: string, milliseconds: number): Promise<boolean> {
    let last: string[] = [];
    try {
      return await until(`an entry "${label}"`, milliseconds, async () => {
        // A key that opened the list and is heard late opens it once more, without what was typed meanwhile.
        if ((await this.#box.inputValue({ timeout: SOON })) !== filter) await this.#box.fill(filter, { timeout: SOON });
        const now = await this.entries();
        const settled = now.join('\n') === last.join('\n');
        last = now;
        return settled && now.includes(label) ? true : undefined;
      });
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
