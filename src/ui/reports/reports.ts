import * as vscode from 'vscode';
import type { EngineClient } from '../../engine/thread/client.ts';
import type { JobOutcome } from '../../engine/thread/protocol.ts';
import { escapeMarkdown } from '../../export/escapeMarkdown.ts';
import type { ReportDefinition } from '../../reports/definition.ts';
import type { Report, ReportRequest } from '../../reports/report.ts';
import { reportNamed } from '../../reports/reports.ts';
import { reportMarkdown } from '../../reports/write/markdown.ts';
import type { FromReport } from '../../shared/fromReport.ts';
import type { Handlers } from '../../shared/rpc.ts';
import { runWithProgress, tellFailure } from '../runWithProgress.ts';
import { type AddressedReport, addressOf, reportAt, viewAt } from './reportAddress.ts';
import { askReport, askScope, type KnownDays } from './reportPrompts.ts';
import { saveReport } from './reportSaving.ts';
import { REPORT_TAB } from './reportScheme.ts';
import { type ViewDocument, ViewDocuments } from './viewDocuments.ts';

export interface ReportsOptions {
  readonly engine: Pick<EngineClient, 'runJob'>;
  readonly calendar: () => KnownDays;
  /** Waits until the account in use is started; returns a sentence on why there are no figures at all, or null. */
  readonly problem: () => Promise<string | null>;
  /** Called when the document of an address has changed. */
  readonly onMade: (uri: vscode.Uri) => void;
}

/** What is at the address of a report. */
export type ReportContent =
  /** `isOfMoment`: it is kept as it was, and cannot be made anew. */
  | { readonly kind: 'report'; readonly report: Report; readonly isOfMoment: boolean }
  /** Sentences on why there is none, for the tab that would have shown it. */
  | { readonly kind: 'words'; readonly title: string; readonly words: readonly string[]; readonly mayRetry: boolean };

/** The most reports kept, for their tabs and for saving them. */
const MOST_KEPT = 20;
/** Milliseconds for which the status bar says that something was copied. */
const SAID_MS = 4000;

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

  /** Asks for the period, and filters where they are wanted, and opens the report in a tab. */
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
    await vscode.commands.executeCommand('vscode.openWith', uri, REPORT_TAB);
    // Its tab may have been open, with older figures.
    this.#options.onMade(uri);
  }

  /** Opens a report of the panel's view, which is made already. */
  async openView(document: ViewDocument): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.from(this.#views.add(document)), REPORT_TAB);
  }

  /** Returns what is at an address; null where it is none of a report. A report that is not kept is made. */
  async contentAt(uri: vscode.Uri): Promise<ReportContent | null> {
    const view = this.#views.at(uri);
    if (view) return { kind: 'report', report: view.report, isOfMoment: true };
    if (viewAt(uri) !== null) return GONE;
    const asked = reportAt(uri);
    if (!asked) return null;
    const outcome = await this.#keptOrMade(asked);
    if (outcome.kind !== 'report') return apologyFor(asked.request, outcome);
    return { kind: 'report', report: withRemark(outcome.report, asked), isOfMoment: false };
  }

  /** Returns the document of an address as Markdown, for editors of text; null for any other address. */
  async read(uri: vscode.Uri): Promise<string | null> {
    const content = await this.contentAt(uri);
    if (!content) return null;
    if (content.kind === 'report') return reportMarkdown(content.report);
    return `${[`# ${escapeMarkdown(content.title)}`, ...content.words.map(escapeMarkdown)].join('\n\n')}\n`;
  }

  /** Saves the report of a tab: the one in front unless it is named. */
  async save(named: unknown): Promise<void> {
    const uri = named instanceof vscode.Uri ? named : activeUri();
    const view = uri && this.#views.at(uri);
    if (view) return saveReport(view.report, view.csv);
    const asked = uri && reportAt(uri);
    if (!asked) return void vscode.window.showInformationMessage('Claude Usage: Open a report first.');
    const outcome = await this.#keptOrMade(asked);
    await (outcome.kind === 'report' ? saveReport(outcome.report) : tellFailure(outcome));
  }

  /** What the tab of an address can ask for. */
  actionsOf(uri: vscode.Uri): Handlers<FromReport> {
    return {
      save: async () => {
        await this.save(uri);
        return null;
      },
      copy: async () => {
        await vscode.env.clipboard.writeText((await this.read(uri)) ?? '');
        vscode.window.setStatusBarMessage('Claude Usage: Copied', SAID_MS);
        return null;
      },
      update: async () => {
        const asked = reportAt(uri);
        if (!asked) return null;
        const outcome = await this.#make(asked);
        if (outcome.kind === 'report') this.#options.onMade(uri);
        else tellFailure(outcome);
        return null;
      },
    };
  }

  async #valuesOf(title: string, { from, to }: { readonly from: string; readonly to: string }) {
    const outcome = await runWithProgress(this.#options.engine, title, { kind: 'values', from, to });
    if (outcome.kind === 'values') return outcome.values;
    tellFailure(outcome);
    return null;
  }

  async #keptOrMade(asked: Asked): Promise<JobOutcome> {
    const report = this.#made.get(keyOf(asked));
    if (report) return { kind: 'report', report };
    const message = await this.#options.problem();
    return message === null ? this.#make(asked) : { kind: 'failed', message };
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
    const { request, organization } = asked;
    const { title } = reportNamed(request.report);
    const job = { kind: 'report', request, ...(organization != null && { organization }) } as const;
    const outcome = await runWithProgress(this.#options.engine, title, job);
    if (outcome.kind !== 'report') return outcome;
    const { report } = outcome;
    const key = keyOf({ organization: report.organizationId, ...asked });
    made.delete(key);
    made.set(key, report);
    for (const oldest of [...made.keys()].slice(0, -MOST_KEPT)) made.delete(oldest);
    return outcome;
  }
}

const GONE: ReportContent = {
  kind: 'words',
  title: 'This View',
  words: ['This report is no longer available. Open the panel and choose Report, This view.'],
  mayRetry: false,
};

/** Key of a report in the maps: organization and request in one string. */
function keyOf({ organization, request }: Asked): string {
  return JSON.stringify({ organization, request });
}

function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}

/** Says whose report it is where its tab does not: addresses have not always named the organization. */
function withRemark(report: Report, { organization }: AddressedReport): Report {
  if (organization !== null) return report;
  const remark = `This tab is from an older version and names no organization. It shows the one in use, ${report.organization}.`;
  return { ...report, remarks: [...report.remarks, remark] };
}

/** What the tab of a report says that could not be made. */
function apologyFor({ report }: ReportRequest, outcome: JobOutcome): ReportContent {
  const { title } = reportNamed(report);
  const why = outcome.kind === 'failed' ? outcome.message : 'It was cancelled.';
  const what = `To create a new one, run “Claude Usage: Report: ${title}”.`;
  return { kind: 'words', title, words: [`The report could not be created. ${why}`, what], mayRetry: true };
}
