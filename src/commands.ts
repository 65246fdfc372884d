import * as vscode from 'vscode';
import type { Accounts } from './account/accounts.ts';
import { askAdminKey } from './account/keyPrompt.ts';
import { REPORTS } from './reports/reports.ts';
import { errorMessage } from './shared/errorMessage.ts';
import { tryEach } from './shared/tryEach.ts';
import { unlinked } from './shared/unlinked.ts';
import type { BalanceCommand } from './ui/balanceCommand.ts';
import type { BudgetCommands } from './ui/budgets/budgetCommands.ts';
import type { BudgetStatusCommand } from './ui/budgets/budgetStatus.ts';
import type { McpFiles } from './ui/mcp/mcpFiles.ts';
import type { MeasuringCommands } from './ui/measuringCommands.ts';
import type { OtelHeadersCommand } from './ui/otelHeadersCommand.ts';
import type { PanelHost } from './ui/panel/panelHost.ts';
import type { Reports } from './ui/reports/reports.ts';

export interface CommandParts {
  readonly accounts: Accounts;
  readonly panel: PanelHost;
  readonly reports: Reports;
  readonly measuring: MeasuringCommands;
  readonly budgets: BudgetCommands;
  readonly balance: BalanceCommand;
  readonly budgetStatus: BudgetStatusCommand;
  readonly mcpFiles: Pick<McpFiles, 'remove'>;
  readonly copyMcpSetup: () => Promise<void>;
  readonly otelHeaders: OtelHeadersCommand;
  readonly exportCsv: () => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

type Handler = (argument: unknown) => unknown;

/** Handlers by command id, in the order of package.json, which has each of them. */
export function createCommands({
  accounts,
  panel,
  reports,
  measuring,
  budgets,
  balance,
  budgetStatus,
  mcpFiles,
  copyMcpSetup,
  otelHeaders,
  exportCsv,
  log,
}: CommandParts): Readonly<Record<string, Handler>> {
  return {
    'claudeUsage.setAdminKey': () => setAdminKey(accounts),
    'claudeUsage.removeAdminKey': () => removeAdminKey(accounts),
    'claudeUsage.openPanel': () => panel.open(),
    'claudeUsage.refresh': (how) => refresh(accounts, how === 'anyway'),
    'claudeUsage.useSampleData': () => accounts.useSample(),
    'claudeUsage.leaveSampleData': () => accounts.leaveSample(),
    'claudeUsage.deleteAllData': () => deleteAllData(accounts, mcpFiles),
    'claudeUsage.showLog': () => log.show(),
    'claudeUsage.openSettings': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:claude-usage.claude-usage'),
    'claudeUsage.getStarted': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', 'claude-usage.claude-usage#getStarted', false),
    'claudeUsage.cancelHistory': () => accounts.cancelHistory(),
    'claudeUsage.startMeasuring': () => measuring.start(),
    'claudeUsage.stopMeasuring': () => measuring.stop(),
    'claudeUsage.editBudgets': () => budgets.edit(),
    'claudeUsage.setBalance': () => balance.run(),
    'claudeUsage.budgetStatus': (form) => budgetStatus.run(form),
    'claudeUsage.copyMcpSetup': () => copyMcpSetup(),
    'claudeUsage.setOtelHeaders': () => otelHeaders.run(),
    'claudeUsage.createReport': () => reports.create(),
    'claudeUsage.exportCsv': () => exportCsv(),
    'claudeUsage.saveReport': (uri) => reports.save(uri),
    ...Object.fromEntries(REPORTS.map((report) => [`claudeUsage.report.${report.id}`, () => reports.open(report)])),
  };
}

async function setAdminKey(accounts: Accounts): Promise<void> {
  accounts.prepare();
  const key = await askAdminKey(accounts.apiOrigin());
  if (key === undefined) return;
  const check = () => accounts.setKey(key);
  const progress = { location: vscode.ProgressLocation.Notification, title: 'Claude Usage: Checking the key…' };
  const result = await vscode.window.withProgress(progress, check);
  switch (result.outcome) {
    case 'valid':
      void vscode.window.showInformationMessage(
        `Claude Usage: Connected to ${unlinked(result.organization.name)}.${result.kept ? '' : FORGETFUL}`,
      );
      return;
    case 'unchecked':
      void vscode.window.showWarningMessage(
        `Claude Usage: The key was saved but could not be checked yet. ${result.message}${result.kept ? '' : FORGETFUL}`,
      );
      return;
    case 'refused':
      return void offer(
        `Claude Usage: The key was not saved. ${(await accounts.hasStoredKey()) ? 'Your current key is unchanged. ' : ''}${result.message}`,
        'Try Again',
        () => setAdminKey(accounts),
      );
  }
}

const FORGETFUL =
  ' The editor could not save it in its secret storage, so it is only available until this window closes.';

async function offer(message: string, action: string, act: () => Promise<void>): Promise<void> {
  if ((await vscode.window.showErrorMessage(message, action)) === action) await act();
}

async function removeAdminKey(accounts: Accounts): Promise<void> {
  const removed = await accounts.removeKey();
  const said = removed
    ? 'The Admin API key was removed from all windows.'
    : 'The Admin API key was removed from this window, but the secret storage did not respond. Try again later.';
  const choice = await vscode.window.showInformationMessage(
    `Claude Usage: ${said} Do you also want to delete its history on this machine?`,
    // The first one is VS Code's primary button.
    'Keep History',
    'Delete History',
  );
  if (choice === 'Delete History') await tellFailure(() => accounts.deleteLedgers());
}

async function deleteAllData(accounts: Accounts, mcpFiles: CommandParts['mcpFiles']): Promise<void> {
  const sure = await vscode.window.showWarningMessage(
    'Delete the Admin API key and all Claude Usage data on this machine?',
    { modal: true, detail: 'Nothing is deleted at Anthropic. You can fetch the history again with a key.' },
    'Delete All Data',
  );
  if (sure !== 'Delete All Data') return;
  await tellFailure(() => tryEach([() => accounts.deleteAll(), () => mcpFiles.remove()]));
}

async function refresh(accounts: Accounts, anyway: boolean): Promise<void> {
  const outcome = await accounts.refresh(anyway);
  if (outcome === 'tooSoon') {
    vscode.window.setStatusBarMessage('Claude Usage: Refreshed less than ten seconds ago', 3000);
  } else if (outcome !== 'refreshed') {
    void warn(`Claude Usage: ${outcome.message}`, outcome.mayTryAnyway ? ['Try Anyway'] : [], () =>
      refresh(accounts, true),
    );
  }
}

async function warn(message: string, actions: readonly string[], act: () => Promise<void>): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(message, ...actions);
  if (chosen !== undefined && actions.includes(chosen)) await act();
}

async function tellFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(`Claude Usage: Some data could not be deleted. ${unlinked(reason)}`);
  }
}
