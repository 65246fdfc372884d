import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Accounts } from './account/accounts.ts';
import { AdminKey } from './account/adminKey.ts';
import { OtelHeaders } from './account/otelHeaders.ts';
import { RemovalSignal } from './account/removalSignal.ts';
import { createCommands } from './commands.ts';
import { EngineClient } from './engine/thread/client.ts';
import { parseBudgets } from './figures/budgets/parseBudgets.ts';
import type { GlobalState } from './globalState.ts';
import { settings } from './settings.ts';
import { createFormat, MINUS } from './shared/format.ts';
import type { SpendState, Summary } from './shared/summary.ts';
import { AlertToasts } from './ui/alerts.ts';
import { BalanceCommand } from './ui/balanceCommand.ts';
import { BudgetCommands } from './ui/budgets/budgetCommands.ts';
import { BudgetEntries } from './ui/budgets/budgetEntries.ts';
import { BudgetStatusCommand } from './ui/budgets/budgetStatus.ts';
import { createContexts } from './ui/contexts.ts';
import { exportCsv } from './ui/exportCsv.ts';
import { LanguageModelTools } from './ui/languageModelTools.ts';
import { copyMcpSetup } from './ui/mcp/copyMcpSetup.ts';
import { McpFiles } from './ui/mcp/mcpFiles.ts';
import { MeasuringCommands } from './ui/measuringCommands.ts';
import { OtelHeadersCommand } from './ui/otelHeadersCommand.ts';
import { createPageActions } from './ui/panel/pageActions.ts';
import { createPanelExports } from './ui/panel/panelExports.ts';
import { PanelHost } from './ui/panel/panelHost.ts';
import type { ReportFiles } from './ui/reports/reportFiles.ts';
import { Reports } from './ui/reports/reports.ts';
import { ReportTabs } from './ui/reports/reportTabs.ts';
import { showSaved } from './ui/savedNotice.ts';
import { BUDGET_WORDS, COST_CENTRE_WORDS, MONTHLY_REPORT_WORDS, SettingNotice } from './ui/settingNotice.ts';
import { forgetLastFigure } from './ui/statusBar/lastFigure.ts';
import { StatusBarController } from './ui/statusBar/statusBarController.ts';
import { ZoneNotice } from './ui/zoneNotice.ts';

