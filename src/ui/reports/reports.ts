import * as vscode from 'vscode';
import type { EngineClient } from '../../engine/thread/client.ts';
import type { JobOutcome } from '../../engine/thread/protocol.ts';
import { escapeMarkdown } from '../../export/escapeMarkdown.ts';
import type { ReportDefinition } from '../../reports/definition.ts';
import type { Report, ReportRequest } from '../../reports/report.ts';
import { reportNamed } from '../../reports/reports.ts';
import { reportMarkdown } from '../../reports/write/markdown.ts';
import { runWithProgress, tellFailure } from '../runWithProgress.ts';
import { type AddressedReport, addressOf, reportAt } from './reportAddress.ts';
import { askReport, askScope, type KnownDays } from './reportPrompts.ts';
import { saveReport, saveView } from './reportSaving.ts';
import { type ViewDocument, ViewDocuments } from './viewDocuments.ts';

export interface ReportsOptions {
  readonly engine: Pick<EngineClient, 'runJob'>;
  readonly calendar: () => KnownDays;
  /** Waits until the account in use is started; returns a sentence on why there are no figures at all, or null. */
  readonly problem: () => Promise<string | null>;
  /** Called when the document of an address has changed. */
  readonly onMade: (uri: vscode.Uri) => void;
}

/** VS Code's own editor for rendered Markdown. */
const PREVIEW = 'vscode.markdown.preview.editor';
/** The most reports kept, for their tabs and for saving them. */
const MOST_KEPT = 20;

/** A request for a report: of the organization in use, unless an address names one. */
type Asked = Pick<AddressedReport, 'request'> & Partial<AddressedReport>;

/** Asks which report is wanted, has the engine make it, and shows it. */
export class Reports {
  readonly #options: ReportsOptions;
  readonly #views = new ViewDocuments();
  #made = new Map<string, Report>();
  #underWay = new Map<string, Promise<JobOutcome>>();

  constructor(options: ReportsOptions) {
    this.#options = options;
  }

  /** Forgets all reports when the account changes: those of the old one are not shown again. */
  forget(): void {
    // New maps: reports under way end in the old ones.
    this.#made = new Map();
    this.#underWay = new Map();
    this.#views.forget();
  }

  async create(): Promise<void> {
    const report = await askReport(vscode.window);
    if (report) await this.open(report);
  }

  /** Asks for the period, and filters where they are wanted, and opens the report as a rendered document. */
  async open(report: ReportDefinition): Promise<void> {
    const problem = await this.#options.problem();
    if (problem !== null) return tellFailure({ kind: 'failed', message: problem });
    const { id, title, periods } = report;
    const own = this.#options.calendar();
    const calendar = periods === 'days' ? own : { ...own, zone: 'UTC' };
    const scope = await askScope(vscode.window, report, calendar, (days) => this.#valuesOf(title, days));
    if (!scope) return;
    const outcome = await this.#make({ request: { report: id, ...scope } });
    if (outcome.kind !== 'report') return tellFailure(outcome);
    const { request, organizationId: organization } = outcome.report;
    const uri = vscode.Uri.from(addressOf({ request, organization }));
    await vscode.commands.executeCommand('vscode.openWith', uri, PREVIEW);
    // Its tab may have been open, with older figures.
    this.#options.onMade(uri);
  }

  /** Opens a report of the panel's view, which is made already. */
  async openView(document: ViewDocument): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.from(this.#views.add(document)), PREVIEW);
  }

  /** Returns the document of a report's address, or one that says why there is none; null for any other address. */
  async read(uri: vscode.Uri): Promise<string | null> {
    const asked = reportAt(uri);
    if (!asked) return this.#views.read(uri);
    const kept = this.#made.get(keyOf(asked));
    if (kept) return reportMarkdown(kept);
    const problem = await this.#options.problem();
    const outcome = problem === null ? await this.#make(asked) : ({ kind: 'failed', message: problem } as const);
    return outcome.kind === 'report' ? reportMarkdown(outcome.report) : reportApology(asked.request, outcome);
  }

  /** Saves the report of a tab: the one in front unless it is named. */
  async save(named: unknown): Promise<void> {
    const uri = named instanceof vscode.Uri ? named : activeUri();
    const view = uri && this.#views.at(uri);
    if (view) return saveView(view);
    const asked = uri && reportAt(uri);
    if (!asked) return void vscode.window.showInformationMessage('Claude Usage: Open a report first.');
    const kept = this.#made.get(keyOf(asked));
    if (kept) return saveReport(kept);
    const outcome = await this.#make(asked);
    await (outcome.kind === 'report' ? saveReport(outcome.report) : tellFailure(outcome));
  }

  async #valuesOf(title: string, { from, to }: { readonly from: string; readonly to: string }) {
    const outcome = await runWithProgress(this.#options.engine, title, { kind: 'values', from, to });
    if (outcome.kind === 'values') return outcome.values;
    tellFailure(outcome);
    return null;
  }

  /** Has a report made, unless that is under way: an editor reads twice what it opens. */
  #make(asked: Asked): Promise<JobOutcome> {
    const [key, underWay] = [keyOf(asked), this.#underWay];
    const making = underWay.get(key) ?? this.#makeAnew(asked).finally(() => underWay.delete(key));
    underWay.set(key, making);
    return making;
  }

  async #makeAnew(asked: Asked): Promise<JobOutcome> {
    const made = this.#made;
    const { title } = reportNamed(asked.request.report);
    const outcome = await runWithProgress(this.#options.engine, title, { kind: 'report', ...asked });
    if (outcome.kind !== 'report') return outcome;
    const { report } = outcome;
    const key = keyOf({ organization: report.organizationId, ...asked });
    made.delete(key);
    made.set(key, report);
    for (const oldest of [...made.keys()].slice(0, -MOST_KEPT)) made.delete(oldest);
    return outcome;
  }
}

/** Key of a report in the maps: organization and request in one string. */
function keyOf({ organization, request }: Asked): string {
  return JSON.stringify({ organization, request });
}

function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}

/** Markdown for the tab of a report that could not be made. */
function reportApology({ report }: ReportRequest, outcome: JobOutcome): string {
  const { title } = reportNamed(report);
  const why = outcome.kind === 'failed' ? outcome.message : 'It was cancelled.';
  const what = `Close this tab and run “Claude Usage: Report: ${title}” to create a new one.`;
  return `# ${escapeMarkdown(title)}\n\nThe report could not be created. ${escapeMarkdown(why)}\n\n${escapeMarkdown(what)}\n`;
}
