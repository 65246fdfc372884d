import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Report } from '../../reports/report.ts';
import { reportHtml, wordsHtml } from '../../reports/write/html.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { type FromReport, fromReport } from '../../shared/fromReport.ts';
import { dispatch, type Handlers } from '../../shared/rpc.ts';
import type { ReportContent } from './reports.ts';
import { REPORT_BUTTONS, RETRY_BUTTONS, tabFrame, VIEW_BUTTONS } from './reportTabHtml.ts';

export interface ReportTabsOptions {
  readonly extensionUri: vscode.Uri;
  /** Returns what is at an address; null where it is none of a report. */
  readonly contentAt: (uri: vscode.Uri) => Promise<ReportContent | null>;
  /** Handlers of what the tab of an address asks for. */
  readonly actionsOf: (uri: vscode.Uri) => Handlers<FromReport>;
  readonly onLog: (line: string) => void;
}

interface OpenTab {
  readonly uri: vscode.Uri;
  /** Report that it was drawn with; null for words, and before. */
  shown: Report | null;
}

/** The tabs of reports: each is a page that is drawn once, and again when its report was made anew. */
export class ReportTabs {
  readonly #options: ReportTabsOptions;
  readonly #open = new Map<vscode.WebviewPanel, OpenTab>();

  constructor(options: ReportTabsOptions) {
    this.#options = options;
  }

  /** Fills a tab, new or come back after a restart. */
  async show(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
    const { extensionUri } = this.#options;
    this.#open.set(panel, { uri, shown: null });
    panel.onDidDispose(() => this.#open.delete(panel));
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };
    webview.onDidReceiveMessage((message: unknown) => this.#receive(uri, message));
    await this.#draw(uri, panel);
  }

  /** Draws the tabs of an address again, unless they show what is there. */
  change(uri: vscode.Uri): void {
    for (const [panel, tab] of this.#open) {
      if (tab.uri.toString() === uri.toString()) void this.#draw(tab.uri, panel);
    }
  }

  async #draw(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
    const content = (await this.#options.contentAt(uri)) ?? NOTHING;
    const tab = this.#open.get(panel);
    // It may have been closed while its report was made; and to draw the same again would be seen.
    if (!tab || (content.kind === 'report' && content.report === tab.shown)) return;
    tab.shown = content.kind === 'report' ? content.report : null;
    panel.webview.html = this.#html(content, panel.webview);
  }

  #html(content: ReportContent, webview: vscode.Webview): string {
    const dist = vscode.Uri.joinPath(this.#options.extensionUri, 'dist');
    const frame = (buttons: typeof REPORT_BUTTONS) =>
      tabFrame({
        nonce: randomBytes(16).toString('base64url'),
        scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'report.js')).toString(),
        style: readFileSync(vscode.Uri.joinPath(dist, 'report.css').fsPath, 'utf8'),
        buttons,
      });
    if (content.kind === 'report') {
      return reportHtml(content.report, frame(content.isOfMoment ? VIEW_BUTTONS : REPORT_BUTTONS));
    }
    return wordsHtml(content, vscode.env.language, frame(content.mayRetry ? RETRY_BUTTONS : []));
  }

  #receive(uri: vscode.Uri, message: unknown): void {
    const { actionsOf, onLog } = this.#options;
    try {
      const { call, outcome } = dispatch(fromReport, actionsOf(uri), message);
      void Promise.resolve(outcome).catch((error: unknown) => onLog(`${call} failed: ${errorMessage(error)}`));
    } catch (error) {
      onLog(`a report's tab sent an unknown message: ${errorMessage(error)}`);
    }
  }
}

const NOTHING: ReportContent = {
  kind: 'words',
  title: 'No Report',
  words: ['There is no report at this address.'],
  mayRetry: false,
};
