import type { Frame } from 'playwright-core';
import type { Workbench } from '../workbench/workbench.ts';

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

  /** What a screen reader says of a chart, 0 for cost by day, 1 for today by hour. */
  async chartSentence(index: number): Promise<string> {
    return (await this.frame.locator('canvas[role="img"]').nth(index).getAttribute('aria-label')) ?? '';
  }

  /** Rows of the table whose caption fits: the first cell to the others by the heading of their column. */
  async table(caption: RegExp): Promise<Map<string, Map<string, string>>> {
    const table = this.frame
      .locator('table')
      .filter({ has: this.frame.locator('caption').filter({ hasText: caption }) });
    await table.waitFor({ state: 'attached' });
    const heads = await table.locator('thead th').allTextContents();
    const lines = await table.locator('tbody tr, tfoot tr').all();
    const rows = await Promise.all(lines.map((line) => line.locator('th, td').allTextContents()));
    const named = rows.map(([name = '', ...cells]) => {
      const values = cells.map((cell, index) => [heads[index + 1] ?? '', cell] as const);
      return [name, new Map(values)] as const;
    });
    return new Map(named);
  }

  async text(): Promise<string> {
    return (await this.frame.locator('#app').allInnerTexts()).join('\n');
  }

  /** How much wider than the page its content is, in pixels; 0 when nothing has to be scrolled sideways. */
  async overflow(): Promise<number> {
    return Number(
      await this.frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    );
  }
}
