import type { Locator, Page } from 'playwright-core';
import { AT_LAST, SOON, until } from './until.ts';
import { visibleText } from './visibleText.ts';

/** An item of the status bar, by its id in the page: `<publisher>.<extension>.<id given by the extension>`. */
export class StatusBarItem {
  readonly #page: Page;
  readonly locator: Locator;

  constructor(page: Page, id: string) {
    this.#page = page;
    this.locator = page.locator(`.statusbar-item[id="${id}"]`);
  }

  /** Waits until the item shows, with a text that fits if a pattern is given, and tells the text without its icons. */
  async text(pattern = /(?:)/, milliseconds = AT_LAST): Promise<string> {
    await this.locator.filter({ hasText: pattern }).waitFor({ state: 'visible', timeout: milliseconds });
    return visibleText(this.locator);
  }

  /** What a screen reader says. */
  async ariaLabel(): Promise<string> {
    return (await this.locator.locator('a').getAttribute('aria-label')) ?? '';
  }

  /** Shows the tooltip and leaves it on show. */
  async hover(): Promise<Locator> {
    const tooltip = this.#page.locator('.workbench-hover .hover-contents');
    // The item is drawn anew whenever its extension says so, and a pointer that rests on it may be forgotten.
    await until('the tooltip', AT_LAST, async () => {
      await this.#page.mouse.move(1, 1);
      await this.locator.hover();
      const shown = tooltip.waitFor({ state: 'visible', timeout: SOON });
      return shown.then(
        () => true,
        () => undefined,
      );
    });
    return tooltip;
  }

  /** Text of the tooltip. While it is drawn anew, which happens under the pointer too, it has none. */
  async tooltip(): Promise<string> {
    const text = await until('words in the tooltip', AT_LAST, async () => {
      const tooltip = await this.hover();
      const words = await visibleText(tooltip);
      await this.#page.mouse.move(1, 1);
      await tooltip.waitFor({ state: 'hidden' });
      return words || undefined;
    });
    return text;
  }

  async click(): Promise<void> {
    await this.locator.click();
  }
}
