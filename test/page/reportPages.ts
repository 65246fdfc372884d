import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Report, ReportRequest } from '../../src/reports/report.ts';
import { viewReport } from '../../src/reports/view/viewReport.ts';
import { reportHtml } from '../../src/reports/write/html.ts';
import type { Choice } from '../../src/shared/choice.ts';
import { THIS_VIEW } from '../../src/shared/offeredReports.ts';
import { REPORT_BUTTONS, tabFrame } from '../../src/ui/reports/reportTabHtml.ts';
import { newProfile } from '../workbench/browser.ts';
import { checkout } from '../workbench/provide.ts';
import type { Theme } from '../workbench/workbench.ts';
import { actAsVSCode, dress, dressAtOnce, pageHeight, settled } from './inPage.ts';
import type { PanelEngine } from './panelEngine.ts';
import { DEFAULT_STYLE, themeOf } from './themes.ts';

const ORIGIN = 'http://report.localhost';
const dist = join(checkout, 'dist');

/** Makes a report, or one of the panel's view of a choice. */
export async function makeReport(
  panelEngine: PanelEngine,
  request: ReportRequest,
  choice: Partial<Choice> = {},
): Promise<Report> {
  if (request.report === THIS_VIEW) {
    const view = await panelEngine.view(choice);
    if (view.status !== 'ready') throw new Error(`the view is ${view.status}`);
    return viewReport(view);
  }
  const outcome = await panelEngine.engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
  if (outcome.kind !== 'report') throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
  // As it crosses from the thread.
  return structuredClone(outcome.report);
}

/** Reports in a plain browser: as a webview shows their tab, and as a browser shows a file of theirs. */
export class ReportBrowser implements AsyncDisposable {
  readonly page: Page;
  /** Errors of the page, and what its policy forbade. */
  readonly errors: string[] = [];
  /** Calls of the tab. */
  readonly calls: unknown[] = [];
  #html = '';

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser): Promise<ReportBrowser> {
    const profile = await newProfile(browser, { viewport: { width: 1280, height: 800 } });
    const reports = new ReportBrowser(await profile.newPage());
    await reports.#listen();
    return reports;
  }

  async showTab(report: Report, theme: Theme = 'Dark Modern'): Promise<void> {
    const frame = tabFrame({
      nonce: 'nonce',
      scriptUri: `${ORIGIN}/report.js`,
      style: readFileSync(join(dist, 'report.css'), 'utf8'),
      buttons: REPORT_BUTTONS,
    });
    const given = JSON.stringify(themeOf(theme));
    // Before the page's policy, as what VS Code puts into a webview.
    const before = `<style>${DEFAULT_STYLE}</style><script>(${dressAtOnce})(${dress}, ${given})</script>`;
    await this.#show(reportHtml(report, frame).replace('<head>', `<head>${before}`));
  }

  showFile(report: Report): Promise<void> {
    return this.#show(reportHtml(report));
  }

  async resize(width: number, height = 800): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.evaluate(settled);
  }

  async changeTheme(theme: Theme): Promise<void> {
    await this.page.evaluate(dress, themeOf(theme));
    await this.page.evaluate(settled);
  }

  /** Writes a PNG of the whole page. */
  async picture(path: string): Promise<void> {
    const size = this.page.viewportSize() ?? { width: 1280, height: 800 };
    await this.page.setViewportSize({ ...size, height: await this.page.evaluate(pageHeight) });
    await this.page.screenshot({ path });
    await this.page.setViewportSize(size);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }

  async #show(html: string): Promise<void> {
    this.#html = html;
    await this.page.goto(`${ORIGIN}/`);
    await this.page.evaluate(settled);
  }

  async #listen(): Promise<void> {
    const { page } = this;
    page.on('pageerror', ({ message }) => this.errors.push(message));
    page.on('console', (line) => line.type() === 'error' && this.errors.push(line.text()));
    await page.exposeFunction('toHost', (message: unknown) => void this.calls.push(message));
    await page.addInitScript(actAsVSCode);
    await page.route(`${ORIGIN}/**`, (route) => {
      if (!route.request().url().endsWith('.js')) return route.fulfill({ body: this.#html, contentType: 'text/html' });
      return route.fulfill({ path: join(dist, 'report.js'), contentType: 'text/javascript' });
    });
  }
}