export interface Host extends vscode.Disposable {
  run(command: string, argument: unknown): unknown;
  /** Returns the document of a report's address; null for any other address. */
  readReport(uri: vscode.Uri): Promise<string | null>;
  /** Fills the tab of a report's address. */
  showReport(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void>;
  restorePanel(panel: vscode.WebviewPanel, state: unknown): void;
  /** Answers a language model. */
  readonly callTool: LanguageModelTools['invoke'];
}

/** Builds the parts in their order and starts the account in use. */
export function startHost(
  context: vscode.ExtensionContext,
  memento: GlobalState,
  item: vscode.StatusBarItem,
  files: ReportFiles,
): Host {
  const log = vscode.window.createOutputChannel('Claude Usage', { log: true });
  const version = versionOf(context);
  const statusBar = new StatusBarController(item, memento, vscode.window.state.focused);
  const storage = context.globalStorageUri.fsPath;
  const adminKey = new AdminKey(context.secrets);
  const otelHeaders = new OtelHeaders(context.secrets);
  const inBackground = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));

  let knownBudgets: Pick<Summary, 'budgets' | 'badBudgets'> = {};
  const show = (state: SpendState) => {
    knownBudgets = state.status === 'ready' ? state.summary : {};
    statusBar.show(state);
    budgetStatus.show(state);
    // The sample has no settings of its user, and says nothing of them.
    const set = state.status === 'ready' && !state.summary.sample ? state.summary : null;
    budgetNotice.show(set?.badBudgets);
    costCentreNotice.show(set?.badCostCentres);
    if (state.status !== 'ready') panel.show(state.status === 'starting' ? { ...state, status: 'loading' } : state);
    inBackground(tellContexts(state));
  };
  const budgetStatus = new BudgetStatusCommand(() => statusBar.now());
  const budgetNotice = new SettingNotice({
    memento,
    shown: 'badBudgets',
    warn: (message) => inBackground(warnOf(message, 'claudeUsage.budgets')),
    words: BUDGET_WORDS,
  });
  const costCentreNotice = new SettingNotice({
    memento,
    shown: 'badCostCentres',
    warn: (message) => inBackground(warnOf(message, 'claudeUsage.costCentres')),
    words: COST_CENTRE_WORDS,
  });
  const contexts = createContexts();
  const tellContexts = async (state: SpendState) => {
    const sample = accounts.isSample();
    // Not asked for in the sample: a keyring may keep its user waiting.
    const hasKey = !sample && state.status !== 'noKey' && (await accounts.hasStoredKey());
    const { progress = null, measurement = null } = state.status === 'ready' ? state.summary : {};
    const measuring = measurement?.end === null;
    contexts({ sample, hasAccount: state.status !== 'noKey', hasKey, fetching: progress !== null, measuring });
  };
  const engine = new EngineClient(join(context.extensionPath, 'dist', 'engine.mjs'), {
    state: show,
    view: (view) => panel.show(view),
    change: (answer) => panel.showChange(answer),
    organization: (organization) => inBackground(accounts.keepOrganization(organization)),
    notice: (message) =>
      void vscode.window
        .showWarningMessage(`Claude Usage: ${message}`, 'Show Log')
        .then((choice) => choice && log.show()),
    measured: (result) => inBackground(measuring.show(result)),
    alert: (notice) => inBackground(alerts.show(notice)),
    monthlyReports: ({ message, path }) => void showSaved(vscode, vscode.Uri.file(path), () => message),
    log: ({ level, line }) => log[level](line),
  });
  const exports = createPanelExports({ editor: vscode, home: homedir(), onLog: (line) => log.warn(line) });
  const panel: PanelHost = new PanelHost(context.extensionUri, {
    onChoice: (choice) => engine.showPanel(choice),
    commands: createPageActions({
      engine,
      exports,
      reports: { open: (report) => reports.open(report), openView: (document) => reports.openView(document) },
      view: () => panel.view,
    }),
    onLog: (line) => log.warn(line),
  });
  const signal = new RemovalSignal(
    storage,
    () => inBackground(accounts.keyRemovedElsewhere()),
    (line) => log.warn(line),
  );
  const accounts = new Accounts({
    adminKey,
    otelHeaders,
    engine,
    memento,
    settings,
    signal,
    storage,
    version,
    locale: vscode.env.language,
    window: randomUUID(),
    isFocused: () => vscode.window.state.focused,
    show,
    forgetLastFigure: (unlessOf) => {
      forgetLastFigure(memento, unlessOf);
      if (unlessOf !== undefined) return;
      reports.forget();
      alerts.forget();
      inBackground(mcpFiles.update());
    },
  });
  const mcpFiles = new McpFiles({
    extension: context.extensionPath,
    storage,
    setup: () => {
      const { zone, historyDays } = settings.engine();
      const { ledgerPath: ledger } = accounts;
      return { version, ledger, enabled: settings.toolsEnabled(), sample: accounts.isSample(), zone, historyDays };
    },
  });
  const calendar = () => ({ now: statusBar.now(), ...settings.engine() });
  const problem = () =>
    started.then(
      () => accounts.problem?.message ?? null,
      () => null,
    );
  const reports = new Reports({
    engine,
    calendar,
    problem,
    onMade: (uri) => {
      files.change(uri);
      reportTabs.change(uri);
    },
  });
  const reportTabs = new ReportTabs({
    extensionUri: context.extensionUri,
    contentAt: (uri) => reports.contentAt(uri),
    actionsOf: (uri) => reports.actionsOf(uri),
    onLog: (line) => log.warn(line),
  });
  const tools = new LanguageModelTools({ engine, editor: vscode, isEnabled: settings.toolsEnabled, problem });
  const measuring = new MeasuringCommands({
    engine,
    window: vscode.window,
    clipboard: vscode.env.clipboard,
    format: () => createFormat(vscode.env.language, settings.dayZone().name, MINUS),
    now: () => statusBar.now(),
    openPanel: (choice) => panel.open(choice),
  });
  const monthlyNotice = new SettingNotice({
    memento,
    shown: 'badMonthlyReports',
    warn: (message) => inBackground(warnOf(message, 'claudeUsage.monthlyReports')),
    words: MONTHLY_REPORT_WORDS,
  });
  monthlyNotice.show(settings.live().monthlyReports.bad);
  const alerts = new AlertToasts({
    engine,
    window: vscode.window,
    openPanel: (choice) => panel.open(choice),
    editBudgets: () => budgets.edit(),
  });
  const budgets = new BudgetCommands({
    engine,
    window: vscode.window,
    backButton: vscode.QuickInputButtons.Back,
    entries: new BudgetEntries(settings.heldBudgets, parseBudgets),
    known: () => knownBudgets,
    isSample: () => accounts.isSample(),
    leaveSample: () => accounts.leaveSample(),
    openSetting: () => openSetting('claudeUsage.budgets'),
    format: () => createFormat(vscode.env.language, 'UTC', MINUS),
    now: () => statusBar.now(),
  });
  const balance = new BalanceCommand({
    engine,
    window: vscode.window,
    format: () => createFormat(vscode.env.language, 'UTC', MINUS),
    zone: () => settings.dayZone().name,
    now: () => statusBar.now(),
  });
  const commands = createCommands({
    accounts,
    panel,
    reports,
    measuring,
    budgetStatus,
    budgets,
    balance,
    otelHeaders: new OtelHeadersCommand({
      headers: otelHeaders,
      settings: () => settings.engine().otel,
      window: vscode.window,
      openSettings: (query) => vscode.commands.executeCommand('workbench.action.openSettings', query),
      onChange: () => accounts.headersChanged(),
    }),
    log,
    mcpFiles,
    copyMcpSetup: () =>
      copyMcpSetup({
        files: mcpFiles,
        window: vscode.window,
        clipboard: vscode.env.clipboard,
        isEnabled: settings.toolsEnabled,
        openSetting: () => openSetting('claudeUsage.tools.enabled'),
        platform: process.platform,
      }),
    exportCsv: () => exportCsv({ engine, calendar, storage }),
  });
  const zoneNotice = new ZoneNotice({
    memento,
    warn: (message) => inBackground(warnOf(message, 'claudeUsage.timeZone')),
    log: (line) => log.warn(line),
  });
  zoneNotice.show(settings.dayZone());
  const listeners = [
    vscode.window.onDidChangeWindowState(({ focused }) => {
      engine.setFocused(focused);
      statusBar.setFocused(focused);
    }),
    context.secrets.onDidChange(({ key }) => {
      const areHeaders = OtelHeaders.isStoredIn(key);
      inBackground(areHeaders ? accounts.headersChangedElsewhere() : accounts.keyChangedElsewhere());
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('claudeUsage.statusBar')) statusBar.redraw();
      if (change.affectsConfiguration('claudeUsage')) zoneNotice.show(settings.dayZone());
      if (settings.changesLive(change)) {
        const live = settings.live();
        monthlyNotice.show(live.monthlyReports.bad);
        engine.setLive(live);
      }
      if (settings.steersEngine(change)) inBackground(accounts.start());
      if (change.affectsConfiguration('claudeUsage')) inBackground(mcpFiles.update());
    }),
  ];
  // Not waited for: a keyring may keep its user waiting, and the commands work without an account.
  // Set by `npm start` alone: the sample in its panel, once in a profile.
  const wantsSample = process.env['CLAUDE_USAGE_START'] === 'sample' && !accounts.isSample();
  if (wantsSample) panel.open();
  const started = wantsSample ? accounts.useSample() : accounts.start();
  inBackground(started);
  // Last of all: a client may start the server at any time, and finds the newest one.
  inBackground(started.catch(() => {}).then(() => (settings.toolsEnabled() ? mcpFiles.write() : mcpFiles.update())));
  return {
    run: (command, argument) => commands[command]?.(argument),
    readReport: (uri) => reports.read(uri),
    showReport: (uri, tab) => reportTabs.show(uri, tab),
    restorePanel: (restored) => panel.restore(restored),
    callTool: (name, options, token) => tools.invoke(name, options, token),
    dispose() {
      for (const listener of listeners) listener.dispose();
      statusBar.dispose();
      signal[Symbol.dispose]();
      panel.dispose();
      void engine.dispose().finally(() => log.dispose());
    },
  };
}

/** Warns of a mistake in a setting, and opens that where the user wants to. */
async function warnOf(message: string, setting: string): Promise<void> {
  const choice = await vscode.window.showWarningMessage(message, 'Open Settings');
  if (choice) await openSetting(setting);
}

function openSetting(setting: string): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.openSettings', setting);
}

function versionOf(context: vscode.ExtensionContext): string {
  const { version }: { version?: unknown } = context.extension.packageJSON;
  return typeof version === 'string' ? version : '0.0.0';
}
