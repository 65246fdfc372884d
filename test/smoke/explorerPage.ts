import type { Locator } from 'playwright-core';
import { AT_LAST, SOON, until } from '../workbench/until.ts';
import type { PanelPage } from './panelPage.ts';

/** How a control is used. */
export type Hand = 'pointer' | 'keys';

/** Words of the sentence that are drop-down lists, by what a screen reader calls them. */
export type Word = 'Measure' | 'Break down by' | 'Per' | 'Range' | 'Compare with';

/** The explorer's controls, used as its reader would. Whatever changes the choice resolves once it is answered. */
export class ExplorerPage {
  readonly panel: PanelPage;

  constructor(panel: PanelPage) {
    this.panel = panel;
  }

  /** The newest choice is what the figures are of, those of the tables too, which come a frame after the chart. */
  async answered(): Promise<void> {
    const { frame } = this.panel;
    await frame.locator('.question[aria-busy="false"]').waitFor({ timeout: AT_LAST });
    await frame.locator('.explorer[aria-busy="false"]').waitFor({ timeout: AT_LAST });
    await frame.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))');
  }

  /** Nothing is on its way, and nothing is lacking. */
  async whole(): Promise<void> {
    await this.panel.frame.locator('.controls .progress-line').waitFor({ state: 'hidden', timeout: AT_LAST });
    await this.answered();
  }

  async title(): Promise<string> {
    return (await this.panel.frame.locator('#explorer-title').textContent()) ?? '';
  }

  /** What a word of the sentence says now. */
  async word(name: Word): Promise<string> {
    return (await this.#word(name).locator('.selected-value').innerText()).trim();
  }

  async pick(name: Word, label: string, hand: Hand = 'pointer'): Promise<void> {
    const word = this.#word(name);
    if (hand === 'pointer') {
      await this.#choose(word, label);
    } else {
      await word.focus();
      await word.press('ArrowDown');
      await this.#walk(word, label);
      await word.press('Enter');
    }
    await this.answered();
  }

  /** Chooses all days between two, `YYYY-MM-DD`, both inclusive. */
  async pickDays(from: string, to: string): Promise<void> {
    const { frame } = this.panel;
    const word = this.#word('Range');
    await this.#choose(word, 'from … to …');
    const dates = frame.getByRole('dialog', { name: 'Range of days' });
    await dates.getByLabel('From').fill(from);
    await dates.getByLabel('to', { exact: true }).fill(to);
    await dates.getByLabel('to', { exact: true }).press('Enter');
    await dates.waitFor({ state: 'hidden' });
    await this.answered();
  }

  /** `bars`, `lines`, `running total` or `heat map`. */
  async shape(label: string, hand: Hand = 'pointer'): Promise<void> {
    const radio = this.panel.frame.getByRole('radio', { name: label, exact: true });
    if (hand === 'pointer') await radio.click();
    else {
      await this.panel.frame.locator('.shape[tabindex="0"]').focus();
      await until(`the shape ${label}`, 5000, async () => {
        if ((await radio.getAttribute('aria-checked')) === 'true') return true;
        await this.panel.frame.locator('.shape[tabindex="0"]').press('ArrowRight');
        return undefined;
      });
    }
    await this.panel.frame
      .locator(`.shape[aria-checked="true"]`)
      .filter({ hasText: label })
      .waitFor({ timeout: AT_LAST });
  }

  /** Opens the list of a dimension's values, finds some by a search, and ticks those that are named. */
  async filter(dimension: string, search: string, values: readonly string[], hand: Hand = 'pointer'): Promise<void> {
    const { frame } = this.panel;
    const add = frame.getByRole('button', { name: 'filter', exact: true });
    const picker = frame.getByRole('dialog', { name: `Filter by ${dimension}` });
    const list = frame.getByRole('dialog', { name: 'Add a filter' });
    const entry = list.getByRole('button', { name: dimension, exact: true });
    if (hand === 'pointer') {
      await add.click();
      await entry.click();
    } else {
      await add.focus();
      await add.press('Enter');
      await until(`the dimension ${dimension}`, 5000, async () => {
        const focused = list.locator('.menu-item:focus');
        if ((await focused.textContent()) === dimension) return true;
        await focused.press('ArrowDown');
        return undefined;
      });
      await entry.press('Enter');
    }
    const box = picker.getByRole('searchbox');
    await box.fill(search);
    for (const value of values) {
      const tick = picker.getByRole('checkbox', { name: value });
      if (hand === 'pointer') await tick.click();
      else {
        await box.press('ArrowDown');
        await until(`the value ${value}`, 5000, async () => {
          const focused = picker.locator('label:has(:focus)');
          if ((await focused.innerText()).trim().startsWith(value)) return true;
          await focused.locator('input').press('ArrowDown');
          return undefined;
        });
        await picker.locator(':focus').press('Space');
      }
    }
    await picker.press('Escape');
    await picker.waitFor({ state: 'hidden' });
    await this.answered();
  }

  async removeFilter(dimension: string): Promise<void> {
    await this.panel.frame.getByRole('button', { name: `Remove the filter by ${dimension}` }).click();
    await this.answered();
  }

  /** Opens the table that has a row for each bucket. */
  async unfold(): Promise<void> {
    const closed = this.panel.frame.locator('details.folded:not([open]):visible > summary');
    if ((await closed.count()) > 0) await closed.first().click();
  }

  async recall(view: string): Promise<void> {
    const { frame } = this.panel;
    await frame.getByRole('button', { name: 'Views', exact: true }).click();
    const menu = frame.getByRole('dialog', { name: 'Saved views' });
    await menu.getByRole('button', { name: new RegExp(`^${view}`) }).click();
    await this.answered();
  }

  /** Labels of the way here, the place itself last. */
  async breadcrumb(): Promise<string[]> {
    const texts = await this.panel.frame.locator('.breadcrumb:visible li').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  async climb(label: string): Promise<void> {
    await this.panel.frame.locator('.breadcrumb').getByRole('button', { name: label, exact: true }).click();
    await this.answered();
  }

  /** Clicks the chart as far across its bars as this, 0 to 1. */
  async clickBar(across: number): Promise<void> {
    const canvas = this.panel.chart();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('there is no chart to click');
    await canvas.scrollIntoViewIfNeeded();
    await canvas.click({ position: { x: box.width * across, y: box.height * 0.8 } });
    await this.answered();
  }

  /** Drags over the chart, from and to as far across its bars as these, 0 to 1. */
  async dragBars(from: number, to: number): Promise<void> {
    const canvas = this.panel.chart();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('there is no chart to drag over');
    const at = (across: number) => ({ x: box.width * across, y: box.height * 0.5 });
    await canvas.dragTo(canvas, { sourcePosition: at(from), targetPosition: at(to) });
    await this.answered();
  }

  #word(name: Word): Locator {
    return this.panel.frame.locator(`vscode-dropdown[aria-label="${name}"]`);
  }

  /** Opens the list of a word and clicks an option; again where a busy page has closed the list before the click. */
  #choose(word: Locator, label: string): Promise<true> {
    return until(`the option ${label}`, AT_LAST, async () => {
      const option = this.#option(word, label);
      if (!(await option.isVisible())) await word.click();
      return option.click({ timeout: SOON }).then(
        () => true as const,
        () => undefined,
      );
    });
  }

  #option(word: Locator, label: string): Locator {
    return word.locator(`vscode-option[aria-label="${label}"]`);
  }

  /** Steps through an open list, from its first entry on. */
  async #walk(word: Locator, label: string): Promise<void> {
    await word.press('Home');
    await until(`"${label}" in the list`, 5000, async () => {
      // The toolkit shows where it is with the next frame.
      await this.panel.frame.evaluate('new Promise(requestAnimationFrame)');
      const current = await word.locator('vscode-option[aria-selected="true"]').getAttribute('aria-label');
      if (current === label) return true;
      await word.press('ArrowDown');
      return undefined;
    });
  }
}
