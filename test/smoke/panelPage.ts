import type { Frame, Locator } from 'playwright-core';
import { BASIS_WORDS } from '../../src/shared/basis.ts';
import type { Workbench } from '../workbench/workbench.ts';

/** A row's cells by the heading of their column. */
export type Row = ReadonlyMap<string, string>;

/** Heard behind a figure, and not seen. */
const BASIS = new RegExp(` (${BASIS_WORDS.mixed}|${BASIS_WORDS.estimated})$`);

/** The panel as its reader sees it. */
export class PanelPage {
  readonly frame: Frame;

  private constructor(frame: Frame) {
    this.frame = frame;
  }

  /** Waits until the panel on show has drawn something that fits. */
  static async on(workbench: Workbench, selector = '#app canvas'): Promise<PanelPage> {
    return new PanelPage(await workbench.webview(selector));
  }

  /** What a screen reader says of a chart, 0 for the explorer's, 1 for that of the last hour. */
  async chartSentence(index = 0): Promise<string> {
    return (await this.chart(index).getAttribute('aria-label')) ?? '';
  }

  chart(index = 0): Locator {
    return this.frame.locator('canvas[role="img"]').nth(index);
  }

  /** Rows of the table whose caption fits, by their names; a namesake's name is followed by what tells it apart. */
  async table(caption: RegExp): Promise<Map<string, Row>> {
    const table = this.#tableOf(caption);
    await table.waitFor({ state: 'attached' });
    const heads = await table.locator('thead th').allTextContents();
    const lines = await table.locator('tbody tr, tfoot tr').all();
    const rows = await Promise.all(
      lines.map(async (line) => {
        const [name = '', detail = ''] = await line.locator('.label > :not([hidden])').allTextContents();
        const cells = (await line.locator('td').allTextContents()).map((text) => text.replace(BASIS, ''));
        return { name, detail, cells: new Map(cells.map((cell, at) => [heads[at + 1] ?? '', cell] as const)) };
      }),
    );
    const named = new Map<string, Row>();
    for (const { name, detail, cells } of rows) named.set(named.has(name) ? `${name} ${detail}` : name, cells);
    return named;
  }

  /** Tooltip of the first figure of a row: the exact figure, and its parts by their basis. */
  async tooltip(caption: RegExp, name: string): Promise<string> {
    const row = this.#tableOf(caption)
      .getByRole('row')
      .filter({ has: this.frame.getByText(name, { exact: true }) });
    return (await row.locator('td').first().getAttribute('title')) ?? '';
  }

  async text(): Promise<string> {
    return (await this.frame.locator('#app').allInnerTexts()).join('\n');
  }

  #tableOf(caption: RegExp): Locator {
    const captions = this.frame.locator('caption').filter({ hasText: caption });
    return this.frame.locator('table').filter({ has: captions });
  }

  /** How much wider than the page its content is, in pixels; 0 when nothing has to be scrolled sideways. */
  async overflow(): Promise<number> {
    return Number(
      await this.frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    );
  }
}
