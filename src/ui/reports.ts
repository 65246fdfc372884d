import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client.ts';
import type { WorkOutcome } from '../engine/protocol.ts';
import type { ReportDefinition } from '../reports/definition.ts';
import type { Report, ReportRequest } from '../reports/report.ts';
import { reportNamed } from '../reports/reports.ts';
import { reportMarkdown } from '../reports/write/markdown.ts';
import { addressOf, requestOf } from './reportAddress.ts';
import { reportApology } from './reportApology.ts';
import { askFilters, askMonth, askPeriod, askReport, type Calendar } from './reportPrompts.ts';
import { saveReport } from './reportSaving.ts';
import { tellFailure, workWithProgress } from './workWithProgress.ts';

export interface ReportsOptions {
  readonly engine: Pick<EngineClient, 'work'>;
  readonly calendar: () => Calendar;
  /** Waits until the account in use is started; why there are no figures at all, in a sentence, or null. */
  readonly problem: () => Promise<string | null>;
  /** The document of an address is another than before. */
  readonly onMade: (uri: vscode.Uri) => void;
}

/** VS Code's own editor for rendered Markdown. */
const PREVIEW = 'vscode.markdown.preview.editor';
/** Reports that are kept made, for their tabs and for saving them. */
const MOST_KEPT = 20;

/** Asks what is wanted, has it made, and shows it. */
export class Reports {
  readonly #options: ReportsOptions;
  #made = new Map<string, Report>();
  #underWay = new Map<string, Promise<WorkOutcome>>();

  constructor(options: ReportsOptions) {
    this.#options = options;
  }

  /** The account is another one: nothing that was made of the old one's figures is shown again. */
  forget(): void {
    // Maps of their own: what is under way ends in the old ones.
    this.#made = new Map();
    this.#underWay = new Map();
  }

  async create(): Promise<void> {
    const report = await askReport(vscode.window);
    if (report) await this.open(report);
  }

  /** Asks for the period and what to narrow it to, and opens the report as a rendered document. */
  async open(report: ReportDefinition): Promise<void> {
    const problem = await this.#options.problem();
    if (problem !== null) return tellFailure({ kind: 'failed', message: problem });
    const { id, title, periods } = report;
    const own = this.#options.calendar();
    const calendar = periods === 'days' ? own : { ...own, zone: 'UTC' };
    const days =
      periods === 'utcMonths'
        ? await askMonth(vscode.window, title, calendar)
        : await askPeriod(vscode.window, title, calendar);
    if (!days) return;
    const filters = await askFilters(vscode.window, report, () => this.#valuesOf(title, days));
    if (!filters) return;
    const request = { report: id, ...days, filters };
    const outcome = await this.#make(request);
    if (outcome.kind !== 'report') return tellFailure(outcome);
    const uri = uriOf(request);
    await vscode.commands.executeCommand('vscode.openWith', uri, PREVIEW);
    // Its tab may have been open, with what was known when it was made before.
    this.#options.onMade(uri);
  }

  /** The document of a report's address, or one that says why there is none; null where it is not the address of one. */
  async read(uri: vscode.Uri): Promise<string | null> {
    const request = requestOf(uri);
    if (!request) return null;
    const kept = this.#made.get(JSON.stringify(request));
    if (kept) return reportMarkdown(kept);
    const problem = await this.#options.problem();
    const outcome = problem === null ? await this.#make(request) : ({ kind: 'failed', message: problem } as const);
    return outcome.kind === 'report' ? reportMarkdown(outcome.report) : reportApology(request, outcome);
  }

  /** Saves the report of a tab: the one in front unless it is named. */
  async save(named: unknown): Promise<void> {
    const uri = named instanceof vscode.Uri ? named : activeUri();
    const request = uri && requestOf(uri);
    if (!request) return void vscode.window.showInformationMessage('Claude Usage: open a report first.');
    const kept = this.#made.get(JSON.stringify(request));
    if (kept) return saveReport(kept);
    const outcome = await this.#make(request);
    await (outcome.kind === 'report' ? saveReport(outcome.report) : tellFailure(outcome));
  }

  async #valuesOf(title: string, { from, to }: { readonly from: string; readonly to: string }) {
    const outcome = await workWithProgress(this.#options.engine, title, { kind: 'values', from, to });
    if (outcome.kind === 'values') return outcome.values;
    tellFailure(outcome);
    return null;
  }

  /** Has it made anew, unless that is under way: an editor asks twice for what it opens. */
  #make(request: ReportRequest): Promise<WorkOutcome> {
    const [key, underWay] = [JSON.stringify(request), this.#underWay];
    const making = underWay.get(key) ?? this.#makeAnew(key, request).finally(() => underWay.delete(key));
    underWay.set(key, making);
    return making;
  }

  async #makeAnew(key: string, request: ReportRequest): Promise<WorkOutcome> {
    const made = this.#made;
    const { title } = reportNamed(request.report);
    const outcome = await workWithProgress(this.#options.engine, title, { kind: 'report', request });
    if (outcome.kind !== 'report') return outcome;
    made.delete(key);
    made.set(key, outcome.report);
    for (const oldest of [...made.keys()].slice(0, -MOST_KEPT)) made.delete(oldest);
    return outcome;
  }
}

function uriOf(request: ReportRequest): vscode.Uri {
  return vscode.Uri.from(addressOf(request));
}

function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}
