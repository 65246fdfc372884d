import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client.ts';
import type { Work, WorkOutcome } from '../engine/protocol.ts';
import { CATALOG, isOfUtcDays } from '../reports/catalog.ts';
import type { Report, ReportId, ReportRequest } from '../reports/report.ts';
import { reportMarkdown } from '../reports/write/markdown.ts';
import { askFilters, askMonth, askPeriod, askReport, type Calendar } from './reportPrompts.ts';
import { saveReport } from './reportSaving.ts';
import { addressOf, requestOf } from './reportUri.ts';

export interface ReportsOptions {
  readonly engine: Pick<EngineClient, 'work'>;
  readonly calendar: () => Calendar;
}

/** VS Code's own editor for rendered Markdown. */
const PREVIEW = 'vscode.markdown.preview.editor';
/** Reports that are kept made, for their tabs and for saving them. */
const MOST_KEPT = 20;

/** Asks what is wanted, has it made, and shows it. */
export class Reports {
  readonly #options: ReportsOptions;
  readonly #made = new Map<string, Report>();

  constructor(options: ReportsOptions) {
    this.#options = options;
  }

  async create(): Promise<void> {
    const report = await askReport(vscode.window);
    if (report) await this.open(report);
  }

  /** Asks for the period and what to narrow it to, and opens the report as a rendered document. */
  async open(report: ReportId): Promise<void> {
    const { title } = CATALOG[report];
    const own = this.#options.calendar();
    const calendar = isOfUtcDays(report) ? { ...own, zone: 'UTC' } : own;
    const days =
      report === 'monthStatement'
        ? await askMonth(vscode.window, title, calendar)
        : await askPeriod(vscode.window, title, calendar);
    if (!days) return;
    const filters = await askFilters(vscode.window, report, () => this.#valuesOf(title, days));
    if (!filters) return;
    const request = { report, ...days, filters };
    if (!(await this.#make(request))) return;
    await vscode.commands.executeCommand('vscode.openWith', uriOf(request), PREVIEW);
  }

  /** The document of a report's address. Throws an Error whose message says what to do. */
  async read(uri: vscode.Uri): Promise<Uint8Array> {
    const request = requestOf(uri);
    if (!request) throw new Error('This is not the address of a report.');
    const report = this.#made.get(JSON.stringify(request)) ?? (await this.#make(request));
    if (!report) throw new Error('The report was not made: create it again.');
    return new TextEncoder().encode(reportMarkdown(report));
  }

  /** Saves the report of a tab: the one in front unless it is named. */
  async save(named: unknown): Promise<void> {
    const uri = named instanceof vscode.Uri ? named : activeUri();
    const request = uri && requestOf(uri);
    if (!request) return void vscode.window.showInformationMessage('Claude Usage: open a report first.');
    const report = this.#made.get(JSON.stringify(request)) ?? (await this.#make(request));
    if (report) await saveReport(report);
  }

  async #valuesOf(title: string, { from, to }: { readonly from: string; readonly to: string }) {
    const outcome = await this.#work(title, { kind: 'values', from, to });
    return outcome.kind === 'values' ? outcome.values : null;
  }

  async #make(request: ReportRequest): Promise<Report | null> {
    const outcome = await this.#work(CATALOG[request.report].title, { kind: 'report', request });
    if (outcome.kind !== 'report') return null;
    const key = JSON.stringify(request);
    this.#made.delete(key);
    this.#made.set(key, outcome.report);
    for (const oldest of [...this.#made.keys()].slice(0, -MOST_KEPT)) this.#made.delete(oldest);
    return outcome.report;
  }

  #work(title: string, work: Work): Promise<WorkOutcome> {
    return workWithProgress(this.#options.engine, title, work);
  }
}

/** Has something made, with a progress that can be cancelled; what went wrong is told. */
export async function workWithProgress(
  engine: Pick<EngineClient, 'work'>,
  title: string,
  work: Work,
): Promise<WorkOutcome> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Claude Usage: ${title}`,
    cancellable: true,
  };
  const outcome = await vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let shown = 0;
    return engine.work(
      work,
      ({ what, done }) => {
        const percent = Math.floor(done * 100);
        progress.report({ message: what, increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      },
      abort.signal,
    );
  });
  if (outcome.kind === 'failed') void vscode.window.showErrorMessage(`Claude Usage: ${outcome.message}`);
  return outcome;
}

function uriOf(request: ReportRequest): vscode.Uri {
  return vscode.Uri.from(addressOf(request, CATALOG[request.report].title));
}

function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}
